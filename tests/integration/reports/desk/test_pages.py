"""The pages of the desk, as the person who makes reports and as everybody else."""

import re
from datetime import date
from html import unescape

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions import grant_role
from accounts.enums import Role
from accounts.models import User
from evidence.enums import EvidenceState
from renaksi.models import ActionPlan, ReportingPeriod
from reports.actions.filling import fill_batch
from reports.enums import BuildState, ReportKind, TextSlot
from reports.models import Report, ReportBatch, ReportBuild, ReportSchedule
from reports.queries.preview import payload_now
from reports.subject import subject_of
from reports.viewsets.base import DeskGate
from reports.viewsets.menu import PAGES
from tests.factories.evidence import FileFactory
from tests.factories.institutions import CityFactory, InstitutionFactory
from tests.integration.reports.desk.conftest import EARLIER, NOW, client_of, person, version
from tests.published_reports import report_of
from tests.report_payloads import sample_payload

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# Which pages an editor opens; all others are the builders'.
OF_EDITORS = {"index", "progress", "report", "preview", "texts", "remarks", "remark"}
VERBS = ["GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"]


def page(name: str, *keys: object, **query: object) -> str:
    asked = "&".join(f"{word}={value}" for word, value in query.items())
    return reverse(f"cms_report:{name}", args=keys) + (f"?{asked}" if asked else "")


def told(response: HttpResponse) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def errors(response: HttpResponse) -> dict[str, list[str]]:
    return dict(response.context["form"].errors)


def reload(build: ReportBuild) -> ReportBuild:
    return ReportBuild.objects.get(pk=build.pk)


def stored() -> list[list[dict[str, object]]]:
    models = (Report, ReportBuild, ReportBatch, ReportSchedule)
    return [list(model.objects.order_by("pk").values()) for model in models]


def period(plan: ActionPlan) -> ReportingPeriod:
    return plan.periods.get()


# --- Who may -----------------------------------------------------------------------------------------


def test_every_page_asks_who_may():
    """What the gate does is tried below; which page answers what to whom stands in the table of the CMS."""
    assert [name for name, (_address, view) in PAGES.items() if not issubclass(view, DeskGate)] == []


def address_of(name: str, report: Report, build: ReportBuild) -> str:
    """Of any page of the desk, about what there is."""
    about = {"plan": report.plan, "kind": "standing", "language": "id"}
    keys = {
        "pk": report.pk,
        "build": build.pk,
        "commitment": report.plan.commitments.first().pk,
        "batch": ReportBatch.objects.get_or_create(**about)[0].pk,
        "schedule": ReportSchedule.objects.get_or_create(**about)[0].pk,
    }
    return page(name, *(keys[word] for word in re.findall(r"<int:(\w+)>", PAGES[name][0])))


@pytest.mark.parametrize("name", PAGES)
def test_outsider_finds_nothing_whatever_the_verb(name: str, report: Report):
    """Who enters the CMS with no role of the desk; what everybody else gets stands in the table of the CMS."""
    address = address_of(name, report, version(report))
    client = client_of(person(Role.VERIFIER))
    assert {verb: client.generic(verb, address).status_code for verb in VERBS} == dict.fromkeys(VERBS, 404)


@pytest.mark.parametrize("name", sorted(set(PAGES) - OF_EDITORS))
@pytest.mark.parametrize("state", [BuildState.READY, BuildState.QUEUED, BuildState.FAILED])
def test_editor_finds_nothing_of_what_builders_do_whatever_the_verb(
    name: str, state: BuildState, report: Report
):
    build = version(report, state)
    address = address_of(name, report, build)
    before = stored()
    client = client_of(person(Role.EDITOR))
    assert {verb: client.generic(verb, address).status_code for verb in VERBS} == dict.fromkeys(VERBS, 404)
    assert stored() == before


@pytest.mark.parametrize("reason", ["Angka diperbaiki.", "x" * 2001])
def test_editor_builds_nothing_from_the_page_of_a_report(report: Report, reason: str):
    """Not even what is wrong with the reason is said."""
    version(report)
    before = stored()
    answer = client_of(person(Role.EDITOR)).post(page("report", report.pk), {"reason": reason})
    assert (answer.status_code, stored()) == (404, before)


