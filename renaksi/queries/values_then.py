"""What a milestone's amended values were on an earlier day: "as of" figures use the values valid then."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from renaksi.domain.dates import PartialDate
from renaksi.models import Amendment

_DATES = {"start_on": "start_precision", "due_on": "due_precision"}
_NUMBERS = frozenset({"baseline", "target", "weight"})
_TEXTS = frozenset({"title", "title_en", "success_measure", "success_measure_en", "unit"})


def restore_values(rows: Iterable[dict[str, Any]], *, as_of: date) -> None:
    """Takes back, in place, every amendment made after `as_of`; one query, none if nothing was amended since."""
    amended = {row["id"]: row for row in rows if row["amended_since"]}
    if not amended:
        return
    later = Amendment.objects.filter(
        milestone__in=list(amended), at__date__gt=as_of, field__in=[*_DATES, *_NUMBERS, *_TEXTS]
    )
    # Newest first: the oldest of them is taken back last, and its original is what counted then.
    for amendment in later.order_by("-at", "-pk"):
        amended[amendment.milestone_id].update(_original(amendment))


def _original(amendment: Amendment) -> dict[str, Any]:
    field, old = amendment.field, amendment.old
    if field in _TEXTS:
        return {field: old}
    if field in _NUMBERS:
        return {field: Decimal(old) if old else None}
    return _original_date(field, old)


def _original_date(field: str, old: str) -> dict[str, Any]:
    if not old:
        return {field: None}
    known = PartialDate.parse(old)
    day = known.first_day if field == "start_on" else known.last_day
    return {field: day, _DATES[field]: known.precision}
