"""Versions of one report: its author's correction, and a verdict that was undone."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from renaksi.actions.attachments import detach_item
from renaksi.actions.corrections import correct_update, give_up_correction, reopen_verdict
from renaksi.actions.refusals import Refused, SubmissionRefused
from renaksi.actions.reviews import judge_item, return_update, verify_update, withdraw_update
from renaksi.actions.updates import (
    DraftContent,
    approve_update,
    recall_update,
    save_draft,
    submit_update,
)
from renaksi.domain.round import RoundName
from renaksi.enums import ItemVerdict, NoticeKind, PeriodCode, PlanState, ReturnReason, UpdateState
from renaksi.models import EvidenceItem, Notice, ProgressUpdate
from renaksi.queries.figures import figures_of
from renaksi.queries.round_facts import round_reports
from tests import actors
from tests.factories.institutions import InstitutionFactory
from tests.reporting import FULL_TEXT, REVIEWED, judge, link, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# Long after the window and the day to verify by.
LATER = REVIEWED + timedelta(days=60)
REASON = "Angka desa terhitung dua kali."


def correct(line, update, **fields):
    return correct_update(**{"update": update, "reason": REASON, "by": line.reporter, "at": LATER, **fields})


def reopen(line, update, **fields):
    given = {"update": update, "reason": "Salah menekan.", "by": line.verifier, "at": LATER, **fields}
    return reopen_verdict(**given)


def send(line, update, step=50):
    content = DraftContent(
        step=step, narrative="Angkanya dihitung ulang.", challenges=("funding",), next_step="Lanjut."
    )
    save_draft(update=update, content=content, revision=update.revision, by=line.reporter, at=LATER)
    return submit_update(update=update, by=line.reporter, at=LATER)


def verify(line, update, step, at=LATER):
    for item in update.items.filter(verdict=ItemVerdict.PENDING):
        judge_item(item=item, verdict=ItemVerdict.ACCEPTED, by=line.verifier, at=at)
    verify_update(update=update, verified_step=step, by=line.verifier, at=at)
    update.refresh_from_db()


def return_(line, update, at=LATER):
    reason = ReturnReason.VALUE_MISMATCH
    return_update(update=update, reason_code=reason, note="Lampirkan daftar.", by=line.verifier, at=at)
    update.refresh_from_db()


def milestone(line, at=LATER):
    (found,) = figures_of(line.milestone.commitment_id, as_of=at.date()).milestones
    return found


def percents(line, at=LATER):
    """(claimed, verified)"""
    found = milestone(line, at)
    return tuple(one and int(one.percent) for one in (found.claim, found.verified))


def states():
    rows = ProgressUpdate.objects.order_by("version")
    return [(one.version, one.state, one.is_current) for one in rows]


def codes(action, *args, **fields):
    with pytest.raises(Refused) as refused:
        action(*args, **fields)
    return refused.value.codes


# --- Correction -----------------------------------------------------------------------------------


def test_correction_is_a_draft_with_the_content_and_the_accepted_proofs_of_what_it_corrects(line, verified):
    draft = correct(line, verified)

    assert states() == [(1, "verified", False), (2, "draft", True)]
    assert (draft.corrects, draft.correction_reason, draft.author) == (verified, REASON, line.reporter)
    assert (draft.step, draft.narrative, draft.receipt, draft.submitted_at) == (
        75,
        FULL_TEXT.narrative,
        "",
        None,
    )
    assert draft.first_submitted_at == verified.first_submitted_at
    (old,), (new,) = verified.items.all(), draft.items.all()
    assert (new.evidence, new.requirement, new.verdict, new.judged_at) == (
        old.evidence,
        old.requirement,
        "accepted",
        old.judged_at,
    )
    assert list(draft.events.values_list("transition", "from_state", "to_state", "note")) == [
        ("correct", "verified", "draft", REASON)
    ]


def test_old_version_counts_as_claim_until_the_new_one_is_sent_and_as_verdict_until_it_is_verified(
    line, verified
):
    draft = correct(line, verified)
    assert percents(line) == (75, 75)
    send(line, draft)
    assert percents(line) == (50, 75)
    verify(line, draft, 25)
    assert percents(line) == (50, 25)
    assert percents(line, LATER - timedelta(days=1)) == (75, 75)


def test_proofs_of_both_versions_are_one(line, verified):
    draft = correct(line, verified)
    assert (milestone(line).accepted_items, milestone(line).missing_required) == (1, 0)
    send(line, draft)
    verify(line, draft, 75)
    found = milestone(line)
    assert (found.accepted_items, found.missing_required) == (1, 0)
    # Nobody looked at it anew, so nothing is fresher than it was.
    assert found.last_accepted_on == REVIEWED.date()


def test_correction_needs_no_window_but_all_the_rest(line, verified):
    draft = correct(line, verified)
    empty = DraftContent(step=50)
    save_draft(update=draft, content=empty, revision=draft.revision, by=line.reporter, at=LATER)
    with pytest.raises(SubmissionRefused) as refused:
        submit_update(update=draft, by=line.reporter, at=LATER)
    assert refused.value.codes == ("narrative_missing", "challenge_missing", "next_step_missing")


def test_proof_carried_over_is_taken_out_of_the_correction_and_proves_until_it_is_verified(line, verified):
    draft = correct(line, verified)
    detach_item(item=draft.items.get(), by=line.reporter)
    assert codes(send, line, draft) == ("evidence_missing",)
    link(line, draft, url="https://contoh.test/lain")
    send(line, draft)
    assert (milestone(line).accepted_items, milestone(line).missing_required) == (1, 0)

    verify(line, draft, 50)

    assert EvidenceItem.objects.proving().get().update == draft


def test_proof_refused_in_a_correction_proves_no_longer_once_it_is_verified(line, verified):
    draft = correct(line, verified)
    link(line, draft, url="https://contoh.test/lain", requirement=None)
    send(line, draft)
    carried, added = draft.items.order_by("pk")
    words = {
        "reason_code": ReturnReason.WRONG_PERIOD,
        "note": "Tahun lalu.",
        "by": line.verifier,
        "at": LATER,
    }
    judge_item(item=carried, verdict=ItemVerdict.REFUSED, **words)
    judge_item(item=added, verdict=ItemVerdict.ACCEPTED, by=line.verifier, at=LATER)
    assert milestone(line).missing_required == 0

    verify_update(update=draft, verified_step=50, by=line.verifier, at=LATER, despite_refused=True)

    found = milestone(line)
    assert (found.accepted_items, found.missing_required) == (1, 1)


def test_what_a_verifier_judged_in_the_correction_itself_stays(line, verified):
    draft = correct(line, verified)
    item = link(line, draft, url="https://contoh.test/lain")
    send(line, draft)
    judge_item(item=item, verdict=ItemVerdict.ACCEPTED, by=line.verifier, at=LATER)
    return_(line, draft)
    item.refresh_from_db()
    assert codes(detach_item, item=item, by=line.reporter) == ("item_already_judged",)


def test_returned_correction_leaves_the_old_version_counting_and_comes_back_without_window(line, verified):
    draft = correct(line, verified)
    send(line, draft)
    return_(line, draft)
    assert percents(line) == (75, 75)
    draft.refresh_from_db()
    send(line, draft, 25)
    assert percents(line) == (25, 75)


@pytest.mark.parametrize("returned", [False, True], ids=["draft", "returned"])
def test_given_up_the_old_version_is_current_again(line, verified, returned):
    draft = correct(line, verified)
    if returned:
        send(line, draft)
        return_(line, draft)

    give_up_correction(update=draft, by=line.reporter, at=LATER)

    assert states() == [(1, "verified", True), (2, "withdrawn", False)]
    assert percents(line) == (75, 75)
    assert correct(line, verified).version == 3


def test_only_a_correction_is_given_up_and_only_while_it_may_be_written(line, verified):
    assert codes(give_up_correction, update=verified, by=line.reporter, at=LATER) == ("no_correction",)
    draft = correct(line, verified)
    send(line, draft)
    assert codes(give_up_correction, update=draft, by=line.reporter, at=LATER) == ("step_not_possible",)


def test_withdrawn_correction_lets_the_old_version_count_again(line, verified):
    draft = correct(line, verified)
    send(line, draft)
    verify(line, draft, 25)
    assert codes(withdraw_update, update=verified, reason="x", by=line.verifier, at=LATER) == (
        "newer_version",
    )

    withdraw_update(update=draft, reason="Keliru.", by=line.verifier, at=LATER)

    assert states() == [(1, "verified", True), (2, "withdrawn", False)]
    assert percents(line) == (75, 75)
    verified.refresh_from_db()
    assert verified.superseded_at is None


def test_one_correction_at_a_time_and_only_of_what_is_verified(line, verified):
    draft = correct(line, verified)
    assert codes(correct, line, verified) == ("newer_version",)
    assert codes(correct, line, draft) == ("not_verified",)
    assert codes(reopen, line, verified) == ("newer_version",)


@pytest.mark.parametrize("state", [PlanState.CLOSED, PlanState.ARCHIVED])
def test_nothing_is_corrected_in_a_plan_that_has_ended(line, verified, state):
    draft = correct(line, verified)
    line.plan.state = state
    line.plan.save()
    assert codes(send, line, draft) == ("plan_finished",)
    give_up_correction(update=draft, by=line.reporter, at=LATER)
    assert codes(correct, line, verified) == ("plan_finished",)
    assert codes(reopen, line, verified) == ("plan_finished",)


def test_correction_needs_its_reason_and_somebody_who_reports(line, verified):
    assert codes(correct, line, verified, reason=" ") == ("reason_missing",)
    for stranger in (line.outsider, line.verifier, line.admin, actors.editor()):
        with pytest.raises(PermissionDenied):
            correct(line, verified, by=stranger)
        with pytest.raises(PermissionDenied):
            give_up_correction(update=verified, by=stranger, at=LATER)
    assert states() == [(1, "verified", True)]


def test_correction_of_a_correction_chains(line, verified):
    for step in (50, 25):
        draft = correct(line, ProgressUpdate.objects.current().get())
        send(line, draft, step)
        verify(line, draft, step)
    assert states() == [(1, "verified", False), (2, "verified", False), (3, "verified", True)]
    assert percents(line) == (25, 25)


def test_correction_goes_through_the_approval_that_the_plan_asks_for(line, verified):
    line.plan.agency_approval = True
    line.plan.save()
    approver = actors.approver(line.institution)
    draft = correct(line, verified)
    assert send(line, draft).state == UpdateState.AWAITING_AGENCY
    assert approve_update(update=draft, by=approver, at=LATER).state == UpdateState.SUBMITTED
    # Once more, by the same approver: they approved a version, they wrote none.
    verify(line, draft, 50)
    again = correct(line, draft)
    send(line, again)
    assert approve_update(update=again, by=approver, at=LATER).state == UpdateState.SUBMITTED


def test_who_wrote_the_old_version_neither_approves_nor_judges_its_correction(line, verified):
    line.plan.agency_approval = True
    line.plan.save()
    colleague = actors.focal_point(line.institution)
    writer = actors.approver(line.institution)
    ProgressUpdate.objects.filter(pk=verified.pk).update(author=writer)
    draft = correct_update(update=verified, reason=REASON, by=colleague, at=LATER)
    save_draft(update=draft, content=FULL_TEXT, revision=draft.revision, by=colleague, at=LATER)
    submit_update(update=draft, by=colleague, at=LATER)
    assert codes(approve_update, update=draft, by=writer, at=LATER) == ("own_work",)


# --- A verdict undone -----------------------------------------------------------------------------


def test_undone_verdict_waits_again_as_it_was_sent_with_every_proof_unjudged(line, verified):
    again = reopen(line, verified)

    assert states() == [(1, "verified", False), (2, "submitted", True)]
    assert (again.author, again.submitted_by, again.submitted_at, again.receipt) == (
        line.reporter,
        line.reporter,
        verified.submitted_at,
        "",
    )
    assert [one.verdict for one in again.items.all()] == ["pending"]
    assert [one.verdict for one in verified.items.all()] == ["accepted"]
    told = Notice.objects.filter(kind=NoticeKind.REOPENED).values_list("user", "key")
    assert list(told) == [(line.reporter.pk, f"reopened:{again.pk}:1")]
    assert percents(line) == (75, 75)


def test_same_verifier_judges_anew(line, verified):
    again = reopen(line, verified)
    verify(line, again, 25)
    assert percents(line) == (75, 25)
    assert percents(line, REVIEWED) == (75, 75)


def test_undone_verdict_that_is_returned_counts_no_longer(line, verified):
    again = reopen(line, verified)
    return_(line, again)
    assert percents(line) == (None, None)
    assert percents(line, LATER - timedelta(days=1))[1] == 75
    assert codes(give_up_correction, update=again, by=line.reporter, at=LATER) == ("no_correction",)
    # It is mended as any other, without window.
    send(line, again, 50)
    verify(line, again, 50)
    assert percents(line) == (50, 50)


def test_mistaken_verdict_gives_way_to_the_next_in_what_was_accepted_at_first(line, verified):
    name = RoundName(PeriodCode(line.period.code), line.period.year)

    def accepted_first():
        today = LATER.date()
        return [
            one.report.first_verdict_verified for one in round_reports(name, [line.period], {}, today=today)
        ]

    again = reopen(line, verified)
    assert accepted_first() == [True]
    return_(line, again)
    assert accepted_first() == [False]


def test_mistaken_return_is_undone_and_its_author_needs_to_do_nothing(line):
    update = submitted(line)
    judge(line, update)
    return_(line, update, at=REVIEWED)
    again = reopen(line, update)
    assert states() == [(1, "returned", False), (2, "submitted", True)]
    verify(line, again, 75)
    assert percents(line) == (75, 75)
    assert milestone(line).accepted_items == 1


def test_return_is_not_undone_once_its_author_mends_it(line):
    update = submitted(line)
    return_(line, update, at=REVIEWED)
    save_draft(update=update, content=FULL_TEXT, revision=update.revision, by=line.reporter, at=LATER)
    assert codes(reopen, line, update) == ("already_mended",)


def test_reopened_report_is_not_recalled_by_its_author(line, verified):
    again = reopen(line, verified)
    assert codes(recall_update, update=again, by=line.reporter, at=LATER) == ("reopened_not_recalled",)


def test_returned_correction_reopened_and_returned_again_leaves_the_first_version_counting(line, verified):
    draft = correct(line, verified)
    send(line, draft)
    return_(line, draft)
    again = reopen(line, draft)
    return_(line, again)
    assert percents(line) == (75, 75)
    withdraw_update(update=again, reason="Keliru.", by=line.verifier, at=LATER)
    assert states() == [(1, "verified", False), (2, "returned", True), (3, "withdrawn", False)]
    assert percents(line) == (75, 75)


def test_only_who_verifies_the_plan_undoes_a_verdict_and_never_on_their_own_report(line, verified):
    for stranger in (line.reporter, line.outsider, actors.verifier(), actors.approver(InstitutionFactory())):
        with pytest.raises(PermissionDenied):
            reopen(line, verified, by=stranger)
    ProgressUpdate.objects.filter(pk=verified.pk).update(submitted_by=line.admin)
    assert codes(reopen, line, verified, by=line.admin) == ("own_work",)
    assert codes(reopen, line, verified, reason="") == ("reason_missing",)


def test_published_evidence_stays_published_when_its_verdict_is_undone(line, verified):
    before = verified.items.get().evidence.state
    again = reopen(line, verified)
    return_(line, again)
    assert verified.items.get().evidence.state == before