@pytest.mark.parametrize("name", sorted(OF_EDITORS))
def test_editor_reads_what_words_are_about(name: str, report: Report):
    address = address_of(name, report, version(report))
    assert client_of(person(Role.EDITOR)).get(address).status_code == 200


def test_editor_keeps_words_and_a_remark(report: Report):
    editor = person(Role.EDITOR)
    client, first = client_of(editor), report.plan.commitments.order_by("pk").first()
    client.post(page("texts", report.pk), {"foreword": "Salam."})
    client.post(page("remark", report.pk, first.pk), {str(first.pk): "Baik."})
    assert sorted(report.texts.values_list("slot", "text", "by")) == [
        (TextSlot.FOREWORD, "Salam.", editor.pk),
        (TextSlot.REMARK, "Baik.", editor.pk),
    ]


@pytest.mark.parametrize("state", sorted(set(BuildState) - {BuildState.WITHDRAWN}))
def test_editor_is_led_to_words_and_to_nothing_else(desk: Client, state: BuildState, report: Report):
    """On the list and on a report with two versions, whatever state they are in."""
    builds = [version(report, state), version(report, BuildState.FAILED, version=2)]
    builds[0].evidence.add(FileFactory(state=EvidenceState.TAKEN_DOWN))
    closed = {address_of(name, report, build) for name in set(PAGES) - OF_EDITORS for build in builds}
    closed |= {
        reverse("reports:draft_file", args=[builds[0].pk, "json"]),
        f'action="{page("report", report.pk)}"',
    }
    words = {page(name, report.pk) for name in ("texts", "remarks", "preview")}

    def found(client: Client) -> tuple[set[str], set[str]]:
        pages = [
            client.get(address).content.decode() for address in (page("index"), page("report", report.pk))
        ]
        return tuple({one for one in wanted if one in "".join(pages)} for wanted in (closed, words))

    assert found(client_of(person(Role.EDITOR))) == (set(), words)
    assert found(desk)[0] >= {page("add"), page("schedules"), page("retry", builds[1].pk)}


def test_progress_tells_an_editor_of_versions_and_not_of_orders(desk: Client, report: Report):
    build = version(report, BuildState.BUILDING)
    batch = ReportBatch.objects.create(plan=report.plan, kind="standing", language="id")
    clients = (desk, client_of(person(Role.EDITOR)))
    found = [one.get(page("progress", b=build.pk, paket=batch.pk)).context for one in clients]
    assert [[line.id for line in one["builds"]] for one in found] == [[build.pk], [build.pk]]
    assert [len(one["batches"]) for one in found] == [1, 0]


def test_menu_shows_the_desk_to_whom_it_belongs(desk: Client):
    home, address = reverse("wagtailadmin_home"), page("index")
    seen = [address in one.get(home).content.decode() for one in (desk, client_of(person(Role.EDITOR)))]
    assert seen == [True, True]


def test_who_lost_the_right_finds_nothing_any_more(desk: Client, report: Report, admin: User):
    build = version(report)
    assert desk.get(page("publish", build.pk)).status_code == 200
    grant_role(user=admin, role=Role.EDITOR, by=None)
    admin.memberships.filter(role=Role.ADMIN).delete()
    assert desk.post(page("publish", build.pk), confirmation(build)).status_code == 404
    assert reload(build).state == BuildState.READY


@pytest.mark.parametrize("name", ["publish", "withdraw", "cancel", "retry"])
def test_nothing_is_done_without_the_token_of_the_form(name: str, report: Report, admin: User):
    build = version(report)
    client = client_of(admin, enforce_csrf_checks=True)
    answer = client.post(page(name, build.pk), {"digits": build.payload_sha256[:4]})
    assert (answer.status_code, reload(build).state) == (403, BuildState.READY)


# --- The list, and how far builds are ----------------------------------------------------------------


