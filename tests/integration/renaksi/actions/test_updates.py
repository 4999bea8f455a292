from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.enums import Role
from foundation.audit.queries import entries_for
from renaksi.actions.attachments import attach_evidence, detach_item
from renaksi.actions.refusals import Refused, StaleDraft, SubmissionRefused
from renaksi.actions.reviews import judge_item, return_update, start_review, verify_update
from renaksi.actions.updates import (
    DraftContent,
    approve_update,
    recall_update,
    save_draft,
    send_back_update,
    start_update,
    submit_update,
)
from renaksi.enums import ItemVerdict, PeriodState, ReturnReason, UpdateState
from renaksi.models import EvidenceItem, PeriodExtension, ProgressUpdate
from renaksi.queries.guards import missing_for_submission
from tests import actors
from tests.factories.accounts import MembershipFactory
from tests.factories.institutions import CityFactory, InstitutionFactory
from tests.factories.renaksi import (
    ItemFactory,
    LinkFactory,
    MilestoneFactory,
    PeriodFactory,
    RequirementFactory,
    UpdateFactory,
)
from tests.reporting import FULL_TEXT, IN_WINDOW, REVIEWED, draft, judge, link, submitted

S = UpdateState
REFUSED, ACCEPTED, PENDING = ItemVerdict.REFUSED, ItemVerdict.ACCEPTED, ItemVerdict.PENDING
AFTER_CLOSE = datetime(2026, 10, 11, 3, tzinfo=UTC)
AFTER_VERIFY_BY = datetime(2026, 11, 1, 3, tzinfo=UTC)
BEFORE_OPENING = datetime(2026, 9, 19, 3, tzinfo=UTC)


def start(line, *, by=None, at=IN_WINDOW, **fields):
    return start_update(milestone=line.milestone, period=line.period, by=by or line.reporter, at=at, **fields)


def returned(line):
    update = submitted(line)
    item = update.items.get()
    judge_item(
        item=item,
        verdict=ItemVerdict.REFUSED,
        reason_code=ReturnReason.UNSIGNED,
        note="Belum ditandatangani.",
        by=line.verifier,
        at=REVIEWED,
    )
    return_update(
        update=update, reason_code=ReturnReason.UNSIGNED, note="Lihat bukti.", by=line.verifier, at=REVIEWED
    )
    update.refresh_from_db()
    return update


def refused_codes(action, **arguments):
    with pytest.raises(Refused) as refusal:
        action(**arguments)
    return refusal.value.codes


# --- Starting ---------------------------------------------------------------------------------


def test_start_makes_one_draft_for_the_owner(line):
    update = start(line)

    assert (update.state, update.institution, update.author, update.version) == (
        S.DRAFT,
        line.institution,
        line.reporter,
        1,
    )
    assert start(line, by=actors.focal_point(line.institution)) == update
    assert [entry.action for entry in entries_for(update)] == ["update.started"]


def test_start_begins_with_the_last_answer_but_not_its_narrative(line):
    earlier = PeriodFactory(
        plan=line.plan,
        code="B06",
        starts_on=date(2026, 4, 1),
        ends_on=date(2026, 6, 30),
        opens_on=date(2026, 6, 20),
        closes_on=date(2026, 7, 10),
        verify_by=date(2026, 7, 31),
    )
    before = start_update(milestone=line.milestone, period=earlier, by=line.reporter, at=IN_WINDOW)
    save_draft(update=before, content=FULL_TEXT, revision=1, by=line.reporter, at=IN_WINDOW)

    update = start(line)

    assert (update.step, update.challenges, update.next_step, update.narrative) == (
        75,
        ["funding"],
        "Pelatihan November.",
        "",
    )


@pytest.mark.parametrize("who", ["outsider", "verifier"])
def test_start_is_not_for_others(line, who):
    with pytest.raises(PermissionDenied):
        start(line, by=getattr(line, who))


