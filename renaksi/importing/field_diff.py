"""Field by field: what is recorded, what the row says, and what the import does about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from institutions.models import Region
from renaksi.actions.imports import FieldChange, Record
from renaksi.domain.dates import PartialDate
from renaksi.enums import DatePrecision, OgpValue
from renaksi.importing.notes import RowNotes

_LAST_DAY_FIELDS = frozenset({"end_on", "due_on"})
_SILENT_IF_DIFFERENT = frozenset({"source_url"})  # where it was read, not what was promised


@dataclass(frozen=True)
class Policy:
    """`overwrites`: a curated source corrects what is recorded; another fills blanks and lists what differs."""

    source: str
    overwrites: bool
    reason: str


def field_changes(
    record: Record, fields: Mapping[str, Any], columns: Mapping[str, str], notes: RowNotes, policy: Policy
) -> Iterator[FieldChange]:
    for name, wanted in fields.items():
        column = columns[name]
        if not _fits(record, name, wanted):
            notes.refuse(column, _("lebih panjang dari yang dapat disimpan"))
            continue
        recorded = recorded_value(record, name)
        if _same(recorded, wanted) or (name == "title" and recorded and _stands_in(fields)):
            continue
        if recorded and not policy.overwrites:
            if name not in _SILENT_IF_DIFFERENT:
                notes.warn(
                    column, _("berbeda dari yang tercatat: “%(recorded)s”") % {"recorded": shown(recorded)}
                )
            continue
        yield FieldChange(name, shown(recorded), shown(wanted), _values(name, wanted))


def recorded_value(record: Record, name: str) -> Any:
    """The recorded value; a date comes as what is known of it."""
    value = getattr(record, name)
    if not name.endswith("_on") or value is None:
        return value
    return _partial(value, getattr(record, _precision_of(name)))


def shown(value: Any) -> str:
    if isinstance(value, PartialDate):
        return value.iso()
    if isinstance(value, list):
        return "; ".join(str(OgpValue(one).label) if one in OgpValue.values else str(one) for one in value)
    return "" if value is None else str(value)


def dates_in_order(record: Record, changes: list[FieldChange], names: tuple[str, str]) -> bool:
    """True unless the start would come after the end (the database's own rule)."""
    coming = {name: value for change in changes for name, value in change.values.items()}
    start, end = (coming.get(name, getattr(record, name)) for name in names)
    return start is None or end is None or start <= end


def _stands_in(fields: Mapping[str, Any]) -> bool:
    """The English title stands in for one in Bahasa Indonesia; it never replaces it."""
    return fields.get("title") == fields.get("title_en")


def _same(recorded: Any, wanted: Any) -> bool:
    if isinstance(wanted, list):
        return set(recorded) == set(wanted)
    if isinstance(wanted, Region):
        return recorded is not None and recorded.pk == wanted.pk
    return bool(recorded == wanted)


def _values(name: str, wanted: Any) -> dict[str, Any]:
    if not isinstance(wanted, PartialDate):
        return {name: wanted}
    day = wanted.last_day if name in _LAST_DAY_FIELDS else wanted.first_day
    return {name: day, _precision_of(name): wanted.precision}


def _precision_of(name: str) -> str:
    return name.removesuffix("_on") + "_precision"


def _partial(day: date, precision: str) -> PartialDate:
    if precision == DatePrecision.YEAR:
        return PartialDate.year(day.year)
    if precision == DatePrecision.MONTH:
        return PartialDate.month(day.year, day.month)
    return PartialDate.day(day)


def _fits(record: Record, name: str, wanted: Any) -> bool:
    if not isinstance(wanted, str):
        return True
    longest = getattr(record._meta.get_field(name), "max_length", None)
    return longest is None or len(wanted) <= longest