def test_list_filters_and_ignores_what_is_no_choice(desk: Client, report: Report):
    version(report, BuildState.FAILED, last_error="Penyusunan melewati batas memori.")
    other = report_of(report.plan)
    version(other)
    found = desk.get(page("index", keadaan="failed", jenis="ngawur", rencana="x"))
    assert [line.id for line in found.context["page"].items] == [report.pk]
    assert "Penyusunan melewati batas memori." in found.content.decode()
    nothing = desk.get(page("index", keadaan="withdrawn")).content.decode()
    assert "Tidak ada laporan dengan saringan itu." in nothing


def test_empty_desk_says_how_to_begin(desk: Client):
    editor = client_of(person(Role.EDITOR))
    texts = [one.get(page("index")).content.decode() for one in (desk, editor)]
    assert ["Belum ada laporan. Buat yang pertama" in text for text in texts] == [True, False]
    assert ["Setelah admin sekretariat membuat yang pertama" in text for text in texts] == [False, True]


def test_progress_is_a_piece_of_html_about_what_was_asked_for(desk: Client, report: Report):
    build = version(report, BuildState.BUILDING, step="Komitmen 7", done=7, steps=24)
    version(report_of(report.plan))
    found = desk.get(f"{page('progress')}?b={build.pk}&b=x&b=4711&b={'9' * 30}")
    assert [line.id for line in found.context["builds"]] == [build.pk]
    assert 'max="100" value="29"' in found.content.decode()
    assert f'data-build="{build.pk}"' in found.content.decode()


def test_pages_ask_as_often_for_three_as_for_one(desk: Client, report: Report):
    batch = ReportBatch.objects.create(plan=report.plan, kind="standing", language="id")
    addresses = [page("index"), page("report", report.pk), page("batch_builds", batch.pk), page("compare")]

    def add(number: int) -> None:
        version(report, BuildState.FAILED, version=number)
        version(report_of(report.plan, region=CityFactory()), BuildState.FAILED, batch=batch)
        version(report_of(report.plan, institution=InstitutionFactory()))

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            desk.get(address)
        return len(caught)

    add(1)
    one = [queries(address) for address in addresses]
    add(2)
    add(3)
    assert [queries(address) for address in addresses] == one


# --- A new report ------------------------------------------------------------------------------------


def order(plan: ActionPlan, **given: object) -> dict[str, object]:
    return {"kind": "quarterly", "part": "plan", "language": "id", "period": period(plan).pk, **given}


def test_only_what_fits_the_plan_is_offered(desk: Client, plan: ActionPlan):
    form = desk.get(page("add", rencana=plan.pk)).context["form"]
    assert [str(one) for one in form.fields["period"].queryset] == ["B09 2020"]
    assert {one.name for one in form.fields["region"].queryset} == {
        one.region.name for one in plan.commitments.all()
    }
    assert [one.pk for one in form.fields["commitment"].queryset] == [
        one.pk for one in plan.commitments.order_by("pk")
    ]
    assert dict(form.fields["kind"].choices).keys() == set(ReportKind)
    plan.periods.all().delete()
    form = desk.get(page("add", rencana=plan.pk)).context["form"]
    assert dict(form.fields["kind"].choices).keys() == {"standing", "self_assessment"}


def test_a_report_is_asked_for_and_leads_to_its_page(desk: Client, plan: ActionPlan, admin: User):
    answer = desk.post(page("add", rencana=plan.pk), order(plan))
    build = ReportBuild.objects.get()
    assert answer.headers["Location"] == page("report", build.report_id)
    assert (build.requested_by, build.report.period, build.version) == (admin, period(plan), 1)


def test_hidden_choices_are_not_meant(desk: Client, plan: ActionPlan):
    region = plan.commitments.first().region
    desk.post(page("add", rencana=plan.pk), order(plan, kind="standing", region=region.pk))
    report = Report.objects.get()
    assert (report.period, report.region) == (None, None)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"part": "region"}, {"region": ["Pilih daerahnya."]}),
        ({"part": "institution"}, {"institution": ["Pilih instansinya."]}),
        ({"part": "commitment"}, {"commitment": ["Pilih komitmennya."]}),
        (
            {"kind": "annual"},
            {"__all__": ["“Laporan tahunan” tidak berakhir dengan B09 2020. Yang dapat: Laporan triwulan."]},
        ),
        (
            {"period": ""},
            {"__all__": ["“Laporan triwulan” berakhir dengan sebuah periode: pilih periodenya."]},
        ),
    ],
)
def test_what_does_not_fit_is_said_in_one_sentence_and_kept(desk: Client, plan: ActionPlan, given, said):
    answer = desk.post(page("add", rencana=plan.pk), order(plan, language="en", **given))
    assert errors(answer) == said
    assert answer.context["form"]["language"].value() == "en"
    assert Report.objects.count() == 0