def test_secretariat_writes_on_behalf_only_with_the_source(line):
    with pytest.raises(PermissionDenied):
        start(line, by=line.admin)
    update = start(line, by=line.admin, on_behalf_source=LinkFactory(institution=line.institution))
    saved = save_draft(update=update, content=FULL_TEXT, revision=1, by=line.admin, at=IN_WINDOW)
    assert (saved.author, saved.step) == (line.admin, 75)


def test_start_for_a_period_of_another_plan_is_refused(line):
    line.period = PeriodFactory()
    assert refused_codes(start, line=line) == ("period_of_other_plan",)


def test_start_for_a_withdrawn_milestone_is_refused(line):
    line.milestone.withdrawn_on = date(2026, 8, 1)
    line.milestone.withdrawn_reason = "Digabung"
    line.milestone.save()
    assert refused_codes(start, line=line) == ("milestone_withdrawn",)


@pytest.mark.parametrize(
    ("state", "code"), [(PeriodState.PLANNED, "window_not_open"), (PeriodState.CLOSED, "window_closed")]
)
def test_start_needs_a_period_that_the_secretariat_has_opened(line, state, code):
    line.period.state = state
    line.period.save()
    assert refused_codes(start, line=line) == (code,)


def test_extension_opens_a_closed_period_for_its_institution(line):
    line.period.state = PeriodState.CLOSED
    line.period.save()
    PeriodExtension.objects.create(
        period=line.period,
        institution=line.institution,
        closes_on=date(2026, 10, 25),
        reason="Banjir",
        by=line.admin,
    )
    assert start(line, at=AFTER_CLOSE).state == S.DRAFT


def test_withdrawn_update_may_be_started_anew(line):
    first = start(line)
    ProgressUpdate.objects.filter(pk=first.pk).update(state=S.WITHDRAWN)
    second = start(line)
    assert (second.pk != first.pk, second.version) == (True, 2)


# --- Saving -----------------------------------------------------------------------------------


def test_save_counts_the_revision_and_keeps_only_what_the_measure_asks(line):
    update = draft(line, content=DraftContent(step=50, realised=Decimal(3), narrative="Satu"))
    assert (update.revision, update.step, update.realised, update.narrative) == (2, 50, None, "Satu")


def test_save_of_a_quantity_keeps_the_value_and_drops_the_step(line):
    line.milestone.target = Decimal(10)
    line.milestone.save()
    update = draft(line, content=DraftContent(step=50, realised=Decimal(3)))
    assert (update.step, update.realised) == (None, Decimal(3))


def test_save_over_a_colleagues_save_is_refused_and_changes_nothing(line):
    update = start(line)
    colleague = actors.focal_point(line.institution)
    theirs = DraftContent(narrative="Milik rekan")
    save_draft(update=update, content=theirs, revision=1, by=colleague, at=IN_WINDOW)

    with pytest.raises(StaleDraft):
        save_draft(update=update, content=FULL_TEXT, revision=1, by=line.reporter, at=IN_WINDOW)

    update.refresh_from_db()
    assert (update.narrative, update.revision) == ("Milik rekan", 2)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (DraftContent(step=33), "step_invalid"),
        (DraftContent(step=50, challenges=("weather",)), "challenge_invalid"),
    ],
)
def test_save_of_an_unknown_choice_is_refused(line, content, code):
    assert refused_codes(draft, line=line, content=content) == (code,)


def test_save_is_not_for_others(line):
    update = start(line)
    for stranger in (line.outsider, line.verifier, line.admin):
        with pytest.raises(PermissionDenied):
            save_draft(update=update, content=FULL_TEXT, revision=1, by=stranger, at=IN_WINDOW)


