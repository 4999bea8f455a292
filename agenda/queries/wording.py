"""How the agenda says when something is and how it stands, in the language of the page."""

from datetime import date, time

from django.utils import dateformat
from django.utils.translation import gettext as _

from agenda.domain.when import When
from agenda.enums import EventState
from foundation.formats import long_date
from foundation.languages import ENGLISH, language

# Mark and tone of each state (templates/components/marks.html).
MARKS = {
    EventState.PLANNED: "planned",
    EventState.CONFIRMED: "active",
    EventState.HELD: "complete",
    EventState.CANCELLED: "rejected",
}


def days_text(first: date, last: date) -> str:
    """22 Mar 2017, 22–24 Mar 2017, 30 Mar – 2 Apr 2017 or 30 Des 2017 – 2 Jan 2018."""
    if first == last:
        return long_date(first)
    if first.year != last.year:
        return f"{long_date(first)} – {long_date(last)}"
    if first.month != last.month:
        return f"{dateformat.format(first, 'j M')} – {long_date(last)}"
    return f"{first.day}–{long_date(last)}"


def clock(hour: time) -> str:
    """09.00, in English 09:00."""
    return f"{hour:%H:%M}" if language() == ENGLISH else f"{hour:%H.%M}"


def hours_text(begins: time | None, ends: time | None) -> str:
    """09.00–12.00, or 09.00 where nobody said when it ends; nothing without a beginning."""
    if begins is None:
        return ""
    return f"{clock(begins)}–{clock(ends)}" if ends else clock(begins)


def when_text(when: When) -> str:
    """22 Mar 2017, 09.00–12.00 WIB. Hours that begin and end on different days stand beside their days."""
    days, hours = days_text(when.first_day, when.last_day), hours_text(when.begins, when.ends)
    if not hours:
        return days
    if when.first_day != when.last_day and when.begins and when.ends:
        return _("%(first)s pukul %(begins)s – %(last)s pukul %(ends)s %(zone)s") % {
            "first": long_date(when.first_day),
            "begins": clock(when.begins),
            "last": long_date(when.last_day),
            "ends": clock(when.ends),
            "zone": when.zone,
        }
    return f"{days}, {hours} {when.zone}"