def test_a_report_that_exists_is_led_to(desk: Client, plan: ActionPlan, report: Report):
    version(report, BuildState.PUBLISHED, version=2)
    answer = desk.post(page("add", rencana=plan.pk), order(plan))
    assert answer.headers["Location"] == page("report", report.pk)
    assert told(answer) == ["Laporan ini sudah ada, versi 2 terbit: buat versi 3 di sini, dengan alasan."]
    assert report.builds.count() == 1


def test_preview_shows_the_twin_and_stores_nothing(desk: Client, plan: ActionPlan):
    answer = desk.post(page("add", rencana=plan.pk), order(plan, preview="ya"))
    html = answer.context["preview"]
    assert html.startswith("<!doctype html>")
    assert "Data anggaran desa terbuka" in html
    content = answer.content.decode()
    assert "Pratinjau: belum beku" in content
    assert "<iframe sandbox srcdoc=" in content
    assert (Report.objects.count(), ReportBuild.objects.count()) == (0, 0)


# --- One report ---------------------------------------------------------------------------------------


def test_next_version_of_what_was_published_asks_for_a_reason(desk: Client, report: Report):
    version(report, BuildState.PUBLISHED)
    answer = desk.post(page("report", report.pk), {"reason": " "})
    assert errors(answer) == {"__all__": ["Versi 1 sudah terbit: tulis alasan mengapa perlu versi baru."]}
    assert report.builds.count() == 1
    desk.post(page("report", report.pk), {"reason": "Angka komitmen 2 diperbaiki."})
    newest = report.builds.get(state=BuildState.QUEUED)
    assert (newest.version, newest.reason) == (2, "Angka komitmen 2 diperbaiki.")


def test_what_is_under_way_is_cancelled_and_tried_again(desk: Client, report: Report):
    build = version(report, BuildState.QUEUED)
    assert "Satu versi sedang disusun" in desk.get(page("report", report.pk)).content.decode()
    answer = desk.post(page("cancel", build.pk))
    assert (told(answer), reload(build).state) == (["Penyusunan dibatalkan."], BuildState.CANCELLED)
    answer = desk.post(page("retry", build.pk))
    assert (answer.headers["Location"], reload(build).state) == (page("report", report.pk), BuildState.QUEUED)


def test_retry_that_needs_a_reason_now_says_so(desk: Client, report: Report):
    failed = version(report, BuildState.FAILED)
    version(report, BuildState.PUBLISHED)
    answer = desk.post(page("retry", failed.pk))
    assert told(answer) == ["Versi 1 sudah terbit: tulis alasan mengapa perlu versi baru."]


# --- Editors' words -----------------------------------------------------------------------------------


def test_words_that_somebody_else_saved_meanwhile_are_shown_beside_what_was_typed(
    desk: Client, report: Report, admin: User
):
    opened = desk.get(page("texts", report.pk)).context["form"]
    sent = {name: opened[name].value() for name in opened.fields}
    other = client_of(person(Role.ADMIN, name="Bima Admin"))
    other.post(page("texts", report.pk), {**sent, "foreword": "Dari Bima."})

    mine = {**sent, "foreword": "Dari Ani.", "conclusions": "Penutup Ani."}
    answer = desk.post(page("texts", report.pk), mine)
    form = answer.context["form"]
    assert errors(answer) == {
        "foreword": ["Bima Admin menyimpan teks lain sementara Anda menulis. Tulisan Anda belum disimpan."]
    }
    assert (form["foreword"].value(), form["conclusions"].value()) == ("Dari Ani.", "Penutup Ani.")
    assert "Dari Bima." in unescape(answer.content.decode())
    assert list(report.texts.values_list("text", flat=True)) == ["Dari Bima."]

    again = {name: form[name].value() for name in form.fields}
    desk.post(page("texts", report.pk), {**again, "foreword": "Dari Bima dan Ani."})
    assert dict(report.texts.values_list("slot", "text")) == {
        "foreword": "Dari Bima dan Ani.",
        "conclusions": "Penutup Ani.",
    }


