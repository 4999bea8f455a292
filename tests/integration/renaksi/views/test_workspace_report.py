"""A focal point's way from what is owed to the receipt; everything of B is 404 for A."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from evidence.models import Evidence
from renaksi.actions.reviews import judge_item, return_update
from renaksi.enums import ItemVerdict, PeriodState, ReturnReason, UpdateState
from renaksi.models import EvidenceItem, ProgressUpdate
from tests import actors
from tests.factories.evidence import PDF, pdf_upload
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import MilestoneFactory, PeriodFactory, RequirementFactory
from tests.integration.renaksi.views.running import TYPED
from tests.reporting import FULL_TEXT, link

pytestmark = pytest.mark.once


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def reporter(client, running):
    client.force_login(running.reporter)
    return client


def address(line):
    return reverse("workspace:report", args=[line.period.pk, line.milestone.pk])


def send(client, line, action="save", **fields):
    return client.post(address(line), {"revision": 0, **TYPED, "action": action, **fields})


def sole_update():
    return ProgressUpdate.objects.get()


def field_errors(response):
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}


# --- The page ---------------------------------------------------------------------------------


def test_opening_the_page_writes_nothing(reporter, running):
    response = reporter.get(address(running))

    assert response.status_code == 200
    assert ProgressUpdate.objects.count() == 0
    report = response.context["report"]
    assert (report.revision, report.period, report.institution) == (0, "B09 2026", running.institution.name)
    assert [missing.field for missing in report.readiness.missing] == ["step", "narrative"]


def test_page_starts_from_the_last_answer(reporter, running, today):
    earlier = PeriodFactory(
        plan=running.plan,
        code="B06",
        starts_on=today - timedelta(150),
        ends_on=today - timedelta(61),
        opens_on=today - timedelta(70),
        closes_on=today - timedelta(51),
        verify_by=today - timedelta(40),
    )
    draft_of = {"milestone": running.milestone, "period": earlier, "institution": running.institution}
    ProgressUpdate.objects.create(
        **draft_of, author=running.reporter, step=50, narrative="Dulu", next_step="Lanjut"
    )

    response = reporter.get(address(running))

    initial = response.context["form"].initial
    assert (initial["step"], initial["next_step"], initial["narrative"]) == (50, "Lanjut", "")
    assert response.context["report"].earlier.narrative == "Dulu"


def test_quantity_asks_for_the_value_and_steps_for_the_step(reporter, running):
    assert "realised" not in reporter.get(address(running)).context["form"].fields
    running.milestone.target = 10
    running.milestone.save()
    assert "step" not in reporter.get(address(running)).context["form"].fields


# --- Saving -----------------------------------------------------------------------------------


def test_save_keeps_what_was_typed(reporter, running):
    response = send(reporter, running)

    assert (response.status_code, response.headers["Location"]) == (302, address(running))
    update = sole_update()
    assert (update.state, update.step, update.narrative, update.challenges, update.author) == (
        UpdateState.DRAFT,
        75,
        TYPED["narrative"],
        ["funding"],
        running.reporter,
    )


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("12", "12"), ("12,5", "12.5"), ("1.234", "1234"), ("1.234,5", "1234.5"), ("12.5", "12.5")],
)
def test_numbers_are_read_as_people_write_them_here(reporter, running, typed, stored):
    running.milestone.target = 5000
    running.milestone.save()
    send(reporter, running, realised=typed)
    assert str(sole_update().realised.normalize()) == str(type(sole_update().realised)(stored).normalize())


def test_number_that_is_none_is_refused_with_a_sentence_and_nothing_typed_is_lost(reporter, running):
    running.milestone.target = 10
    running.milestone.save()
    response = send(reporter, running, realised="dua belas")

    assert response.status_code == 422
    assert field_errors(response) == {"realised": ["Tulis angka saja, misalnya 12 atau 12,5."]}
    assert response.context["form"]["narrative"].value() == TYPED["narrative"]


def test_uploaded_file_survives_an_error_elsewhere(reporter, running):
    key = f"bukti-{running.requirement.pk}"
    response = send(
        reporter, running, blocked_since="kemarin", **{f"{key}-uploads": pdf_upload(), f"{key}-key": "k1"}
    )

    assert response.status_code == 422
    item = EvidenceItem.objects.get()
    assert (item.requirement, item.evidence.original_name) == (running.requirement, "laporan.pdf")
    proofs = response.context["report"].requirements[0].proofs
    assert [proof.title for proof in proofs] == ["laporan.pdf"]


def test_several_files_and_a_link_answer_one_requirement(reporter, running):
    key = f"bukti-{running.requirement.pk}"
    files = [pdf_upload("a.pdf"), pdf_upload("b.pdf")]
    send(
        reporter,
        running,
        **{
            f"{key}-uploads": files,
            f"{key}-key": "k1",
            f"{key}-url": "https://contoh.test/a",
            f"{key}-is_internal": "on",
        },
    )
    stored = EvidenceItem.objects.order_by("pk").values_list(
        "evidence__original_name", "evidence__url", "evidence__visibility", "requirement"
    )
    assert list(stored) == [
        ("a.pdf", "", "internal", running.requirement.pk),
        ("b.pdf", "", "internal", running.requirement.pk),
        ("", "https://contoh.test/a", "internal", running.requirement.pk),
    ]


def test_form_sent_twice_stores_its_file_once(reporter, running):
    fields = {"bukti-lain-key": "k1"}
    send(reporter, running, **fields, **{"bukti-lain-uploads": pdf_upload()})
    response = send(reporter, running, **fields, **{"bukti-lain-uploads": pdf_upload()})

    assert response.status_code == 302
    assert (Evidence.objects.count(), EvidenceItem.objects.count()) == (1, 1)


@pytest.mark.parametrize("changed", [{"name": "lain.pdf"}, {"content": PDF + b"%%EOF"}, {"internal": True}])
def test_what_is_chosen_otherwise_in_a_form_that_came_back_is_not_lost(reporter, running, changed):
    def send_proof(name="laporan.pdf", content=PDF, *, internal=False):
        proof = {"uploads": SimpleUploadedFile(name, content), "key": "k1"} | (
            {"is_internal": "on"} if internal else {}
        )
        send(reporter, running, **{f"bukti-lain-{field}": value for field, value in proof.items()})

    send_proof()
    send_proof(**changed)
    assert EvidenceItem.objects.count() == 2


def test_link_sent_twice_stays_one_item_but_not_with_another_openness(reporter, running):
    fields = {"bukti-lain-url": "https://contoh.test/a"}
    send(reporter, running, **fields)
    send(reporter, running, **fields)
    assert EvidenceItem.objects.count() == 1
    send(reporter, running, **fields, **{"bukti-lain-is_internal": "on"})
    assert EvidenceItem.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "content", "start"),
    [
        ("gambar.svg", b"<svg/>", "gambar.svg: Jenis berkas .svg tidak diterima."),
        ("kosong.pdf", b"", "kosong.pdf: Berkas ini kosong (0 bita)."),
    ],
)
def test_refused_file_says_why_and_the_draft_is_saved(reporter, running, name, content, start):
    response = send(reporter, running, **{"bukti-lain-uploads": SimpleUploadedFile(name, content)})

    assert response.status_code == 422
    [error] = [
        block["form"].errors["uploads"][0] for block in response.context["proofs"] if block["form"].errors
    ]
    assert error.startswith(start)
    assert sole_update().narrative == TYPED["narrative"]


def test_refused_link_stays_in_its_field(reporter, running):
    response = send(reporter, running, **{"bukti-lain-url": "contoh saja"})
    [form] = [block["form"] for block in response.context["proofs"] if block["form"].errors]
    assert form["url"].value() == "contoh saja"
    assert form.errors["url"][0].startswith("Tautan ini tidak lengkap.")


def test_file_over_the_cap_is_refused(reporter, running, settings):
    settings.EVIDENCE_MAX_BYTES = len(PDF) - 1
    response = send(reporter, running, **{"bukti-lain-uploads": pdf_upload()})
    assert response.status_code == 422
    assert Evidence.objects.count() == 0


def test_evidence_is_taken_away_again(reporter, running):
    item = link(running, draft_now(running))
    send(reporter, running, action="", revision=2, detach=item.pk)
    assert EvidenceItem.objects.count() == 0


@pytest.mark.parametrize("chosen", ["9" * 20, "9" * 5000, "-1", "²", "x"])
def test_nothing_is_taken_away_for_a_number_that_is_none(reporter, running, chosen):
    link(running, draft_now(running))
    assert send(reporter, running, action="", revision=2, detach=chosen).status_code == 302
    assert EvidenceItem.objects.count() == 1


def test_evidence_of_another_report_is_not_taken_away(reporter, running):
    other = MilestoneFactory(commitment=running.milestone.commitment, responsible=running.institution)
    foreign = EvidenceItem.objects.create(
        update=ProgressUpdate.objects.create(
            milestone=other, period=running.period, institution=running.institution, author=running.reporter
        ),
        evidence=link(running, draft_now(running)).evidence,
    )
    send(reporter, running, revision=2, detach=foreign.pk)
    assert EvidenceItem.objects.filter(pk=foreign.pk).exists()


def draft_now(line):
    from renaksi.actions.updates import save_draft, start_update

    now = timezone.now()
    update = start_update(milestone=line.milestone, period=line.period, by=line.reporter, at=now)
    return save_draft(update=update, content=FULL_TEXT, revision=1, by=line.reporter, at=now)


def test_two_editors_never_overwrite_each_other_unseen(reporter, running):
    draft_now(running)
    response = send(reporter, running, revision=1, narrative="Milik saya")

    assert response.status_code == 422
    assert sole_update().narrative == FULL_TEXT.narrative
    assert response.context["form"]["narrative"].value() == "Milik saya"
    told = {one.name: (one.mine, one.stored) for one in response.context["conflicts"]}
    assert told["narrative"] == ("Milik saya", FULL_TEXT.narrative)
    assert response.context["report"].revision == 2
    # Seen, and sent once more.
    send(reporter, running, revision=2, narrative="Milik saya")
    assert sole_update().narrative == "Milik saya"


# --- Sending ----------------------------------------------------------------------------------


def test_sent_report_leads_to_its_receipt(reporter, running):
    response = send(reporter, running, "submit", **{"bukti-lain-url": "https://contoh.test/a"})

    update = sole_update()
    assert (response.status_code, response.headers["Location"]) == (
        302,
        reverse("workspace:receipt", args=[update.pk]),
    )
    assert update.state == UpdateState.SUBMITTED
    page = reporter.get(response.headers["Location"])
    assert page.context["update"].receipt == update.receipt
    assert f'<p class="number">{update.receipt}</p>' in page.content.decode()


def test_selesai_without_evidence_is_refused_by_the_form(reporter, running):
    response = send(reporter, running, "submit", step="100")

    assert response.status_code == 422
    assert field_errors(response) == {
        "__all__": ["Capaian di atas nol memerlukan bukti. Lampirkan berkas atau tautan."]
    }
    assert sole_update().state == UpdateState.DRAFT


def test_what_is_missing_stands_at_its_field(reporter, running):
    response = send(
        reporter, running, "submit", step="", narrative="", **{"bukti-lain-url": "https://contoh.test/a"}
    )
    assert set(field_errors(response)) == {"step", "narrative"}
    # And the page says the same of what is saved.
    assert [missing.field for missing in response.context["report"].readiness.missing] == [
        "step",
        "narrative",
    ]


def test_sent_report_is_read_only(reporter, running):
    send(reporter, running, "submit", **{"bukti-lain-url": "https://contoh.test/a"})
    update = sole_update()
    page = reverse("workspace:update", args=[update.pk])
    assert reporter.get(address(running)).headers["Location"] == page
    assert send(reporter, running, narrative="Lain").headers["Location"] == page
    update.refresh_from_db()
    assert update.narrative == TYPED["narrative"]


def test_sent_report_is_recalled(reporter, running):
    send(reporter, running, "submit", **{"bukti-lain-url": "https://contoh.test/a"})
    update = sole_update()
    assert reporter.get(reverse("workspace:update", args=[update.pk])).context["may_recall"] is True
    response = reporter.post(reverse("workspace:recall", args=[update.pk]))
    assert response.headers["Location"] == address(running)
    update.refresh_from_db()
    assert update.state == UpdateState.DRAFT


def test_returned_report_stands_on_top_with_its_reason_and_goes_back_in_one_step(reporter, running):
    send(reporter, running, "submit", **{"bukti-lain-url": "https://contoh.test/a"})
    update = sole_update()
    return_update(
        update=update,
        reason_code=ReturnReason.VALUE_MISMATCH,
        note="Hanya lima desa.",
        by=running.verifier,
        at=timezone.now(),
    )

    first = reporter.get(reverse("workspace:home")).context["home"].groups[0]
    assert (first.code, first.reports[0].reason) == (
        "returned",
        "Nilai tidak cocok dengan bukti. Hanya lima desa.",
    )
    page = reporter.get(first.reports[0].url)
    assert page.context["report"].came_back.reason == "Nilai tidak cocok dengan bukti. Hanya lima desa."
    send(reporter, running, "submit", revision=update.revision, narrative="Lima desa.")
    update.refresh_from_db()
    assert (update.state, update.narrative) == (UpdateState.SUBMITTED, "Lima desa.")


def test_refused_proof_is_named_until_it_is_replaced(reporter, running):
    running.requirement.is_required = False
    running.requirement.save()
    url = "bukti-lain-url"
    send(reporter, running, "submit", **{url: "https://contoh.test/a", "bukti-lain-title": "Notula"})
    update = sole_update()
    given = {"by": running.verifier, "at": timezone.now()}
    refused = {"verdict": ItemVerdict.REFUSED, "reason_code": ReturnReason.UNSIGNED, "note": "Tanda tangan."}
    judge_item(item=update.items.get(), **refused, **given)
    return_update(update=update, reason_code=ReturnReason.UNSIGNED, note="Lihat bukti.", **given)

    said = "“Notula” ditolak dan belum diganti. Lampirkan bukti baru di tempat yang sama."
    page = reporter.get(address(running))
    assert [missing.sentence for missing in page.context["report"].readiness.missing][1:] == [said]
    assert [block["is_open"] for block in page.context["proofs"]] == [False, True]
    response = send(reporter, running, "submit", revision=update.revision)
    assert field_errors(response)["__all__"][1:] == [said]

    revision = sole_update().revision
    send(reporter, running, "submit", revision=revision, **{url: "https://contoh.test/b"})
    assert sole_update().state == UpdateState.SUBMITTED


def test_closed_window_says_so(reporter, running, today):
    running.period.opens_on, running.period.closes_on = today - timedelta(9), today - timedelta(1)
    running.period.save()
    response = send(reporter, running, "submit", **{"bukti-lain-url": "https://contoh.test/a"})
    assert response.status_code == 422
    assert field_errors(response) == {
        "__all__": ["Masa pelaporan sudah ditutup. Minta perpanjangan waktu kepada sekretariat."]
    }


# --- Home and receipts ------------------------------------------------------------------------


def test_home_groups_what_is_owed_by_deadline(reporter, running, today):
    draft_now(running)
    commitment = running.milestone.commitment
    late = MilestoneFactory(
        commitment=commitment, responsible=running.institution, due_on=today - timedelta(3)
    )
    MilestoneFactory(commitment=commitment, responsible=running.institution, due_on=today + timedelta(30))
    MilestoneFactory(commitment=commitment)
    MilestoneFactory(
        commitment=commitment, responsible=running.institution, start_on=date(2099, 1, 1), due_on=None
    )

    home = reporter.get(reverse("workspace:home")).context["home"]

    assert [(group.code, len(group.reports)) for group in home.groups] == [("open", 2), ("draft", 1)]
    assert (home.groups[0].reports[0].milestone, home.groups[0].reports[0].is_overdue) == (late.title, True)
    assert (home.sent, home.total, home.deadline.left) == (0, 3, "5 hari lagi")


@pytest.mark.parametrize("count", [1, 3])
def test_home_takes_the_same_queries_for_any_number_of_rows(
    reporter, running, django_assert_num_queries, count
):
    for _ in range(count):
        milestone = MilestoneFactory(commitment=running.milestone.commitment, responsible=running.institution)
        running.milestone = milestone
        draft_now(running)
    reporter.get(reverse("workspace:home"))
    with django_assert_num_queries(HOME_QUERIES):
        reporter.get(reverse("workspace:home"))


HOME_QUERIES = 18


@pytest.mark.parametrize("count", [1, 3])
def test_report_page_takes_the_same_queries_for_any_number_of_requirements_and_proofs(
    reporter, running, django_assert_num_queries, count
):
    update = draft_now(running)
    for _ in range(count):
        link(running, update, requirement=RequirementFactory(milestone=running.milestone))
    with django_assert_num_queries(REPORT_QUERIES):
        reporter.get(address(running))


REPORT_QUERIES = 36


def test_home_without_an_open_period_says_so(reporter, running):
    running.period.state = PeriodState.PLANNED
    running.period.save()
    response = reporter.get(reverse("workspace:home"))
    assert "Tidak ada periode pelaporan yang sedang dibuka" in response.content.decode()


def test_home_speaks_of_periods_of_their_own_plans_only(client, running):
    client.force_login(running.outsider)
    response = client.get(reverse("workspace:home"))
    assert response.context["home"].periods == ()
    assert "Tidak ada periode pelaporan yang sedang dibuka" in response.content.decode()


def test_home_without_anything_expected_says_so(reporter, running, today):
    running.milestone.start_on, running.milestone.due_on = today + timedelta(200), today + timedelta(300)
    running.milestone.save()
    response = reporter.get(reverse("workspace:home"))
    assert "Tidak ada tonggak yang perlu dilaporkan" in response.content.decode()


def test_home_of_a_person_without_role_helps(client, running):
    from tests.factories.accounts import UserFactory

    client.force_login(UserFactory())
    response = client.get(reverse("workspace:home"))
    assert response.status_code == 200
    assert "Akun Anda belum punya tugas di ruang kerja" in response.content.decode()


@pytest.mark.parametrize(("who", "leads_to"), [("verifier", "workspace:queue"), ("admin", "workspace:queue")])
def test_home_leads_others_to_their_work(client, running, who, leads_to):
    client.force_login(getattr(running, who))
    assert client.get(reverse("workspace:home")).headers["Location"] == reverse(leads_to)


# --- Others -----------------------------------------------------------------------------------


@pytest.fixture
def sent(client, running):
    client.force_login(running.reporter)
    send(client, running, "submit", **{"bukti-lain-url": "https://contoh.test/a"})
    client.logout()
    return sole_update()


def addresses(line, update):
    return {
        "report": address(line),
        "update": reverse("workspace:update", args=[update.pk]),
        "receipt": reverse("workspace:receipt", args=[update.pk]),
        "recall": reverse("workspace:recall", args=[update.pk]),
        "approval": reverse("workspace:approval", args=[update.pk]),
        "review": reverse("workspace:review", args=[update.pk]),
    }


@pytest.mark.parametrize("verb", ["get", "post"])
@pytest.mark.parametrize("name", ["report", "update", "receipt", "recall", "approval", "review"])
def test_outsider_finds_nothing_of_another_institution(client, running, sent, name, verb):
    client.force_login(running.outsider)
    response = getattr(client, verb)(addresses(running, sent)[name])
    assert response.status_code == 404
    sent.refresh_from_db()
    assert sent.state == UpdateState.SUBMITTED


def test_outsider_finds_no_report_that_nobody_has_begun(client, running):
    client.force_login(running.outsider)
    assert client.get(address(running)).status_code == 404
    assert send(client, running).status_code == 404
    assert ProgressUpdate.objects.count() == 0


def test_nothing_of_b_shows_in_lists_of_a(client, running, sent):
    client.force_login(running.outsider)
    for name in ("home", "receipts"):
        assert running.milestone.title not in client.get(reverse(f"workspace:{name}")).content.decode()
    assert client.get(reverse("workspace:queue")).status_code == 404


@pytest.mark.parametrize("verb", ["get", "post"])
@pytest.mark.parametrize("exists", [True, False])
@pytest.mark.parametrize("name", ["report", "update", "receipt", "recall", "approval", "review"])
def test_not_signed_in_is_sent_to_the_door_alike(client, running, sent, name, verb, exists):
    path = addresses(running, sent)[name]
    if not exists:
        path = path.replace(f"/{sent.pk}/", "/987654/").replace(f"/{running.milestone.pk}/", "/987654/")
    response = getattr(client, verb)(path)
    assert (response.status_code, response.headers["Location"]) == (302, f"/masuk/?next={path}")


@pytest.mark.parametrize("name", ["home", "receipts", "approvals", "queue"])
def test_lists_too_are_behind_the_door(client, db, name):
    path = reverse(f"workspace:{name}")
    assert client.get(path).headers["Location"] == f"/masuk/?next={path}"


def test_change_without_token_is_refused(running, sent):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(running.reporter)
    assert strict.post(reverse("workspace:recall", args=[sent.pk])).status_code == 403
    assert strict.post(address(running)).status_code == 403


@pytest.mark.parametrize("who", ["verifier", "admin", "editor", "monitor"])
def test_report_form_is_for_reporters(client, running, who):
    user = {
        "verifier": lambda: running.verifier,
        "admin": lambda: running.admin,
        "editor": actors.editor,
        "monitor": lambda: actors.monitor(running.plan),
    }[who]()
    client.force_login(user)
    assert client.get(address(running)).status_code == 404
    assert send(client, running).status_code == 404


def test_colleague_continues_the_draft(client, running):
    draft_now(running)
    client.force_login(actors.focal_point(running.institution))
    assert client.get(address(running)).status_code == 200


def test_period_of_another_plan_is_not_found(reporter, running):
    running.period = PeriodFactory()
    assert reporter.get(address(running)).status_code == 404


def test_planned_period_is_not_found(reporter, running):
    running.period.state = PeriodState.PLANNED
    running.period.save()
    assert reporter.get(address(running)).status_code == 404


def test_unpublished_commitment_is_not_found(reporter, running):
    running.milestone.commitment.live = False
    running.milestone.commitment.save()
    assert reporter.get(address(running)).status_code == 404


def test_right_that_is_taken_away_is_gone_with_the_next_request(reporter, running):
    assert reporter.get(address(running)).status_code == 200
    running.reporter.memberships.update(institution=InstitutionFactory())
    assert reporter.get(address(running)).status_code == 404
