"""A year's holidays as people paste them: one day on a line, its date, then its name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from renaksi.enums import HolidayKind

MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober",
    "november", "desember",
)  # fmt: skip
LONGEST_NAME = 120
_WEEKDAY = re.compile(r"^(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu)\b[,\s]*", re.IGNORECASE)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b")
_NUMBERS = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})(?:[/.-](?P<year>\d{4}))?(?!\d)")
_WORDS = re.compile(r"(?P<day>\d{1,2})\s+(?P<month>[a-z]+)\.?(?:\s+(?P<year>\d{4}))?(?!\d)", re.IGNORECASE)
_COLLECTIVE = re.compile(r"\bcuti\s+bersama\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListedDay:
    on: date
    name: str
    kind: HolidayKind


@dataclass(frozen=True, slots=True)
class LineProblem:
    """`line` counts from 1; `code` is one of no_date, no_name, name_too_long, other_year, twice."""

    line: int
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class HolidayList:
    days: tuple[ListedDay, ...]
    problems: tuple[LineProblem, ...]


def read_list(text: str, year: int) -> HolidayList:
    """Blank lines are left out. A date without a year is of that year; "cuti bersama" in the name says the kind."""
    days: dict[date, ListedDay] = {}
    problems = []
    for number, line in _lines(text):
        found = _read_line(line, year)
        if isinstance(found, ListedDay) and found.on in days:
            found = "twice"
        if isinstance(found, ListedDay):
            days[found.on] = found
        else:
            problems.append(LineProblem(number, found, line))
    return HolidayList(tuple(sorted(days.values(), key=lambda one: one.on)), tuple(problems))


def write_list(days: tuple[ListedDay, ...]) -> str:
    """What `read_list` reads."""
    return "\n".join(f"{day.on:%Y-%m-%d}\t{day.name}" for day in days)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield number, line.strip()


def _read_line(line: str, year: int) -> ListedDay | str:
    """The day, or the code of what is wrong."""
    rest = _WEEKDAY.sub("", line)
    written = _ISO.match(rest) or _NUMBERS.match(rest) or _WORDS.match(rest)
    on = _date(written, year) if written else None
    if written is None or on is None:
        return "no_date"
    name = _WEEKDAY.sub("", rest[written.end() :].strip(" \t,;:–-"))
    if not name:
        return "no_name"
    if len(name) > LONGEST_NAME:
        return "name_too_long"
    if on.year != year:
        return "other_year"
    kind = HolidayKind.COLLECTIVE if _COLLECTIVE.search(name) else HolidayKind.NATIONAL
    return ListedDay(on, name, kind)


def _date(written: re.Match[str], year: int) -> date | None:
    month = written["month"].lower()
    number = int(month) if month.isdigit() else _month(month)
    try:
        return date(int(written["year"] or year), number, int(written["day"]))
    except ValueError:
        return None


def _month(word: str) -> int:
    """0 for what is no month."""
    return next((n for n, name in enumerate(MONTHS, 1) if len(word) >= 3 and name.startswith(word)), 0)