@pytest.mark.parametrize("forged", ["kemarin", "2026-13-45T00:00:00Z"])
def test_a_moment_that_nobody_can_read_overwrites_nothing(desk: Client, report: Report, forged: str):
    desk.post(page("texts", report.pk), {"foreword": "Salam."})
    answer = desk.post(page("texts", report.pk), {"foreword": "Lain.", "foreword_at": forged})
    assert answer.status_code == 200
    assert report.texts.get().text == "Salam."


def test_words_can_be_looked_at_before_they_are_kept(desk: Client, report: Report):
    sent = {"foreword": "Kalimat yang belum disimpan.", "preview": "ya"}
    answer = desk.post(page("texts", report.pk), sent)
    assert "Kalimat yang belum disimpan." in answer.context["preview"]
    assert answer.context["form"]["foreword"].value() == sent["foreword"]
    assert report.texts.count() == 0


def test_decisions_that_do_not_fit_the_page_are_refused_and_kept(desk: Client, report: Report):
    briefing = report_of(report.plan, kind=ReportKind.BRIEFING)
    text = "kata " * 61
    answer = desk.post(page("texts", briefing.pk), {"decisions": text})
    assert list(errors(answer)) == ["decisions"]
    assert answer.context["form"]["decisions"].value() == text
    assert briefing.texts.count() == 0


def test_remarks_lead_from_one_commitment_to_the_next(desk: Client, report: Report):
    first, second = report.plan.commitments.order_by("pk")
    answer = desk.post(page("remark", report.pk, first.pk), {str(first.pk): "Baik.", "next": "ya"})
    assert answer.headers["Location"] == page("remark", report.pk, second.pk)
    answer = desk.post(page("remark", report.pk, second.pk), {str(second.pk): "Juga.", "next": "ya"})
    assert answer.headers["Location"] == page("remarks", report.pk)
    assert list(report.texts.order_by("commitment").values_list("slot", "text")) == [
        (TextSlot.REMARK, "Baik."),
        (TextSlot.REMARK, "Juga."),
    ]


def test_a_commitment_outside_the_report_has_no_remark(desk: Client, report: Report, plan: ActionPlan):
    first, second = plan.commitments.order_by("pk")
    about_first = report_of(plan, region=first.region)
    assert desk.get(page("remark", about_first.pk, second.pk)).status_code == 404
    assert desk.post(page("remark", about_first.pk, second.pk), {str(second.pk): "X"}).status_code == 404
    briefing = report_of(plan, kind=ReportKind.BRIEFING)
    assert desk.get(page("remarks", briefing.pk)).status_code == 404


# --- Publishing and withdrawing -----------------------------------------------------------------------


def confirmation(build: ReportBuild, **given: str) -> dict[str, str]:
    return {"fingerprint": build.payload_sha256, "digits": build.payload_sha256[:4], **given}


def test_what_is_confirmed_is_what_is_published(desk: Client, report: Report, admin: User):
    before = version(report, BuildState.PUBLISHED)
    changed = sample_payload(commitments=3)
    build = version(report, payload=changed, version=2, replaces=before, reason="Komitmen ketiga.")
    shown = desk.get(page("publish", build.pk))
    text = shown.content.decode()
    assert build.payload_sha256 in text
    assert "Komitmen ketiga." in text
    assert [(row.key, row.kind.value) for row in shown.context["changes"].rows] == [
        ("rencana-contoh/3", "added")
    ]
    answer = desk.post(page("publish", build.pk), confirmation(build))
    assert (told(answer), reload(build).state) == (
        ["Versi 2 terbit. Isinya tidak berubah lagi."],
        BuildState.PUBLISHED,
    )
    assert reload(build).published_by == admin