@pytest.mark.parametrize("state", [S.SUBMITTED, S.IN_REVIEW, S.VERIFIED])
def test_what_has_gone_up_cannot_be_changed(line, state):
    update = submitted(line)
    ProgressUpdate.objects.filter(pk=update.pk).update(state=state)
    update.refresh_from_db()
    arguments = {"update": update, "content": FULL_TEXT, "revision": 2, "by": line.reporter, "at": IN_WINDOW}
    assert refused_codes(save_draft, **arguments) == ("not_editable",)
    assert refused_codes(link, line=line, update=update) == ("not_editable",)
    assert refused_codes(detach_item, item=update.items.get(), by=line.reporter) == ("not_editable",)


# --- Evidence ---------------------------------------------------------------------------------


def test_evidence_answers_a_requirement_of_its_milestone_only(line):
    update = draft(line)
    foreign = RequirementFactory()
    assert refused_codes(link, line=line, update=update, requirement=foreign) == (
        "requirement_of_other_milestone",
    )
    assert link(line, update).requirement == line.requirement


def test_evidence_of_another_institution_cannot_be_attached(line):
    update = draft(line)
    arguments = {"update": update, "evidence": LinkFactory(), "by": line.reporter}
    assert refused_codes(attach_evidence, **arguments) == ("evidence_of_other_institution",)


def test_evidence_attached_twice_is_one_item(line):
    update = draft(line)
    evidence = LinkFactory(institution=line.institution)
    first = attach_evidence(update=update, evidence=evidence, by=line.reporter)
    assert attach_evidence(update=update, evidence=evidence, by=line.reporter) == first


def test_outsider_neither_attaches_nor_detaches(line):
    update = draft(line)
    item = link(line, update)
    with pytest.raises(PermissionDenied):
        link(line, update, by=line.outsider)
    with pytest.raises(PermissionDenied):
        detach_item(item=item, by=line.outsider)


def test_item_is_detached_and_its_evidence_stays(line):
    update = draft(line)
    item = link(line, update)
    evidence = item.evidence
    detach_item(item=item, by=line.reporter)
    assert EvidenceItem.objects.count() == 0
    evidence.refresh_from_db()
    assert entries_for(update).first().data == {"evidence": str(evidence.public_id)}


def test_refused_item_stays_on_record(line):
    update = returned(line)
    assert refused_codes(detach_item, item=update.items.get(), by=line.reporter) == ("item_already_judged",)


# --- Submitting -------------------------------------------------------------------------------


def test_submit_gives_a_receipt_and_leaves_a_trace(line):
    update = submitted(line)

    assert (update.state, update.submitted_by, update.submitted_at, update.first_submitted_at) == (
        S.SUBMITTED,
        line.reporter,
        IN_WINDOW,
        IN_WINDOW,
    )
    assert update.receipt.startswith("TT-261005-")
    assert len(update.receipt) == 16
    assert [(e.transition, e.from_state, e.to_state, e.by) for e in update.events.all()] == [
        ("submit", S.DRAFT, S.SUBMITTED, line.reporter)
    ]
    assert entries_for(update).first().action == "update.submit"


def test_submit_says_all_that_is_missing_at_once_and_changes_nothing(line):
    update = draft(line, content=DraftContent(step=50))

    with pytest.raises(SubmissionRefused) as refusal:
        submit_update(update=update, by=line.reporter, at=IN_WINDOW)

    assert refusal.value.codes == (
        "narrative_missing",
        "evidence_missing",
        "challenge_missing",
        "next_step_missing",
    )
    assert str(refusal.value).startswith("Perkembangan belum ditulis.")
    update.refresh_from_db()
    assert (update.state, update.receipt) == (S.DRAFT, "")


def test_submit_of_zero_needs_no_evidence(line):
    update = draft(
        line, content=DraftContent(step=0, narrative="Belum mulai.", challenges=("funding",), next_step="x")
    )
    assert submit_update(update=update, by=line.reporter, at=IN_WINDOW).state == S.SUBMITTED


