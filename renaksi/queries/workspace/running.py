"""The reporting periods that run, with each institution's own window."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from foundation.formats import long_date
from institutions.models import Institution
from renaksi.domain.periods import Window
from renaksi.enums import PeriodState
from renaksi.models import PeriodExtension, ReportingPeriod
from renaksi.queries.guards import window_of


@dataclass(frozen=True, slots=True)
class Running:
    period: ReportingPeriod
    windows: Mapping[int, Window]

    def window(self, institution_id: int) -> Window:
        return self.windows.get(institution_id) or window_of(self.period, None)


def running_periods(institutions: Mapping[int, Institution], today: date) -> list[Running]:
    periods = (
        ReportingPeriod.objects.exclude(state=PeriodState.PLANNED)
        .filter(opens_on__lte=today, plan__commitments__live=True)
        .filter(Q(verify_by__gte=today) | Q(extensions__closes_on__gte=today))
        .select_related("plan")
        .distinct()
    )
    found = list(periods)
    windows: dict[int, dict[int, Window]] = {period.pk: {} for period in found}
    by_id = {period.pk: period for period in found}
    extensions = PeriodExtension.objects.filter(period__in=found, institution__in=institutions)
    for extension in extensions:
        period = by_id[extension.period_id]
        windows[period.pk][extension.institution_id] = window_of(period, extension.closes_on)
    return [Running(period, windows[period.pk]) for period in found]


def next_opening(institutions: Mapping[int, Institution], today: date) -> str:
    """The opening day of the next planned period of a plan in which they take part; blank if none is known."""
    theirs = Q(plan__commitments__milestones__responsible__in=institutions) | Q(
        plan__commitments__partnerships__institution__in=institutions
    )
    period = ReportingPeriod.objects.filter(theirs, opens_on__gt=today).order_by("opens_on").first()
    return long_date(period.opens_on) if period else ""
