"""From the cells of one milestone to what its form would send, and back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from evidence.domain.workbook import CellKind, RawCell
from foundation.formats import long_date
from institutions.models import Institution
from renaksi.actions.updates import DraftContent
from renaksi.enums import Challenge, Step
from renaksi.forms.reached import written
from renaksi.sheets.columns import CHALLENGE_OF, LONGEST_REASON, OPEN, REACHED, challenge_key
from renaksi.sheets.readers import (
    CellRefused,
    read_choice,
    read_day,
    read_mark,
    read_points,
    read_prose,
    read_quantity,
    read_step,
    tidy,
)

Value = str | int | Decimal | date | bool | Institution | None
YES, NO = "Ya", "Tidak"


@dataclass(frozen=True, slots=True)
class Milestone:
    """What the meaning of a row depends on; `offered` are institutions by the name in the list."""

    is_quantity: bool
    offered: Mapping[str, Institution]


@dataclass(frozen=True, slots=True)
class Reading:
    """`values` by column for what could be read, `refused` the sentence for what could not."""

    values: Mapping[str, Value]
    refused: Mapping[str, str]


def read_row(cells: Mapping[str, RawCell], milestone: Milestone) -> Reading:
    values: dict[str, Value] = {}
    refused = {}
    for column in OPEN:
        try:
            values[column.key] = _reader(column.key, milestone)(cells.get(column.key))
        except CellRefused as refusal:
            refused[column.key] = str(refusal)
    return Reading(values, refused)


def _reader(key: str, milestone: Milestone) -> Callable[[RawCell | None], Value]:
    if key in CHALLENGE_OF:
        return read_mark
    readers: dict[str, Callable[[RawCell | None], Value]] = {
        REACHED: read_quantity if milestone.is_quantity else read_step,
        "narrative": read_points,
        "blocked_by": lambda cell: read_choice(cell, milestone.offered),
        "blocked_since": read_day,
        "blocked_reason": lambda cell: read_prose(cell, LONGEST_REASON),
    }
    return readers.get(key, read_prose)


def values_of(content: DraftContent, *, is_quantity: bool) -> dict[str, Value]:
    """By column, what the form holds."""
    told = {name: getattr(content, name) for name in _PLAIN}
    marks = {challenge_key(one): one.value in content.challenges for one in Challenge}
    return {REACHED: content.realised if is_quantity else content.step, **told, **marks}


_PLAIN = ("narrative", "challenge_text", "next_step", "blocked_by", "blocked_since", "blocked_reason")


def same_value(old: Value, new: Value) -> bool:
    """A text that was only tidied is the same; a cell gives back no other spaces than it was given."""
    if isinstance(old, str) and isinstance(new, str):
        return tidy(old) == tidy(new)
    return old == new


def content_with(stored: DraftContent, values: Mapping[str, Value], *, is_quantity: bool) -> DraftContent:
    """The stored content with what the row says otherwise; what is the same stays as it was written."""
    before = values_of(stored, is_quantity=is_quantity)
    changed = {key: value for key, value in values.items() if not same_value(before[key], value)}
    fields: dict[str, Any] = {key: value for key, value in changed.items() if key in _PLAIN}
    if REACHED in changed:
        fields["realised" if is_quantity else "step"] = changed[REACHED]
    if changed.keys() & CHALLENGE_OF.keys():
        marked = {**before, **values}
        fields["challenges"] = tuple(one.value for key, one in CHALLENGE_OF.items() if marked[key])
    return replace(stored, **fields)


def word_of(value: Value) -> str:
    """As people read it in a comparison; blank for nothing."""
    if isinstance(value, bool):
        return YES if value else ""
    if isinstance(value, Decimal):
        return written(value)
    if isinstance(value, int):
        return str(Step(value).label)
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, Institution):
        return value.name
    return value or ""


def cell_of(value: Value, offered: Mapping[str, Institution]) -> str | Decimal | date | None:
    """As it is written into the sheet; an institution that is not offered stays out, as it does in the form."""
    if isinstance(value, Institution):
        return next((name for name, one in offered.items() if one == value), None)
    if isinstance(value, Decimal | date):
        return value
    return word_of(value) or None


def cell_as_typed(cell: RawCell) -> str | Decimal | date | None:
    """What somebody typed, written into a sheet once more so that it can be mended; no formula comes back."""
    if cell.kind in {CellKind.FORMULA, CellKind.ERROR}:
        return None
    if cell.kind == CellKind.DATE:
        return date.fromisoformat(cell.text)
    if cell.kind == CellKind.TRUTH:
        return YES if cell.text == "1" else NO
    if cell.kind == CellKind.NUMBER:
        number = Decimal(cell.text)
        return number if number.is_finite() else cell.text
    return cell.text if cell.kind == CellKind.TEXT else _percent(cell.text)


def _percent(text: str) -> str:
    return f"{written(Decimal(text) * 100)}%"