@pytest.mark.parametrize("digits", ["", "zzzz", "12"])
def test_other_digits_publish_nothing(desk: Client, report: Report, digits: str):
    build = version(report)
    answer = desk.post(page("publish", build.pk), confirmation(build, digits=digits))
    assert list(errors(answer)) == ["digits"]
    assert reload(build).state == BuildState.READY


def test_a_fingerprint_that_the_page_did_not_show_publishes_nothing(desk: Client, report: Report):
    build = version(report)
    other = {"fingerprint": "a" * 64, "digits": "aaaa"}
    answer = desk.post(page("publish", build.pk), other)
    assert errors(answer) == {
        "__all__": ["Sidik yang dikonfirmasi bukan sidik laporan ini: buka lagi laporannya, lalu terbitkan."]
    }
    assert reload(build).state == BuildState.READY


def test_confirmation_warns_of_blank_slots_and_later_words(desk: Client, report: Report, admin: User):
    build = version(report)
    desk.post(page("texts", report.pk), {"foreword": "Ditulis sesudahnya."})
    shown = desk.get(page("publish", build.pk)).context
    assert shown["empty_slots"] == ["Partisipasi publik", "Rekomendasi", "Penutup"]
    assert (shown["later_texts"], shown["changes"]) == (1, None)


def test_what_cannot_be_published_shows_no_button(desk: Client, report: Report):
    build = version(report, BuildState.FAILED)
    text = desk.get(page("publish", build.pk)).content.decode()
    assert "Versi ini tidak dapat diterbitkan: keadaannya gagal." in text
    assert "Terbitkan versi 1" not in text


def test_change_of_data_since_the_build_is_told_as_a_part_of_the_page(desk: Client, report: Report):
    payload = payload_now(subject_of(report), now=EARLIER)
    build = version(report, payload=payload, as_of=date(2020, 10, 31))
    same = desk.get(page("changed_since", build.pk, potongan="ya"))
    assert same.context["changes"].rows == ()
    assert "<html" not in same.content.decode()
    assert "Data per 31 Okt 2020 tidak berubah" in same.content.decode()

    report.plan.commitments.filter(number="2").update(title="Judul yang lain")
    changed = desk.get(page("changed_since", build.pk)).context
    assert {row.new for row in changed["changes"].rows} == {"Judul yang lain"}
    assert changed["page"].total == len(changed["changes"].rows)

    build.files.update(name="hilang")
    text = desk.get(page("changed_since", build.pk, potongan="ya")).content.decode()
    assert "tidak diketahui apakah ada yang berubah" in text


def test_withdrawal_asks_for_reason_and_for_what_follows(desk: Client, report: Report):
    build = version(report, BuildState.PUBLISHED)
    answer = desk.post(page("withdraw", build.pk), {"reason": "", "replacement": ""})
    assert errors(answer) == {
        "reason": ["Tulis alasan penarikan: pembaca akan melihatnya."],
        "replacement": ["Pilih: dengan atau tanpa pengganti."],
    }
    answer = desk.post(page("withdraw", build.pk), {"reason": "salah", "replacement": "no"})
    assert (answer.status_code, answer.context["form"]["reason"].value()) == (200, "salah")
    assert reload(build).state == BuildState.PUBLISHED


@pytest.mark.parametrize(
    ("replacement", "said", "versions"),
    [
        ("yes", "Versi 1 ditarik; penggantinya, versi 2, sedang disusun.", [1, 2]),
        ("no", "Versi 1 ditarik, tanpa pengganti.", [1]),
    ],
)
def test_withdrawn_with_or_without_replacement(
    desk: Client, report: Report, replacement: str, said: str, versions: list[int]
):
    build = version(report, BuildState.PUBLISHED)
    reason = "Memuat angka komitmen yang salah."
    answer = desk.post(page("withdraw", build.pk), {"reason": reason, "replacement": replacement})
    assert told(answer) == [said]
    assert (reload(build).state, reload(build).withdrawn_reason) == (BuildState.WITHDRAWN, reason)
    assert list(report.builds.order_by("version").values_list("version", flat=True)) == versions


# --- Comparing ---------------------------------------------------------------------------------------


