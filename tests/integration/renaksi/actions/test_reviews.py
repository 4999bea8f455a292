"""Verdicts; and that "selesai" cannot be reached without accepted evidence, whatever the way."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from evidence.enums import EvidenceState, Visibility
from foundation.audit.queries import entries_for
from renaksi.actions.refusals import Refused, ReviewRefused
from renaksi.actions.reviews import (
    decide_completion,
    judge_item,
    return_update,
    start_review,
    verify_update,
    withdraw_update,
)
from renaksi.actions.updates import DraftContent, start_update, submit_update
from renaksi.enums import CompletionStatus, ItemVerdict, ReturnReason, UpdateState
from renaksi.models import Commitment, Review
from renaksi.queries.figures import figures_for
from tests import actors
from tests.factories.evidence import FileFactory, as_tombstone
from tests.factories.renaksi import CommitmentFactory, ItemFactory, PeriodFactory, RequirementFactory
from tests.reporting import IN_WINDOW, REVIEWED, draft, judge, link, submitted

S = UpdateState
DONE = DraftContent(step=100, narrative="Semua desa menerbitkan dataset.")


def refused_codes(action, **arguments):
    with pytest.raises(Refused) as refusal:
        action(**arguments)
    return refusal.value.codes


def verify(line, update, step=75, **fields):
    return verify_update(
        **{"update": update, "verified_step": step, "by": line.verifier, "at": REVIEWED, **fields}
    )


def figures(line):
    commitment = Commitment.objects.for_figures().get(pk=line.milestone.commitment_id)
    return figures_for([commitment], as_of=date(2026, 11, 22))[commitment.pk]


# --- Reviewing --------------------------------------------------------------------------------


def test_review_begins_once(line):
    update = submitted(line)
    start_review(update=update, by=line.verifier, at=REVIEWED)
    assert start_review(update=update, by=line.verifier, at=REVIEWED).state == S.IN_REVIEW
    assert [event.transition for event in update.events.all()] == ["submit", "start_review"]


@pytest.mark.parametrize("state", [S.DRAFT, S.RETURNED, S.VERIFIED, S.WITHDRAWN, S.AWAITING_AGENCY])
def test_only_what_waits_for_a_verdict_is_reviewed(line, state):
    update = submitted(line)
    type(update).objects.filter(pk=update.pk).update(state=state)
    assert refused_codes(start_review, update=update, by=line.verifier, at=REVIEWED) == (
        "not_waiting_for_verdict",
    )


def test_review_is_for_verifiers_of_the_plan(line):
    update = submitted(line)
    strangers = (line.reporter, line.outsider, actors.verifier(), actors.monitor(line.plan), actors.editor())
    for stranger in strangers:
        with pytest.raises(PermissionDenied):
            start_review(update=update, by=stranger, at=REVIEWED)
        with pytest.raises(PermissionDenied):
            judge_item(item=update.items.get(), verdict=ItemVerdict.ACCEPTED, by=stranger, at=REVIEWED)
        with pytest.raises(PermissionDenied):
            verify(line, update, by=stranger)
        with pytest.raises(PermissionDenied):
            return_update(update=update, reason_code=ReturnReason.OTHER, note="x", by=stranger, at=REVIEWED)
        with pytest.raises(PermissionDenied):
            withdraw_update(update=update, reason="x", by=stranger, at=REVIEWED)


def test_nobody_reviews_what_they_wrote_or_attached_to(line):
    update = start_update(
        milestone=line.milestone,
        period=line.period,
        by=line.admin,
        at=IN_WINDOW,
        on_behalf_source=link(line, draft(line)).evidence,
    )
    link(line, update, by=line.reporter)
    update = submit_update(update=update, by=line.reporter, at=IN_WINDOW)
    line.reporter.memberships.create(role="admin")
    del line.reporter.active_memberships
    assert refused_codes(start_review, update=update, by=line.reporter, at=REVIEWED) == ("own_work",)


def test_accepted_item_has_judge_and_time(line):
    update = submitted(line)
    judge(line, update)
    item = update.items.get()
    assert (item.verdict, item.judged_by, item.judged_at, item.reason_code) == (
        ItemVerdict.ACCEPTED,
        line.verifier,
        REVIEWED,
        "",
    )
    assert [entry.action for entry in entries_for(item)] == ["item.judged"]


def test_refusing_an_item_needs_reason_and_note(line):
    update = submitted(line)
    assert refused_codes(judge, line=line, update=update, verdict=ItemVerdict.REFUSED) == (
        "item_reason_missing",
        "item_note_missing",
    )
    update.refresh_from_db()
    assert update.state == S.SUBMITTED


def test_verdict_on_an_item_may_be_taken_back_before_the_update_is_verified(line):
    update = submitted(line)
    judge(line, update)
    judge(line, update, ItemVerdict.PENDING)
    item = update.items.get()
    assert (item.verdict, item.judged_by, item.judged_at) == (ItemVerdict.PENDING, None, None)


@pytest.mark.parametrize("state", [EvidenceState.QUARANTINED, EvidenceState.REJECTED])
def test_proof_that_has_not_passed_the_check_cannot_be_accepted(line, state):
    update = submitted(line)
    evidence = update.items.get().evidence
    evidence.state = state
    evidence.save()
    assert refused_codes(judge, line=line, update=update) == ("item_not_checked",)


def test_tombstone_cannot_be_accepted(line):
    update = submitted(line)
    as_tombstone(update.items.get().evidence)
    assert refused_codes(judge, line=line, update=update) == ("item_not_checked",)


def test_verifying_makes_value_and_public_proof_public(line):
    update = submitted(line)
    internal = ItemFactory(update=update, evidence__visibility=Visibility.INTERNAL)
    judge(line, update)

    review = verify(line, update, note="Sesuai.")

    assert (review.verified_step, review.verified_value, review.by, review.at, review.note) == (
        75,
        None,
        line.verifier,
        REVIEWED,
        "Sesuai.",
    )
    assert figures(line).progress.percent == 75
    states = dict(update.items.values_list("evidence__visibility", "evidence__state"))
    assert states == {"public": EvidenceState.PUBLISHED, "internal": EvidenceState.CLEAN}
    assert internal.evidence.state == EvidenceState.CLEAN


def test_verifier_may_verify_less_than_was_claimed(line):
    update = submitted(line)
    judge(line, update)
    verify(line, update, step=50)
    assert (figures(line).progress.percent, figures(line).claimed.percent) == (50, 75)


def test_quantity_is_verified_by_its_value(line):
    line.milestone.target = Decimal(10)
    line.milestone.save()
    update = submitted(line, content=DraftContent(realised=Decimal(8), narrative="Delapan desa."))
    judge(line, update)
    assert refused_codes(verify, line=line, update=update, step=75) == ("verified_value_missing",)
    review = verify(line, update, step=75, verified_value=Decimal(7))
    assert (review.verified_value, review.verified_step) == (Decimal(7), None)


def test_verifying_needs_every_item_judged(line):
    update = submitted(line)
    assert refused_codes(verify, line=line, update=update) == ("item_not_judged", "accepted_evidence_missing")
    assert Review.objects.count() == 0


def test_verifying_with_an_unknown_step_is_refused(line):
    update = submitted(line)
    judge(line, update)
    assert refused_codes(verify, line=line, update=update, step=33) == ("step_invalid",)


def test_refused_item_is_not_published_with_its_update(line):
    update = submitted(line)
    refused = link(line, _reopened(update), url="https://contoh.test/salah")
    type(update).objects.filter(pk=update.pk).update(state=S.SUBMITTED)
    judge_item(item=update.items.first(), verdict=ItemVerdict.ACCEPTED, by=line.verifier, at=REVIEWED)
    judge_item(
        item=refused,
        verdict=ItemVerdict.REFUSED,
        reason_code=ReturnReason.WRONG_PERIOD,
        note="Tahun lalu.",
        by=line.verifier,
        at=REVIEWED,
    )
    assert refused_codes(verify, line=line, update=update) == ("refused_not_confirmed",)
    verify(line, update, despite_refused=True)
    refused.evidence.refresh_from_db()
    assert refused.evidence.state == EvidenceState.CLEAN


def _reopened(update):
    type(update).objects.filter(pk=update.pk).update(state=S.DRAFT)
    update.refresh_from_db()
    return update


def test_returning_needs_reason_and_note(line):
    update = submitted(line)
    arguments = {"update": update, "by": line.verifier, "at": REVIEWED}
    assert refused_codes(return_update, reason_code=None, note="", **arguments) == (
        "reason_code_missing",
        "note_missing",
    )
    return_update(reason_code=ReturnReason.VALUE_MISMATCH, note="Angka berbeda.", **arguments)
    update.refresh_from_db()
    assert (update.state, update.events.last().note) == (S.RETURNED, "Angka berbeda.")


def test_return_says_what_was_said_at_each_refused_proof(line):
    update = submitted(line)
    judge(line, update, ItemVerdict.REFUSED, reason_code=ReturnReason.UNSIGNED, note="Tanpa tanda tangan.")
    review = return_update(update=update, reason_code=None, note=" ", by=line.verifier, at=REVIEWED)
    assert (review.reason_code, review.note) == (ReturnReason.UNSIGNED, "“Bukti”: Tanpa tanda tangan.")


def test_what_was_refused_before_the_report_was_sent_again_needs_no_word(line):
    update = submitted(line)
    later = link(line, _reopened(update), url="https://contoh.test/pengganti")
    type(update).objects.filter(pk=update.pk).update(state=S.SUBMITTED)
    judge_item(
        item=update.items.first(),
        verdict=ItemVerdict.REFUSED,
        reason_code=ReturnReason.UNSIGNED,
        note="Tanpa tanda tangan.",
        by=line.verifier,
        at=REVIEWED,
    )
    judge_item(item=later, verdict=ItemVerdict.ACCEPTED, by=line.verifier, at=REVIEWED)
    type(update).objects.filter(pk=update.pk).update(submitted_at=REVIEWED + timedelta(days=1))
    verify(line, update)
    update.refresh_from_db()
    assert update.state == S.VERIFIED


def test_withdrawn_update_counts_nowhere(line):
    update = submitted(line)
    judge(line, update)
    verify(line, update)
    assert refused_codes(withdraw_update, update=update, reason="", by=line.verifier, at=REVIEWED) == (
        "reason_missing",
    )
    withdraw_update(update=update, reason="Salah tonggak.", by=line.verifier, at=REVIEWED)
    assert figures(line).progress.percent is None


# --- "Selesai" without accepted evidence -----------------------------------------------------


def decide(line, status=CompletionStatus.COMPLETE, **fields):
    values = {"commitment": line.milestone.commitment, "status": status, "reason": "Rapat pleno."}
    return decide_completion(**{**values, "by": line.admin, "at": REVIEWED, **fields})


def test_hundred_is_not_verified_without_accepted_evidence(line):
    update = submitted(line, content=DONE)
    judge(line, update, ItemVerdict.REFUSED, reason_code=ReturnReason.UNSIGNED, note="Tanpa tanda tangan.")
    with pytest.raises(ReviewRefused) as refusal:
        verify(line, update, step=100)
    assert refusal.value.codes == ("accepted_evidence_missing", "refused_not_confirmed")
    assert figures(line).proposed == CompletionStatus.NO_EVIDENCE


def test_hundred_with_a_required_proof_missing_is_not_complete(line):
    RequirementFactory(milestone=line.milestone, text="Berita acara")
    update = submitted(line, content=DONE)
    judge(line, update)
    verify(line, update, step=100)
    assert figures(line).proposed == CompletionStatus.SUBSTANTIAL
    assert refused_codes(decide, line=line) == ("completion_not_proven",)


def test_complete_is_decided_only_when_every_milestone_is_proven(line):
    assert refused_codes(decide, line=line) == ("completion_not_proven",)
    update = submitted(line, content=DONE)
    judge(line, update)
    assert refused_codes(decide, line=line) == ("completion_not_proven",)
    verify(line, update, step=100)

    decision = decide(line)

    assert (decision.status, decision.by, decision.at) == (CompletionStatus.COMPLETE, line.admin, REVIEWED)
    assert figures(line).status == CompletionStatus.COMPLETE


def test_other_statuses_are_the_secretariats_judgement_with_a_reason(line):
    assert refused_codes(decide, line=line, status=CompletionStatus.LIMITED, reason=" ") == (
        "reason_missing",
    )
    assert decide(line, CompletionStatus.LIMITED).status == CompletionStatus.LIMITED


def test_unknown_status_is_refused(line):
    assert refused_codes(decide, line=line, status="done") == ("status_invalid",)


def test_plan_that_is_only_a_record_gets_no_decision(line):
    arguments = {"commitment": CommitmentFactory(), "status": CompletionStatus.LIMITED, "reason": "x"}
    codes = refused_codes(decide_completion, by=line.admin, at=REVIEWED, **arguments)
    assert codes == ("not_monitored",)


def test_decision_is_the_secretariat_admins(line):
    for stranger in (line.reporter, line.verifier, actors.editor()):
        with pytest.raises(PermissionDenied):
            decide(line, CompletionStatus.LIMITED, by=stranger)


def test_evidence_of_an_earlier_period_counts_for_the_milestone(line):
    update = submitted(line)
    judge(line, update)
    verify(line, update)
    line.period = PeriodFactory(
        plan=line.plan,
        code="B12",
        starts_on=date(2026, 10, 1),
        ends_on=date(2026, 12, 31),
        opens_on=date(2026, 10, 2),
        closes_on=date(2027, 1, 10),
        verify_by=date(2027, 1, 31),
    )
    later = submit_update(update=draft(line, content=DONE), by=line.reporter, at=IN_WINDOW)
    verify(line, later, step=100)
    assert figures(line).proposed == CompletionStatus.COMPLETE


def test_database_refuses_a_verdict_without_judge(line):
    item = ItemFactory(evidence=FileFactory())
    item.verdict = ItemVerdict.ACCEPTED
    with pytest.raises(IntegrityError), transaction.atomic():
        item.save()