def test_submit_after_an_unproven_due_date_asks_for_challenge_and_next_step(line):
    line.milestone.due_on = date(2026, 9, 1)
    line.milestone.save()
    update = draft(line, content=DraftContent(step=100, narrative="Selesai."))
    link(line, update)
    assert refused_codes(submit_update, update=update, by=line.reporter, at=IN_WINDOW) == (
        "challenge_missing",
        "next_step_missing",
    )


def test_submit_does_not_count_evidence_that_the_check_rejected(line):
    update = draft(line)
    evidence = link(line, update).evidence
    evidence.state = "rejected"
    evidence.save()
    assert refused_codes(submit_update, update=update, by=line.reporter, at=IN_WINDOW) == (
        "evidence_missing",
    )


@pytest.mark.parametrize(
    ("at", "code"), [(BEFORE_OPENING, "window_not_open"), (AFTER_CLOSE, "window_closed")]
)
def test_submit_outside_the_window_is_refused(line, at, code):
    update = draft(line)
    link(line, update)
    assert refused_codes(submit_update, update=update, by=line.reporter, at=at) == (code,)


def test_submit_after_the_milestone_was_withdrawn_is_refused(line):
    update = draft(line)
    link(line, update)
    line.milestone.withdrawn_on = date(2026, 10, 1)
    line.milestone.withdrawn_reason = "Digabung"
    line.milestone.save()
    assert refused_codes(submit_update, update=update, by=line.reporter, at=IN_WINDOW) == (
        "milestone_withdrawn",
    )


def test_submit_is_not_for_others(line):
    update = draft(line)
    with pytest.raises(PermissionDenied):
        submit_update(update=update, by=line.outsider, at=IN_WINDOW)


def test_returned_update_goes_back_with_new_evidence_until_verify_by(line):
    update = returned(line)
    assert refused_codes(submit_update, update=update, by=line.reporter, at=AFTER_CLOSE) == (
        "evidence_missing",
        "refused_item_not_replaced",
    )
    link(line, update, url="https://contoh.test/bertanda-tangan")
    first_receipt = update.receipt

    assert refused_codes(submit_update, update=update, by=line.reporter, at=AFTER_VERIFY_BY) == (
        "return_too_late",
    )
    again = submit_update(update=update, by=line.reporter, at=AFTER_CLOSE)

    assert (again.state, again.submitted_at, again.first_submitted_at) == (
        S.SUBMITTED,
        AFTER_CLOSE,
        IN_WINDOW,
    )
    assert again.receipt != first_receipt


def add(line, update, requirement, verdict, title):
    judged = {} if verdict == PENDING else {"judged_by": line.verifier, "judged_at": REVIEWED}
    ItemFactory(
        update=update,
        evidence=LinkFactory(institution=line.institution, title=title),
        requirement=requirement,
        verdict=verdict,
        reason_code=ReturnReason.UNSIGNED if verdict == REFUSED else "",
        **judged,
    )


@pytest.mark.parametrize(
    ("refused_for", "others", "missing"),
    [
        pytest.param(
            "required", [("optional", ACCEPTED)], ["Notula"], id="the required proof is still empty"
        ),
        pytest.param("required", [("required", PENDING)], [], id="required, replaced"),
        pytest.param("required", [("required", ACCEPTED)], [], id="required, another one was accepted"),
        pytest.param("required", [("required", REFUSED)], ["Notula", "Lain"], id="required, refused twice"),
        pytest.param("optional", [("required", ACCEPTED)], [], id="nobody needs the optional one again"),
        pytest.param("optional", [], ["Notula"], id="the only proof was optional"),
        pytest.param(None, [(None, PENDING)], [], id="without requirement, replaced"),
        pytest.param(None, [], ["Notula"], id="the only proof was without requirement"),
    ],
)
def test_refused_proof_is_asked_for_again_unless_something_stands_in_its_place(
    line, refused_for, others, missing
):
    places = {
        "required": line.requirement,
        "optional": RequirementFactory(milestone=line.milestone, is_required=False),
        None: None,
    }
    update = draft(line)
    add(line, update, places[refused_for], REFUSED, "Notula")
    for place, verdict in others:
        add(line, update, places[place], verdict, "Lain")

    found = missing_for_submission(update, timezone.localdate(IN_WINDOW))

    assert [one.about for one in found if one.code == "refused_item_not_replaced"] == missing


