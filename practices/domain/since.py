"""When a practice began, out of what is known."""

import re

# Practices are found by spans of so many years.
SPAN = 5


def year_of(since: str) -> int | None:
    """The first year that is named in "2016-2017" or "sejak 2008"; None if none is."""
    found = re.search(r"\b(19|20)\d\d\b", since)
    return int(found.group()) if found else None


def span_of(year: int) -> int:
    """The first year of the span that holds the year: 2017 → 2015."""
    return year - year % SPAN
