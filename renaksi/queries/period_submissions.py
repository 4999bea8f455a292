"""What was sent and judged in reporting periods, now or by an earlier day: what rates are counted from."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from renaksi.domain.round import VersionFacts
from renaksi.enums import ReviewVerdict, UpdateState
from renaksi.models import ProgressUpdate, Review, UpdateEvent
from renaksi.queries.versions import REOPENED

# A period and a milestone.
ReportKey = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which reports. `commitments` None: of all; `as_of` None: as they stand now."""

    periods: Collection[int]
    commitments: Collection[int] | None = None
    as_of: date | None = None


def versions_in(wanted: Wanted) -> Mapping[ReportKey, list[VersionFacts]]:
    """The versions that are neither withdrawn nor superseded; one query."""
    found = ProgressUpdate.objects.filter(period__in=wanted.periods).exclude(state=UpdateState.WITHDRAWN)
    if wanted.commitments is not None:
        found = found.filter(milestone__commitment__in=wanted.commitments)
    rows = (
        _standing(found, wanted.as_of)
        .order_by()
        .values_list("period_id", "milestone_id", "state", "is_current", "first_submitted_at")
    )
    versions: dict[ReportKey, list[VersionFacts]] = defaultdict(list)
    for period_id, milestone_id, state, is_current, first_submitted_at in rows:
        facts = VersionFacts(_STATES[state], is_current, first_submitted_at)
        versions[period_id, milestone_id].append(facts)
    return versions


_STATES = {state.value: state for state in UpdateState}


def _standing(found: QuerySet[ProgressUpdate], as_of: date | None) -> QuerySet[ProgressUpdate]:
    if as_of is None:
        return found.filter(superseded_at__isnull=True)
    return found.filter(first_submitted_at__date__lte=as_of).exclude(superseded_at__date__lte=as_of)


def first_verdicts_in(wanted: Wanted) -> Mapping[ReportKey, bool]:
    """Whether the first verdict verified it; a mistaken one gives way to the next. One query."""
    again = UpdateEvent.objects.filter(transition=REOPENED, update__period__in=wanted.periods)
    found = Review.objects.filter(update__period__in=wanted.periods)
    if wanted.as_of is None:
        again = again.filter(update__corrects__superseded_at__isnull=False)
    else:
        again = again.filter(update__corrects__superseded_at__date__lte=wanted.as_of)
        found = found.filter(at__date__lte=wanted.as_of)
    if wanted.commitments is not None:
        found = found.filter(update__milestone__commitment__in=wanted.commitments)
    rows = (
        found.exclude(update__state=UpdateState.WITHDRAWN)
        .exclude(update__in=again.values("update__corrects"))
        .order_by("at", "pk")
        .values_list("update__period_id", "update__milestone_id", "verdict")
    )
    verdicts: dict[ReportKey, bool] = {}
    for period_id, milestone_id, verdict in rows:
        verdicts.setdefault((period_id, milestone_id), verdict == ReviewVerdict.VERIFIED)
    return verdicts