def test_what_an_earlier_report_proved_need_not_be_proved_again(line):
    earlier = PeriodFactory(plan=line.plan, code="B06", starts_on=date(2026, 4, 1), ends_on=date(2026, 6, 30))
    proved = UpdateFactory(milestone=line.milestone, period=earlier, institution=line.institution)
    add(line, proved, line.requirement, ACCEPTED, "Dulu")
    update = draft(line)
    add(line, update, line.requirement, REFUSED, "Notula")
    assert missing_for_submission(update, timezone.localdate(IN_WINDOW)) == ()


# --- Recalling --------------------------------------------------------------------------------


def test_recall_until_review_begins(line):
    update = recall_update(update=submitted(line), by=line.reporter, at=IN_WINDOW)
    assert update.state == S.DRAFT
    assert [event.transition for event in update.events.all()] == ["submit", "recall"]


def test_recall_after_review_began_is_refused(line):
    update = submitted(line)
    start_review(update=update, by=line.verifier, at=REVIEWED)
    assert refused_codes(recall_update, update=update, by=line.reporter, at=REVIEWED) == (
        "step_not_possible",
    )


def test_recall_is_not_for_others(line):
    update = submitted(line)
    for stranger in (line.outsider, line.verifier):
        with pytest.raises(PermissionDenied):
            recall_update(update=update, by=stranger, at=IN_WINDOW)


# --- Approving --------------------------------------------------------------------------------


@pytest.fixture
def asking(line):
    """The plan asks agency and region; the institution belongs to a city."""
    line.plan.agency_approval = line.plan.region_approval = True
    line.plan.save()
    city = CityFactory()
    line.institution.region = city
    line.institution.save()
    line.boss = actors.approver(line.institution)
    line.coordinator = actors.coordinator(city)
    return line


def test_update_passes_agency_then_region(asking):
    update = submitted(asking)
    assert (update.state, update.first_submitted_at) == (S.AWAITING_AGENCY, None)

    update = approve_update(update=update, by=asking.boss, at=IN_WINDOW)
    assert update.state == S.AWAITING_REGION

    update = approve_update(update=update, by=asking.coordinator, at=IN_WINDOW)
    assert (update.state, update.first_submitted_at) == (S.SUBMITTED, IN_WINDOW)


def test_region_is_not_asked_for_an_institution_without_region(asking):
    asking.institution.region = None
    asking.institution.save()
    update = approve_update(update=submitted(asking), by=asking.boss, at=IN_WINDOW)
    assert update.state == S.SUBMITTED


def test_each_stage_is_approved_by_its_own_side(asking):
    update = submitted(asking)
    for stranger in (asking.reporter, asking.outsider, asking.coordinator, asking.verifier):
        with pytest.raises(PermissionDenied):
            approve_update(update=update, by=stranger, at=IN_WINDOW)
    update = approve_update(update=update, by=asking.boss, at=IN_WINDOW)
    with pytest.raises(PermissionDenied):
        approve_update(update=update, by=asking.boss, at=IN_WINDOW)


def test_coordinator_who_wrote_it_does_not_approve_it(asking):
    asking.plan.agency_approval = False
    asking.plan.save()
    update = draft(asking)
    saved = save_draft(update=update, content=FULL_TEXT, revision=2, by=asking.coordinator, at=IN_WINDOW)
    link(asking, saved)
    update = submit_update(update=saved, by=asking.reporter, at=IN_WINDOW)
    arguments = {"update": update, "by": asking.coordinator, "at": IN_WINDOW}
    assert refused_codes(approve_update, **arguments) == ("own_work",)


