import re


def year_of(since: str) -> int | None:
    """The first year that is named in "2016-2017" or "sejak 2008"; None if none is."""
    found = re.search(r"\b(19|20)\d\d\b", since)
    return int(found.group()) if found else None
