"""What counts as a change of something that was published, in the words that the record keeps."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from renaksi.enums import DatePrecision

_KNOWN_LENGTH = {DatePrecision.YEAR: 4, DatePrecision.MONTH: 7, DatePrecision.DAY: 10}
TRANSLATION_SUFFIX = "_en"


class Change(NamedTuple):
    """One field, before and after, as canonical text; "" for what is unknown."""

    field: str
    old: str
    new: str


def canonical_text(value: object, precision: str = DatePrecision.DAY) -> str:
    """A date as far as it is known ("2026-12"), a number without padding ("40.5"), a text as it is."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()[: _KNOWN_LENGTH[DatePrecision(precision)]]
    if isinstance(value, Decimal):
        return format(value.normalize() if value else Decimal(0), "f")
    return str(value).replace("\r\n", "\n").strip()


def changes_between(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[Change, ...]:
    """Every field that differs. A translation that was still missing may be added: it changes no promise."""
    return tuple(
        Change(field, old[field], text)
        for field, text in new.items()
        if text != old[field] and not (field.endswith(TRANSLATION_SUFFIX) and not old[field])
    )