def test_approver_who_wrote_it_needs_another_one_to_approve_it(asking):
    update = draft(asking)
    saved = save_draft(update=update, content=FULL_TEXT, revision=2, by=asking.boss, at=IN_WINDOW)
    link(asking, saved)
    update = submit_update(update=saved, by=asking.reporter, at=IN_WINDOW)
    assert refused_codes(approve_update, update=update, by=asking.boss, at=IN_WINDOW) == ("own_work",)
    other = actors.approver(asking.institution)
    assert approve_update(update=update, by=other, at=IN_WINDOW).state == S.AWAITING_REGION


def test_sending_back_needs_a_reason_and_leads_to_the_draft(asking):
    update = submitted(asking)
    arguments = {"update": update, "by": asking.boss, "at": IN_WINDOW}
    assert refused_codes(send_back_update, reason=" ", **arguments) == ("reason_missing",)

    update = send_back_update(reason="Lengkapi narasi.", **arguments)

    assert (update.state, update.events.last().note) == (S.DRAFT, "Lengkapi narasi.")


def approved_by_both(asking, update):
    update = approve_update(update=update, by=asking.boss, at=IN_WINDOW)
    return approve_update(update=update, by=asking.coordinator, at=IN_WINDOW)


def test_same_people_approve_again_what_the_secretariat_returned(asking):
    """An agency has one approver, a region one coordinator: else a return would end the report."""
    update = approved_by_both(asking, submitted(asking))
    judge(asking, update, REFUSED, reason_code=ReturnReason.UNREADABLE, note="Buram.")
    code = ReturnReason.UNREADABLE
    return_update(update=update, reason_code=code, note="Buram.", by=asking.verifier, at=REVIEWED)
    link(asking, update, url="https://contoh.test/jelas", at=REVIEWED)
    again = submit_update(update=update, by=asking.reporter, at=REVIEWED)
    assert approved_by_both(asking, again).state == S.SUBMITTED


def test_same_approver_approves_again_what_the_region_sent_back(asking):
    update = approve_update(update=submitted(asking), by=asking.boss, at=IN_WINDOW)
    send_back_update(update=update, reason="Lengkapi.", by=asking.coordinator, at=IN_WINDOW)
    again = submit_update(update=update, by=asking.reporter, at=IN_WINDOW)
    assert approve_update(update=again, by=asking.boss, at=IN_WINDOW).state == S.AWAITING_REGION


def test_nobody_takes_both_approvals_of_one_submission(asking):
    both = MembershipFactory(role=Role.COORDINATOR, region=asking.institution.region, user=asking.boss).user
    update = approve_update(update=submitted(asking), by=both, at=IN_WINDOW)
    assert refused_codes(approve_update, update=update, by=both, at=IN_WINDOW) == ("own_work",)


def test_nothing_awaits_approval_when_nobody_is_asked(line):
    update = submitted(line)
    arguments = {"update": update, "by": actors.approver(line.institution), "at": IN_WINDOW}
    assert refused_codes(approve_update, **arguments) == ("not_awaiting_approval",)


def test_whole_line_ends_verified(line):
    update = submitted(line)
    judge(line, update)
    verify_update(update=update, verified_step=75, by=line.verifier, at=REVIEWED)
    update.refresh_from_db()
    assert update.state == S.VERIFIED


def test_milestone_without_owner_has_nobody_to_start_it(line):
    ownerless = MilestoneFactory(commitment=line.milestone.commitment, responsible=None)
    line.milestone = ownerless
    with pytest.raises(PermissionDenied):
        start(line)
    source = LinkFactory(institution=InstitutionFactory())
    assert refused_codes(start, line=line, by=line.admin, on_behalf_source=source) == (
        "milestone_without_owner",
    )
