"""What may not stand in the log: it is kept for good and cannot be corrected, so it holds no personal data.

`data` of an entry is made of codes, keys, counts, dates and fingerprints. Prose (a reason, a note, a name) belongs
on the record that the entry points at, where it can be corrected or taken down.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

_MAIL_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
# NIK: 16 digits, also written in groups. Neither side may go on as a word: a fingerprint holds digits too.
_IDENTITY_NUMBER = re.compile(r"(?<![0-9A-Za-z])\d(?:[.-]?\d){15}(?![0-9A-Za-z])")
_PHONE = re.compile(r"(?<![0-9A-Za-z])(?:\+62|62|0)[.-]?8[1-9](?:[.-]?\d){6,10}(?![0-9A-Za-z])")
# What only machines make: public ids, fingerprints, days and times.
_MACHINE_MADE = re.compile(
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,}|\d{4}-\d\d-\d\d(?:T[\d:.+Z-]+)?"
)


def unfit_values(data: Mapping[str, Any]) -> Iterator[str]:
    """The place of each value that must not be logged, and what it looks like: "contact.0: a mail address".

    The value itself is never repeated.
    """
    yield from _unfit(data, "data")


def _unfit(value: object, place: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _unfit(str(key), f"{place} (key)")
            yield from _unfit(inner, f"{place}.{key}")
    elif isinstance(value, list | tuple | set | frozenset):
        for number, inner in enumerate(value):
            yield from _unfit(inner, f"{place}.{number}")
    elif isinstance(value, str | int) and not isinstance(value, bool):
        looks_like = _looks_like(str(value), is_text=isinstance(value, str))
        if looks_like:
            yield f"{place}: {looks_like}"


def _looks_like(text: str, *, is_text: bool) -> str:
    if _MACHINE_MADE.fullmatch(text):
        return ""
    if _IDENTITY_NUMBER.search(text):
        return "an identity number"
    if not is_text:
        return ""
    if _MAIL_ADDRESS.search(text):
        return "a mail address"
    if _PHONE.search(text):
        return "a phone number"
    return "prose" if len(text.split()) > 1 else ""
