"""The table of holidays and collective leave, which the secretariat keeps."""

from datetime import date

from renaksi.domain.holiday_list import ListedDay
from renaksi.domain.reminders import holidays_to_ask_for
from renaksi.enums import HolidayKind
from renaksi.models import Holiday


def holiday_dates() -> frozenset[date]:
    return frozenset(Holiday.objects.values_list("on", flat=True))


def missing_year(today: date) -> int | None:
    """Next year, once it is time that its table was filled and while it is empty."""
    return holidays_to_ask_for(today, holiday_dates())


def holidays_of(year: int) -> tuple[ListedDay, ...]:
    return tuple(
        ListedDay(one.on, one.name, HolidayKind(one.kind)) for one in Holiday.objects.filter(on__year=year)
    )


def proposed_holidays(year: int) -> tuple[ListedDay, ...]:
    """What a library computes and collects: a start to be checked against the decree, never the decree.

    Names of days that follow the moon end with "(perkiraan)". Collective leave is there once it was decreed.
    """
    # Loads its calendars for every country: only when somebody asks.
    from holidays.countries.indonesia import Indonesia

    listed: dict[date, ListedDay] = {}
    for kind, category in ((HolidayKind.NATIONAL, "public"), (HolidayKind.COLLECTIVE, "government")):
        for on, name in Indonesia(years=year, categories=(category,), language="id").items():
            listed.setdefault(on, ListedDay(on, name, kind))
    return tuple(sorted(listed.values(), key=lambda one: one.on))
