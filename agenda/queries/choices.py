"""What the agenda can be narrowed down to."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models.functions import TruncMonth

from agenda.models import EventPage
from foundation.formats import month_year


@dataclass(frozen=True, slots=True)
class AgendaChoices:
    """Words by value: a region's code, a month as `2017-03`; the latest month first."""

    regions: Mapping[str, str]
    months: Mapping[str, str]


def agenda_choices() -> AgendaChoices:
    """Two queries."""
    events = EventPage.objects.live().order_by()
    regions = events.exclude(region=None).values_list("region__code", "region__name").distinct()
    months = events.values_list(TruncMonth("first_day"), flat=True).distinct()
    return AgendaChoices(
        regions=dict(sorted(regions)),
        months={f"{month:%Y-%m}": month_year(month) for month in sorted(months, reverse=True)},
    )
