"""The verifier's desk, and the approvals before it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains

from evidence.enums import EvidenceState
from evidence.models import Opening
from renaksi.actions.review_locks import hold_lock
from renaksi.enums import ItemVerdict, UpdateState
from renaksi.models import ProgressUpdate, ReasonTemplate, Review, ReviewLock
from tests import actors
from tests.factories.accounts import UserFactory
from tests.factories.evidence import FileFactory
from tests.factories.institutions import InstitutionFactory
from tests.factories.previews import put_preview
from tests.factories.renaksi import (
    ItemFactory,
    MilestoneFactory,
    UpdateFactory,
)
from tests.reporting import submitted

# Its actions and queries are tried on each kind of database by themselves.
pytestmark = pytest.mark.once

S = UpdateState
QUEUE = "workspace:queue"


@pytest.fixture
def update(line):
    return submitted(line)


@pytest.fixture
def desk(client, line, update):
    client.force_login(line.verifier)
    return client


def address(update):
    return reverse("workspace:review", args=[update.pk])


def item_fields(update, verdict=ItemVerdict.ACCEPTED, **fields):
    values = {"verdict": verdict, **fields}
    return {f"butir-{item.pk}-{name}": value for item in update.items.all() for name, value in values.items()}


def judge(client, update, action, **fields):
    return client.post(
        address(update), {"action": action, "verified_step": "75", **item_fields(update), **fields}
    )


def waiting(line, count, **fields):
    """Reports that wait for a verdict, as many days as their number."""
    for number in range(1, count + 1):
        milestone = MilestoneFactory(commitment=line.milestone.commitment, responsible=line.institution)
        user = UserFactory()
        UpdateFactory(
            milestone=milestone,
            period=line.period,
            state=S.SUBMITTED,
            submitted_by=user,
            submitted_at=timezone.now() - timedelta(days=number),
            **fields,
        )


# --- One report -------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_review_page_takes_the_same_queries_for_any_number_of_proofs(
    desk, line, update, django_assert_num_queries, count
):
    for _ in range(count):
        ItemFactory(update=update)
    with django_assert_num_queries(REVIEW_QUERIES):
        desk.get(address(update))


REVIEW_QUERIES = 37


def test_opening_a_report_writes_nothing(desk, update):
    assert desk.get(address(update)).status_code == 200
    update.refresh_from_db()
    assert (update.state, ReviewLock.objects.count()) == (S.SUBMITTED, 0)


def test_verified_value_starts_from_the_claim(desk, update):
    assert desk.get(address(update)).context["form"].initial["verified_step"] == 75


@pytest.mark.parametrize(
    ("stored", "shown"), [("12.5000", "12,5"), ("100.0000", "100"), ("0.0000", "0"), ("0.2500", "0,25")]
)
def test_value_starts_from_the_claim_as_people_write_it(desk, line, update, stored, shown):
    line.milestone.target = 200
    line.milestone.save()
    ProgressUpdate.objects.filter(pk=update.pk).update(realised=stored, step=None)
    assert desk.get(address(update)).context["form"]["verified_value"].value() == shown


def test_verify_judges_the_proofs_and_the_value(desk, line, update):
    response = judge(desk, update, "verify", remark="Sesuai.")

    assert response.headers["Location"] == reverse(QUEUE)
    update.refresh_from_db()
    assert update.state == S.VERIFIED
    review = Review.objects.get()
    assert (review.verified_step, review.note, review.by) == (75, "Sesuai.", line.verifier)
    item = update.items.get()
    assert (item.verdict, item.evidence.state) == (ItemVerdict.ACCEPTED, EvidenceState.PUBLISHED)


def test_selesai_without_accepted_evidence_is_refused_by_the_form(desk, update):
    refused = item_fields(update, ItemVerdict.REFUSED, reason_code="unsigned", note="Tanpa tanda tangan.")
    response = judge(desk, update, "verify", **refused, verified_step="100")

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["verified_step", "despite_refused"]
    assert response.context["form"].errors["verified_step"] == [
        "Nilai di atas nol memerlukan paling sedikit satu bukti yang diterima."
    ]
    update.refresh_from_db()
    assert update.state == S.IN_REVIEW
    assert update.items.get().verdict == ItemVerdict.REFUSED


def test_refusal_without_reason_is_said_at_its_proof_and_nothing_is_lost(desk, update):
    response = judge(
        desk, update, "verify", **item_fields(update, ItemVerdict.REFUSED), remark="Catatan saya"
    )

    assert response.status_code == 422
    [form] = response.context["refused_items"]
    assert dict(form.errors) == {
        "reason_code": ["Alasan penolakan belum dipilih. Pilih satu alasan."],
        "note": ["Catatan penolakan belum ditulis. Tulis apa yang perlu diperbaiki."],
    }
    assert response.context["form"]["remark"].value() == "Catatan saya"
    update.refresh_from_db()
    assert (update.state, update.items.get().verdict) == (S.SUBMITTED, ItemVerdict.PENDING)


def test_proof_that_is_not_judged_is_said_at_the_proof(desk, update):
    response = judge(desk, update, "verify", **item_fields(update, ItemVerdict.PENDING))
    [form] = response.context["refused_items"]
    assert dict(form.errors) == {"verdict": ["Bukti ini belum dinilai. Terima atau tolak dulu."]}
    title = update.items.get().evidence.title
    assertContains(response, f"{title}: Bukti ini belum dinilai. Terima atau tolak dulu.", 1, status_code=422)
    assertContains(response, 'id="error-summary"', 1, status_code=422)


def test_file_that_waits_for_its_check_cannot_be_accepted(desk, line, update):
    update.items.all().delete()
    ItemFactory(update=update, evidence=FileFactory(institution=line.institution))
    response = judge(desk, update, "verify")
    [form] = response.context["refused_items"]
    assert form.errors["verdict"][0].startswith("Berkas ini belum lolos pemeriksaan")


def test_proofs_may_be_judged_first_and_the_report_later(desk, update):
    response = judge(desk, update, "save")
    assert response.headers["Location"] == address(update)
    update.refresh_from_db()
    assert (update.state, update.items.get().verdict) == (S.IN_REVIEW, ItemVerdict.ACCEPTED)


def test_return_needs_its_reason_and_keeps_the_note(desk, update):
    response = judge(desk, update, "return", note="Angka berbeda.")
    assert dict(response.context["form"].errors) == {
        "reason_code": ["Alasan pengembalian belum dipilih. Pilih satu alasan."]
    }
    assert response.context["form"]["note"].value() == "Angka berbeda."

    judge(desk, update, "return", note="Angka berbeda.", reason_code="value_mismatch")
    update.refresh_from_db()
    assert update.state == S.RETURNED


def test_report_that_has_its_verdict_leads_to_its_page(desk, update):
    judge(desk, update, "verify")
    page = reverse("workspace:update", args=[update.pk])
    assert desk.get(address(update)).headers["Location"] == page
    assert judge(desk, update, "return", note="x", reason_code="other").headers["Location"] == page
    assert Review.objects.count() == 1
    assert desk.get(page).context["update"].verdicts[0].value == "75 — hampir selesai"


def test_own_work_is_said_and_refused(client, line, update):
    line.reporter.memberships.create(role="admin")
    client.force_login(line.reporter)
    assert client.get(address(update)).context["is_own_work"] is True
    assert judge(client, update, "verify").status_code == 422
    update.refresh_from_db()
    assert update.state == S.SUBMITTED


@pytest.mark.parametrize("verb", ["get", "post"])
@pytest.mark.parametrize("who", ["reporter", "outsider", "stranger", "editor", "monitor", "approver"])
def test_desk_is_for_verifiers_of_the_plan(client, line, update, who, verb):
    user = {
        "reporter": lambda: line.reporter,
        "outsider": lambda: line.outsider,
        "stranger": actors.verifier,
        "editor": actors.editor,
        "monitor": lambda: actors.monitor(line.plan),
        "approver": lambda: actors.approver(line.institution),
    }[who]()
    client.force_login(user)
    assert getattr(client, verb)(address(update)).status_code == 404
    assert Review.objects.count() == 0


def test_link_opens_without_handing_over_the_workspace(desk, update):
    assert (
        'href="https://contoh.test/bukti" rel="noopener noreferrer"'
        in desk.get(address(update)).content.decode()
    )


# --- Beside the report --------------------------------------------------------------------------


def drawn(update, **fields):
    evidence = FileFactory(
        state=EvidenceState.CLEAN, institution=update.institution, derivative_name="clean/uji.pdf", **fields
    )
    ItemFactory(update=update, evidence=evidence)
    return put_preview(evidence)


@pytest.mark.once
def test_proof_that_is_asked_for_is_shown_beside_the_report_and_written_down(desk, line, update):
    one, two = drawn(update, title="Notulen"), drawn(update, title="Daftar hadir")
    response = desk.get(address(update), {"bukti": two.public_id})
    assert response.context["proof"].title == "Daftar hadir"
    assert list(Opening.objects.values_list("evidence", "by", "part")) == [(two.pk, line.verifier.pk, "page")]
    panel = desk.get(reverse("workspace:proof", args=[one.public_id]), {"sisi": 1})
    assert (panel.templates[0].name, "<html" in panel.content.decode()) == (
        "workspace/proof_panel.html",
        False,
    )
    assert Opening.objects.filter(evidence=one, by=line.verifier).count() == 1


@pytest.mark.once
def test_proof_of_another_report_is_not_shown_beside_this_one(desk, line, update):
    stranger = drawn(
        UpdateFactory(milestone__commitment__plan=line.plan, period=line.period), title="Bukti laporan lain"
    )
    response = desk.get(address(update), {"bukti": stranger.public_id})
    assert response.context["proof"].title == "Bukti"


# --- Two verifiers ------------------------------------------------------------------------------


def lock(client, update, action):
    return client.post(reverse("workspace:review_lock", args=[update.pk]), {"action": action})


@pytest.mark.once
def test_page_holds_the_lock_and_lets_it_go(desk, line, update):
    assert lock(desk, update, "hold").status_code == 204
    assert ReviewLock.objects.get().by == line.verifier
    assert lock(desk, update, "release").status_code == 204
    assert ReviewLock.objects.count() == 0


@pytest.mark.once
def test_second_verifier_may_look_and_reads_who_has_it(client, line, update):
    hold_lock(update=update, by=line.admin, at=timezone.now())
    client.force_login(line.verifier)
    page = client.get(address(update))
    assert (page.status_code, page.context["is_closed"]) == (200, True)
    answer = lock(client, update, "hold")
    assert (answer.status_code, f"sedang ditelaah {line.admin}" in answer.json()["sentence"]) == (409, True)
    assert lock(client, update, "release").status_code == 204
    assert ReviewLock.objects.get().by == line.admin


@pytest.mark.once
def test_taken_over_the_first_one_is_told_and_loses_nothing(client, line, update):
    client.force_login(line.admin)
    lock(client, update, "hold")
    client.force_login(line.verifier)
    assert client.post(address(update), {"action": "take_over", "remark": "Ketikan"}).status_code == 200

    client.force_login(line.admin)
    response = judge(client, update, "verify", remark="Catatan panjang")

    assert response.status_code == 422
    [told] = response.context["form"].non_field_errors()
    assert f"sedang ditelaah {line.verifier}" in told
    assert response.context["form"]["remark"].value() == "Catatan panjang"
    [item] = update.items.all()
    assert (item.verdict, response.context["is_closed"]) == (ItemVerdict.PENDING, False)


@pytest.mark.once
def test_without_scripts_a_button_takes_the_lock(desk, line, update):
    assert desk.post(address(update), {"action": "hold"}).status_code == 302
    assert ReviewLock.objects.get().by == line.verifier
    assert update.items.get().verdict == ItemVerdict.PENDING


# --- Ways of judging ----------------------------------------------------------------------------


@pytest.mark.once
def test_rest_of_the_proofs_is_accepted_at_once(desk, update):
    ItemFactory(update=update)
    response = desk.post(address(update), {"action": "accept_rest"})
    assert response.status_code == 302
    assert set(update.items.values_list("verdict", flat=True)) == {ItemVerdict.ACCEPTED}


@pytest.mark.once
def test_ready_sentence_goes_below_the_note_without_scripts(desk, update):
    template = ReasonTemplate.objects.create(
        reason_code="unsigned", title="Tanpa tanda tangan", text="Belum bertanda tangan."
    )
    item = update.items.get()
    fields = {f"butir-{item.pk}-template": template.pk, f"butir-{item.pk}-note": "Halaman 2."}
    response = desk.post(
        address(update), {"action": f"template-butir-{item.pk}", "remark": "Tetap", **fields}
    )
    [(_line, form)] = response.context["requirements"][0]["proofs"]
    assert [form[name].value() for name in ("verdict", "reason_code", "note")] == [
        "refused",
        "unsigned",
        "Halaman 2.\nBelum bertanda tangan.",
    ]
    assert response.context["form"]["remark"].value() == "Tetap"
    item.refresh_from_db()
    assert item.verdict == ItemVerdict.PENDING


@pytest.mark.once
def test_refused_proof_is_not_passed_over_in_silence(desk, update):
    ItemFactory(update=update)
    refused = {f"butir-{update.items.first().pk}-{name}": value for name, value in (
        ("verdict", "refused"), ("reason_code", "unsigned"), ("note", "Tanpa tanda tangan."))}  # fmt: skip
    response = judge(desk, update, "verify", **refused)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["despite_refused"]
    assert judge(desk, update, "verify", **refused, despite_refused="on").status_code == 302
    update.refresh_from_db()
    assert update.state == S.VERIFIED


@pytest.mark.once
def test_return_takes_what_was_said_at_the_refused_proof(desk, update):
    refused = item_fields(update, ItemVerdict.REFUSED, reason_code="unsigned", note="Tanpa tanda tangan.")
    assert judge(desk, update, "return", **refused).status_code == 302
    review = Review.objects.get()
    assert (review.reason_code, review.note) == ("unsigned", "“Bukti”: Tanpa tanda tangan.")


def test_verdict_leads_to_the_next_report_of_the_same_list(desk, line, update):
    waiting(line, 2)
    newer = ProgressUpdate.objects.order_by("submitted_at").last()
    query = f"plan={line.plan.pk}&sort=newest"
    response = desk.post(
        f"{address(update)}?{query}", {"action": "verify", "verified_step": "75", **item_fields(update)}
    )
    assert response.headers["Location"] in {
        f"{address(one)}?{query}" for one in ProgressUpdate.objects.waiting_for_verdict()
    }
    assert desk.get(f"{address(newer)}?{query}").context["next"] is not None


# --- Approvals --------------------------------------------------------------------------------


@pytest.fixture
def awaiting(line):
    line.plan.agency_approval = True
    line.plan.save()
    line.boss = actors.approver(line.institution)
    line.update = submitted(line)
    return line


def approval(line):
    return reverse("workspace:approval", args=[line.update.pk])


def test_approver_finds_what_waits_and_passes_it_on(client, awaiting):
    client.force_login(awaiting.boss)
    [one] = client.get(reverse("workspace:approvals")).context["page"].items
    assert one.line.url == approval(awaiting)
    assert client.get(one.line.url).status_code == 200
    client.post(one.line.url, {"action": "approve"})
    awaiting.update.refresh_from_db()
    assert awaiting.update.state == S.SUBMITTED
    report = reverse("workspace:update", args=[awaiting.update.pk])
    assert [client.get(one.line.url).url, client.post(one.line.url, {"action": "send_back"}).url] == [
        report
    ] * 2
    awaiting.update.refresh_from_db()
    assert awaiting.update.state == S.SUBMITTED


def test_approver_sends_back_with_a_reason_that_the_author_reads(client, awaiting):
    client.force_login(awaiting.boss)
    response = client.post(approval(awaiting), {"action": "send_back", "reason": ""})
    assert response.context["form"].errors["reason"] == [
        "Alasan belum ditulis. Tulis alasannya agar dapat ditindaklanjuti."
    ]
    client.post(approval(awaiting), {"action": "send_back", "reason": "Lengkapi narasi."})
    awaiting.update.refresh_from_db()
    assert awaiting.update.state == S.DRAFT

    client.force_login(awaiting.reporter)
    page = client.get(reverse("workspace:report", args=[awaiting.period.pk, awaiting.milestone.pk]))
    assert page.context["report"].came_back.reason == "Lengkapi narasi."


@pytest.mark.parametrize("count", [1, 3])
def test_approvals_take_the_same_queries_for_any_number_of_rows(
    client, awaiting, django_assert_num_queries, count
):
    ProgressUpdate.objects.filter(pk=awaiting.update.pk).update(state=S.WITHDRAWN)
    waiting(awaiting, count)
    ProgressUpdate.objects.filter(state=S.SUBMITTED).update(state=S.AWAITING_AGENCY)
    client.force_login(awaiting.boss)
    with django_assert_num_queries(APPROVAL_QUERIES):
        assert len(client.get(reverse("workspace:approvals")).context["page"].items) == count


APPROVAL_QUERIES = 7


@pytest.mark.parametrize("verb", ["get", "post"])
def test_approval_is_for_the_approver_of_the_agency(client, awaiting, verb):
    strangers = (awaiting.reporter, awaiting.verifier, actors.approver(InstitutionFactory()), awaiting.admin)
    for stranger in strangers:
        client.force_login(stranger)
        assert getattr(client, verb)(approval(awaiting), {"action": "approve"}).status_code == 404
    awaiting.update.refresh_from_db()
    assert awaiting.update.state == S.AWAITING_AGENCY


def test_monitor_reads_and_changes_nothing(client, line, update):
    client.force_login(actors.monitor(line.plan))
    page = client.get(reverse("workspace:update", args=[update.pk]))
    assert (page.status_code, page.context["may_recall"], page.context["report_args"]) == (200, False, None)
    assert client.post(reverse("workspace:recall", args=[update.pk])).status_code == 404
