"""The table of holidays and collective leave, which the secretariat keeps."""

from datetime import date

from renaksi.domain.reminders import holidays_to_ask_for
from renaksi.models import Holiday


def holiday_dates() -> frozenset[date]:
    return frozenset(Holiday.objects.values_list("on", flat=True))


def missing_year(today: date) -> int | None:
    """Next year, once it is time that its table was filled and while it is empty."""
    return holidays_to_ask_for(today, holiday_dates())
