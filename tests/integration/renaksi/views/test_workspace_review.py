"""The verifier's desk, and the approvals before it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains

from evidence.enums import EvidenceState
from renaksi.enums import ItemVerdict, UpdateState
from renaksi.models import ProgressUpdate, Review
from tests import actors
from tests.factories.accounts import UserFactory
from tests.factories.evidence import FileFactory
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import (
    CommitmentFactory,
    ItemFactory,
    MilestoneFactory,
    PeriodFactory,
    PlanFactory,
    UpdateFactory,
)
from tests.reporting import submitted

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


# --- The queue --------------------------------------------------------------------------------


def test_queue_shows_the_longest_waiting_first(client, line):
    waiting(line, 3)
    client.force_login(line.verifier)
    lines = client.get(reverse(QUEUE)).context["lines"]
    assert [one.waiting for one in lines] == ["3 hari", "2 hari", "1 hari"]


@pytest.mark.parametrize("state", [S.DRAFT, S.AWAITING_AGENCY, S.RETURNED, S.VERIFIED, S.WITHDRAWN])
def test_queue_leaves_out_what_does_not_wait_for_a_verdict(desk, update, state):
    ProgressUpdate.objects.filter(pk=update.pk).update(state=state)
    assert desk.get(reverse(QUEUE)).context["lines"] == []


def test_queue_leaves_out_plans_that_others_verify(client, update):
    client.force_login(actors.verifier(PlanFactory()))
    assert client.get(reverse(QUEUE)).context["lines"] == []


def test_queue_is_filtered_by_plan_institution_and_period(client, line, update):
    other_plan = PlanFactory()
    other = UpdateFactory(
        milestone__commitment=CommitmentFactory(plan=other_plan),
        period=PeriodFactory(plan=other_plan),
        state=S.SUBMITTED,
        submitted_by=UserFactory(),
        submitted_at=timezone.now(),
    )
    client.force_login(actors.verifier(line.plan, other_plan))

    def found(**filters):
        return {one.url for one in client.get(reverse(QUEUE), filters).context["lines"]}

    assert found() == {address(update), address(other)}
    assert found(plan=line.plan.pk) == {address(update)}
    assert found(institution=other.institution.pk) == {address(other)}
    assert found(period=line.period.pk) == {address(update)}
    assert found(plan=other_plan.pk, period=line.period.pk) == set()


def test_filter_that_is_not_offered_is_ignored(desk, update):
    response = desk.get(reverse(QUEUE), {"plan": "987654", "institution": "x"})
    assert [one.url for one in response.context["lines"]] == [address(update)]


@pytest.mark.parametrize("count", [1, 3])
def test_queue_takes_the_same_queries_for_any_number_of_rows(client, line, django_assert_num_queries, count):
    waiting(line, count)
    client.force_login(line.verifier)
    with django_assert_num_queries(QUEUE_QUERIES):
        assert len(client.get(reverse(QUEUE)).context["lines"]) == count


QUEUE_QUERIES = 12


@pytest.mark.parametrize("count", [1, 3])
def test_review_page_takes_the_same_queries_for_any_number_of_proofs(
    desk, line, update, django_assert_num_queries, count
):
    for _ in range(count):
        ItemFactory(update=update)
    with django_assert_num_queries(REVIEW_QUERIES):
        desk.get(address(update))


REVIEW_QUERIES = 17


def test_queue_of_a_verifier_without_plans_helps(client, db):
    client.force_login(actors.verifier())
    assert "Belum ada rencana aksi yang ditugaskan kepada Anda" in client.get(reverse(QUEUE)).content.decode()


def test_empty_queue_says_so(client, line):
    client.force_login(line.verifier)
    assert "Tidak ada yang menunggu telaah" in client.get(reverse(QUEUE)).content.decode()


# --- One report -------------------------------------------------------------------------------


def test_opening_a_report_writes_nothing(desk, update):
    assert desk.get(address(update)).status_code == 200
    update.refresh_from_db()
    assert update.state == S.SUBMITTED


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
    assert dict(response.context["form"].errors) == {
        "verified_step": ["Nilai di atas nol memerlukan paling sedikit satu bukti yang diterima."]
    }
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
    [one] = client.get(reverse("workspace:approvals")).context["lines"]
    assert one.url == approval(awaiting)
    assert client.get(one.url).status_code == 200
    client.post(one.url, {"action": "approve"})
    awaiting.update.refresh_from_db()
    assert awaiting.update.state == S.SUBMITTED
    assert client.get(one.url).status_code == 404


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
        assert len(client.get(reverse("workspace:approvals")).context["lines"]) == count


APPROVAL_QUERIES = 4


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