def two_versions(report: Report) -> tuple[ReportBuild, ReportBuild]:
    old = version(report, BuildState.PUBLISHED)
    return old, version(report, payload=sample_payload(commitments=3), version=2, replaces=old)


def test_comparison_as_table_and_as_file(desk: Client, report: Report):
    old, new = two_versions(report)
    found = desk.get(page("compare", lama=old.pk, baru=new.pk))
    assert [(one.key, one.count) for one in found.context["counts"]] == [("commitments", 1)]
    assert [(line.title, line.kind) for line in found.context["page"].items] == [
        ("=Komitmen contoh nomor 3", "added")
    ]
    file = desk.get(page("compare_file", lama=old.pk, baru=new.pk, tabel="ngawur"))
    lines = b"".join(file.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[2:] == [
        "Tabel,Kunci,Baris,Kolom,Perubahan,Lama,Baru,Arah",
        "Komitmen,rencana-contoh/3,'=Komitmen contoh nomor 3,,Baru,,,",
    ]


@pytest.mark.parametrize("chosen", ["same", "unknown", "none"])
def test_comparison_of_what_is_no_two_versions_says_so(desk: Client, report: Report, chosen: str):
    old, _new = two_versions(report)
    query = {
        "same": {"lama": old.pk, "baru": old.pk},
        "unknown": {"lama": old.pk, "baru": 4711},
        "none": {"lama": old.pk, "baru": ""},
    }[chosen]
    found = desk.get(page("compare", **query))
    said = {
        "same": "Pilih dua versi yang berbeda.",
        "unknown": "Versi itu tidak punya data yang dapat dibandingkan.",
        "none": "Pilih versinya.",
    }[chosen]
    assert (found.context["comparison"], errors(found)) == (None, {"baru": [said]})
    assert desk.get(page("compare_file", **query)).status_code == 404


def test_link_to_one_version_leaves_the_other_to_be_chosen(desk: Client, report: Report):
    _old, new = two_versions(report)
    form = desk.get(page("compare", baru=new.pk)).context["form"]
    assert (form.errors, form["baru"].value(), form["lama"].value()) == ({}, str(new.pk), None)


def test_comparison_with_a_payload_that_is_lost_says_so(desk: Client, report: Report):
    old, new = two_versions(report)
    new.files.update(name="hilang.json")
    found = desk.get(page("compare", lama=old.pk, baru=new.pk))
    assert errors(found) == {
        "__all__": [
            "Berkas “Data laporan (JSON)” hilang atau berubah di penyimpanan: pulihkan dari cadangan."
        ]
    }


# --- All regions at once, schedules ------------------------------------------------------------------


def test_order_for_all_regions_is_confirmed_with_its_number(desk: Client, plan: ActionPlan, admin: User):
    sent = {"kind": "quarterly", "period": period(plan).pk, "language": "id"}
    asked = desk.post(page("batch_add", rencana=plan.pk), sent)
    assert (asked.context["regions"], ReportBatch.objects.count()) == (2, 0)
    assert "<strong>2 laporan</strong> akan disusun" in asked.content.decode()
    answer = desk.post(page("batch_add", rencana=plan.pk), {**sent, "confirmed": "ya"})
    batch = ReportBatch.objects.get()
    assert answer.headers["Location"] == page("batch_builds", batch.pk)
    assert (batch.requested_by, batch.builds.count()) == (admin, 0)
    preparing = "Menyiapkan permintaan: 0 dari 2 daerah."
    assert preparing in desk.get(page("batch_builds", batch.pk)).content.decode()
    fresh = desk.get(page("progress"), {"paket": [batch.pk, "ngawur"]}).content.decode()
    assert (preparing in fresh, f'data-batch="{batch.pk}" data-filling' in fresh) == (True, True)
    fill_batch(batch=batch, now=NOW)
    shown = desk.get(page("batch_builds", batch.pk)).content.decode()
    assert ("0 dari 2 selesai" in shown, "Menyiapkan" in shown, "data-filling" in shown) == (
        True,
        False,
        False,
    )
    answer = desk.post(page("batch_cancel", batch.pk))
    assert told(answer) == ["2 penyusunan dibatalkan."]


def batch_of(plan: ActionPlan, *states: BuildState) -> tuple[ReportBatch, list[ReportBuild]]:
    batch = ReportBatch.objects.create(plan=plan, kind="standing", language="id")
    builds = [
        version(report_of(plan, region=CityFactory()), state, batch=batch, last_error="Gagal karena uji.")
        for state in states
    ]
    return batch, builds


def test_what_is_ready_is_published_by_fingerprint_and_what_is_refused_is_listed(
    desk: Client, plan: ActionPlan
):
    batch, (good, changed, failed) = batch_of(plan, BuildState.READY, BuildState.READY, BuildState.FAILED)
    shown = desk.get(page("batch_publish", batch.pk))
    assert {one.build.id for one in shown.context["ready"]} == {good.pk, changed.pk}
    assert good.payload_sha256 in shown.content.decode()
    sent = [
        f"{good.pk}:{good.payload_sha256}",
        f"{changed.pk}:{'0' * 64}",
        "ngawur",
        f"{10**30}:",
        f"{failed.pk}:",
    ]
    wrong = desk.post(page("batch_publish", batch.pk), {"build": sent, "number": "3"})
    assert errors(wrong) == {
        "number": ["Yang siap terbit sekarang 2 laporan: periksa daftarnya, lalu ketik jumlahnya."]
    }
    answer = desk.post(page("batch_publish", batch.pk), {"build": sent, "number": "2"})
    assert {build.pk for build, _why in answer.context["done"].refused} == {changed.pk, failed.pk}
    assert [reload(one).state for one in (good, changed, failed)] == ["published", "ready", "failed"]


def test_a_version_of_another_order_is_not_published_with_this_one(desk: Client, plan: ActionPlan):
    batch, (own,) = batch_of(plan, BuildState.READY)
    foreign = version(report_of(plan))
    sent = [f"{one.pk}:{one.payload_sha256}" for one in (own, foreign)]
    answer = desk.post(page("batch_publish", batch.pk), {"build": sent, "number": "1"})
    assert (told(answer), reload(foreign).state) == (["1 laporan terbit."], BuildState.READY)


def test_what_failed_is_listed_and_tried_again(desk: Client, plan: ActionPlan):
    batch, (failed, ready) = batch_of(plan, BuildState.FAILED, BuildState.READY)
    assert "Gagal karena uji." in desk.get(page("batch_builds", batch.pk)).content.decode()
    answer = desk.post(page("batch_retry", batch.pk))
    assert told(answer) == ["1 laporan masuk antrean lagi."]
    assert (reload(failed).state, reload(ready).state) == (BuildState.QUEUED, BuildState.READY)


def test_schedule_begins_with_the_next_period_and_is_switched_off_and_on(desk: Client, plan: ActionPlan):
    sent = {"plan": plan.pk, "kind": "quarterly", "language": "id", "for_each_region": "on"}
    desk.post(page("schedules"), sent)
    schedule = ReportSchedule.objects.get()
    assert (schedule.last_period, schedule.for_each_region, schedule.is_active) == (period(plan), True, True)
    twice = desk.post(page("schedules"), sent)
    assert errors(twice) == {"__all__": ["Jadwal itu sudah ada: hidupkan atau matikan di daftar di bawah."]}
    for hidup, is_active in (("tidak", False), ("tidak", False), ("ya", True)):
        desk.post(page("schedule_switch", schedule.pk), {"hidup": hidup})
        assert ReportSchedule.objects.get().is_active is is_active


def test_reports_of_gone_evidence_lead_to_their_withdrawal(desk: Client, report: Report):
    assert "Tidak ada laporan yang perlu ditarik" in desk.get(page("to_withdraw")).content.decode()
    build = version(report, BuildState.PUBLISHED)
    build.evidence.add(FileFactory(state=EvidenceState.TAKEN_DOWN, taken_down_at=NOW))
    assert page("withdraw", build.pk) in desk.get(page("to_withdraw")).content.decode()
    assert (
        "1 versi laporan memuat data dukung yang sudah diturunkan."
        in desk.get(page("index")).content.decode()
    )
