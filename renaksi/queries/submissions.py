"""What keeps many updates from being submitted, in as many queries as for one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from renaksi.domain.update_flow import Problem
from renaksi.enums import UpdateState
from renaksi.models import Commitment, EvidenceItem, PeriodExtension, ProgressUpdate, UpdateEvent
from renaksi.queries.figures import figures_for
from renaksi.queries.guards import AroundUpdate, missing_for_submission, window_of
from renaksi.queries.milestone_figures import MilestoneFigures


def missing_by_update(updates: Iterable[ProgressUpdate], on: date) -> dict[int, tuple[Problem, ...]]:
    """By id. The updates come with their milestone, its commitment and plan, and their period."""
    found = list(updates)
    around = _around(found, on)
    return {one.pk: missing_for_submission(one, on, found=around[one.pk]) for one in found}


def _around(updates: list[ProgressUpdate], on: date) -> dict[int, AroundUpdate]:
    ids = [one.pk for one in updates]
    figures = _figures({one.milestone.commitment_id for one in updates}, on)
    items: dict[int, list[EvidenceItem]] = defaultdict(list)
    for item in EvidenceItem.objects.filter(update__in=ids).select_related("evidence", "requirement"):
        items[item.update_id].append(item)
    accepted = _accepted({one.milestone_id for one in updates})
    extensions = _extensions(updates)
    returned = UpdateEvent.objects.filter(update__in=ids, to_state=UpdateState.RETURNED)
    came_back = set(returned.values_list("update_id", flat=True))
    return {
        one.pk: AroundUpdate(
            figures=figures[one.milestone_id],
            items=items[one.pk],
            accepted=[answers for period, answers in accepted[one.milestone_id] if period != one.period_id],
            window=window_of(one.period, extensions.get((one.period_id, one.institution_id))),
            was_returned=one.pk in came_back,
        )
        for one in updates
    }


def _figures(commitments: set[int], on: date) -> dict[int, MilestoneFigures]:
    figures = figures_for(Commitment.objects.filter(pk__in=commitments).for_figures(), as_of=on)
    return {milestone.id: milestone for one in figures.values() for milestone in one.milestones}


def _accepted(milestones: set[int]) -> Mapping[int, list[tuple[int, int | None]]]:
    """By milestone, of each item that proves something: in which period, and what it answers."""
    proving = EvidenceItem.objects.proving().filter(update__milestone__in=milestones).order_by("pk")
    found: dict[int, list[tuple[int, int | None]]] = defaultdict(list)
    for milestone, period, requirement in proving.values_list(
        "update__milestone_id", "update__period_id", "requirement_id"
    ):
        found[milestone].append((period, requirement))
    return found


def _extensions(updates: list[ProgressUpdate]) -> dict[tuple[int, int], date]:
    known = PeriodExtension.objects.filter(
        period__in={one.period_id for one in updates}, institution__in={one.institution_id for one in updates}
    )
    return {(one.period_id, one.institution_id): one.closes_on for one in known}
