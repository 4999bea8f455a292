"""How a deadline and the time left are said. Windows are whole days in WIB and end at 23.59."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.formats import long_date
from renaksi.domain.periods import Window, may_return_until

NEAR_DAYS = 7


@dataclass(frozen=True, slots=True)
class Deadline:
    """Shape: `templates/components/deadline_bar.html`, without `what`."""

    on: date
    text: str
    left: str
    code: str


def deadline_on(last_day: date, today: date) -> Deadline:
    days = (last_day - today).days
    return Deadline(
        on=last_day,
        text=_("%(date)s pukul 23.59 WIB") % {"date": long_date(last_day)},
        left=_left(days),
        code="danger" if days < 0 else "warn" if days <= NEAR_DAYS else "info",
    )


def _left(days: int) -> str:
    if days < 0:
        return _("sudah lewat")
    if days == 0:
        return _("hari terakhir")
    return ngettext("%(days)s hari lagi", "%(days)s hari lagi", days) % {"days": days}


def deadline_of(window: Window, today: date, *, returned: bool) -> Deadline:
    """A returned report may come back until the verification ends."""
    return deadline_on(may_return_until(window) if returned else window.last_day, today)


def is_running(window: Window, today: date) -> bool:
    """From its opening until the last returned report may come in."""
    return window.opens <= today <= may_return_until(window)
