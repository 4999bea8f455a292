"""The secretariat writes down the holidays of a whole year, as the joint decree lists them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from foundation.audit.actions import record
from renaksi.actions.refusals import refuse_if
from renaksi.actions.steps import require
from renaksi.domain.holiday_list import ListedDay
from renaksi.domain.update_flow import Problem
from renaksi.models import Holiday
from renaksi.permissions import may_decide


@dataclass(frozen=True, slots=True)
class Kept:
    saved: int
    removed: int


@transaction.atomic
def keep_year(*, year: int, days: Sequence[ListedDay], by: User) -> Kept:
    """The list becomes the year's table: what is not in it goes. Raises Refused for an empty list."""
    require(may_decide(by))
    refuse_if(Problem("holidays_empty", "text") if not days else None)
    gone = Holiday.objects.filter(on__year=year).exclude(on__in=[day.on for day in days])
    removed, _by_model = gone.delete()
    rows = [Holiday(on=day.on, name=day.name, kind=day.kind) for day in days]
    Holiday.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["on"], update_fields=["name", "kind"]
    )
    first = Holiday.objects.get(on=days[0].on)
    facts = {"year": year, "saved": len(days), "removed": removed}
    record(action="holidays.year_kept", by=by, target=first, data=facts)
    return Kept(len(days), removed)
