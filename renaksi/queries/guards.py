"""Loads what the guards of the update flow ask about; screens and actions get the same answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import Q

from accounts.models import User
from evidence.enums import EvidenceState
from evidence.models import Evidence
from foundation.audit.queries import entries_for
from institutions.models import Institution
from renaksi.domain.pace import expected_milestone
from renaksi.domain.periods import Window, is_open_for
from renaksi.domain.progress import Measure, raw_percent
from renaksi.domain.update_flow import (
    NamedItem,
    Problem,
    SubmissionFacts,
    plan_problems,
    submission_problems,
)
from renaksi.enums import Challenge, ItemVerdict, PeriodState, PlanState, Timeliness, UpdateState
from renaksi.models import (
    EvidenceItem,
    Milestone,
    PeriodExtension,
    ProgressUpdate,
    ReportingPeriod,
    UpdateEvent,
)
from renaksi.permissions import plans_verified_by, updates_with
from renaksi.queries.figures import figures_of
from renaksi.queries.milestone_figures import MilestoneFigures

UNUSABLE_EVIDENCE_STATES = (EvidenceState.RECEIVING, EvidenceState.REJECTED, EvidenceState.TAKEN_DOWN)
WRITING_ACTIONS = ("update.started", "update.saved", "update.attached", "update.detached")
_SUBMITTING = ("submit", "submit_to_agency", "submit_to_region")
# Whose draft it was before it went to somebody else.
HANDED_OVER = "update.handed_over"
_APPROVING = ("approve", "approve_to_region", "approve_region")
_TAKING_PART = (*_SUBMITTING, *_APPROVING)


def measure_of(milestone: Milestone) -> Measure:
    return Measure(milestone.baseline, milestone.target)


def percent_of(milestone: Milestone, value: Decimal | None, step: int | None) -> Fraction | None:
    return raw_percent(measure_of(milestone), value, step)


def window_of(period: ReportingPeriod, extended_until: date | None) -> Window:
    return Window(period.opens_on, period.closes_on, period.verify_by, extended_until)


def window_for(period: ReportingPeriod, institution_id: int) -> Window:
    """The window as it stands for one institution, with its extension."""
    extended = PeriodExtension.objects.filter(period=period, institution=institution_id)
    return window_of(period, extended.values_list("closes_on", flat=True).first())


def _attached(update: ProgressUpdate) -> list[EvidenceItem]:
    return [] if update._state.adding else list(update.items.select_related("evidence", "requirement"))


def _is_usable(item: EvidenceItem) -> bool:
    """It may still prove something: all there, not refused by a verifier, not rejected by the check."""
    return item.verdict != ItemVerdict.REFUSED and item.evidence.state not in UNUSABLE_EVIDENCE_STATES


def unreplaced(
    items: list[EvidenceItem], accepted: Iterable[int | None], typed: Sequence[int | None] = ()
) -> tuple[NamedItem, ...]:
    """The refused items whose place is empty, out of all items of one update; `accepted` as of `accepted_before`.

    What answered a required proof is replaced by what answers that proof, here or in an earlier report;
    anything else by any usable item: what nobody asked for need not be sent again. `typed` is what links
    answer that stand in the form and are not attached yet.
    """
    usable = [item for item in items if _is_usable(item)]
    answered = {*accepted, *typed, *(item.requirement_id for item in usable)} - {None}
    return tuple(
        NamedItem(item.pk, item.evidence.title)
        for item in items
        if item.verdict == ItemVerdict.REFUSED
        and item.requirement_id not in answered
        and (not (usable or typed) or (item.requirement is not None and item.requirement.is_required))
    )


def accepted_before(update: ProgressUpdate) -> tuple[int | None, ...]:
    """Of each item accepted in another report on the milestone that still stands: what it answers (an id), if anything.

    Versions are one report: what an older one proved is carried over into the newer, or taken out of it.
    """
    items = (
        EvidenceItem.objects.proving()
        .filter(update__milestone=update.milestone_id)
        .exclude(update__period=update.period_id)
    )
    return tuple(items.order_by("pk").values_list("requirement_id", flat=True))


def was_returned(update: ProgressUpdate) -> bool:
    return not update._state.adding and update.events.filter(to_state=UpdateState.RETURNED).exists()


def milestone_figures_on(milestone: Milestone, on: date) -> MilestoneFigures:
    figures = figures_of(milestone.commitment_id, as_of=on)
    return next(one for one in figures.milestones if one.id == milestone.pk)


def expected_percent(figures: MilestoneFigures, on: date) -> Fraction | None:
    return expected_milestone(figures.expectation, on)


@dataclass(frozen=True, slots=True)
class AroundUpdate:
    """What a submission depends on beside the update's own words; `accepted` as of `accepted_before`."""

    figures: MilestoneFigures
    items: list[EvidenceItem]
    accepted: Sequence[int | None]
    window: Window
    was_returned: bool


def around(update: ProgressUpdate, on: date) -> AroundUpdate:
    """Of one update; `renaksi.queries.submissions` loads it for many."""
    return AroundUpdate(
        figures=milestone_figures_on(update.milestone, on),
        items=_attached(update),
        accepted=accepted_before(update),
        window=window_for(update.period, update.institution_id),
        was_returned=was_returned(update),
    )


def submission_facts(
    update: ProgressUpdate, on: date, found: AroundUpdate, typed: Sequence[int | None] = ()
) -> SubmissionFacts:
    milestone, figures = update.milestone, found.figures
    items, accepted = found.items, found.accepted
    return SubmissionFacts(
        on=on,
        window=None if update.corrects_id else found.window,
        was_returned=found.was_returned,
        value_field="realised" if measure_of(milestone).is_quantity else "step",
        claimed_percent=percent_of(milestone, update.realised, update.step),
        narrative=update.narrative,
        evidence_items=sum(map(_is_usable, items)) + len(typed),
        accepted_before=len(accepted),
        overdue=figures.timeliness == Timeliness.OVERDUE,
        expected_percent=expected_percent(figures, on),
        challenges=frozenset(map(Challenge, update.challenges)),
        challenge_text=update.challenge_text,
        next_step=update.next_step,
        blocked_by=update.blocked_by_id,
        blocked_since=update.blocked_since,
        blocked_reason=update.blocked_reason,
        unreplaced=unreplaced(items, accepted, typed),
        receiving=tuple(
            NamedItem(item.pk, item.evidence.title)
            for item in items
            if item.evidence.state == EvidenceState.RECEIVING
        ),
    )


def missing_for_submission(
    update: ProgressUpdate,
    on: date,
    *,
    typed: Sequence[int | None] = (),
    found: AroundUpdate | None = None,
) -> tuple[Problem, ...]:
    """All that keeps the update from being submitted on that day, once the links `typed` are attached."""
    facts = submission_facts(update, on, found or around(update, on), typed)
    standing = (
        withdrawn_problem(update.milestone),
        *_time_problems(update, facts),
    )
    problems = (*(problem for problem in standing if problem), *submission_problems(facts))
    return tuple(dict.fromkeys(problems))


def _time_problems(update: ProgressUpdate, facts: SubmissionFacts) -> tuple[Problem | None, ...]:
    if facts.window is None:
        return plan_problems(PlanState(update.milestone.commitment.plan.state))
    return (period_problem(update.period, facts.window, facts.on, returned=facts.was_returned),)


def beginning_problems(
    milestone: Milestone, period: ReportingPeriod, owner: Institution, on: date
) -> tuple[Problem | None, ...]:
    """What keeps a report from being begun at all."""
    window = window_for(period, owner.pk)
    return (
        withdrawn_problem(milestone),
        Problem("period_of_other_plan") if period.plan_id != milestone.commitment.plan_id else None,
        period_problem(period, window, on, returned=False),
    )


def withdrawn_problem(milestone: Milestone) -> Problem | None:
    withdrawn = milestone.withdrawn_on or milestone.commitment.withdrawn_on
    return Problem("milestone_withdrawn") if withdrawn else None


def period_problem(period: ReportingPeriod, window: Window, on: date, *, returned: bool) -> Problem | None:
    """The secretariat's word on the period, beside its dates: not opened yet, or closed early."""
    if period.state == PeriodState.PLANNED:
        return Problem("window_not_open")
    has_extension = window.extended_until is not None and is_open_for(window, on)
    if period.state == PeriodState.CLOSED and not returned and not has_extension:
        return Problem("window_closed")
    return None


def involved_in(*updates: ProgressUpdate) -> frozenset[int]:
    """Ids of the persons who wrote, submitted or approved any of the updates, or a version before them."""
    return _people([*updates, *_earlier_versions(*updates)], _TAKING_PART)


def involved_before_approval(update: ProgressUpdate) -> frozenset[int]:
    """As `involved_in`; but who approved it before it came back, or an earlier version, may approve it again."""
    sent = update.events.filter(transition__in=_SUBMITTING).order_by("pk").last()
    since = update.events.filter(transition__in=_APPROVING, pk__gt=sent.pk if sent else 0)
    writers = _people([update, *_earlier_versions(update)], _SUBMITTING)
    return writers | frozenset(since.values_list("by_id", flat=True))


def _earlier_versions(*updates: ProgressUpdate) -> list[ProgressUpdate]:
    """No query unless one of them is a later version."""
    places = Q(pk__in=())
    for update in updates:
        if update.corrects_id is not None:
            same = {"milestone": update.milestone_id, "period": update.period_id}
            places |= Q(**same, version__lt=update.version)
    return list(ProgressUpdate.objects.filter(places)) if len(places) > 1 else []


def _people(updates: Sequence[ProgressUpdate], steps: Iterable[str]) -> frozenset[int]:
    if not updates:
        return frozenset()
    told = entries_for(*updates).filter(action__in=(*WRITING_ACTIONS, HANDED_OVER))
    writers = [
        data["from"] if action == HANDED_OVER else actor
        for action, actor, data in told.values_list("action", "actor_id", "data")
    ]
    taken = UpdateEvent.objects.filter(update__in=updates, transition__in=steps)
    named = (person for update in updates for person in (update.author_id, update.submitted_by_id))
    known = {*writers, *taken.values_list("by_id", flat=True), *named}
    return frozenset(person for person in known if person is not None)


def may_judge_evidence(user: User, evidence: Evidence) -> bool:
    """Who verifies a report that it proves and had no part in any (registered with `evidence.permissions`)."""
    updates = updates_with(evidence).select_related("milestone__commitment")
    if user.pk in involved_in(*updates):
        return False
    plans = {update.milestone.commitment.plan_id for update in updates}
    return plans_verified_by(user).filter(pk__in=plans).exists()
