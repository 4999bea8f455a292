"""What is wrong in a row, with the cell that says it."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from renaksi.importing.cells import Reading, Value
from renaksi.importing.workbook import Row

LONGEST_QUOTE = 80


@dataclass(frozen=True)
class Note:
    """One warning or refusal; `allowed` says what the cell may hold."""

    row: int
    column: str
    address: str
    value: str
    message: str
    allowed: str = ""

    def __str__(self) -> str:
        place = _("baris %(row)s") % {"row": self.row}
        if self.column:
            named = {"column": self.column, "address": f" ({self.address})" if self.address else ""}
            place += _(", kolom %(column)s%(address)s") % named
        if self.value:
            place += _(", nilai “%(value)s”") % {"value": self.value}
        ending = _("; yang boleh: %(allowed)s") % {"allowed": self.allowed} if self.allowed else ""
        return f"{place}: {self.message}{ending}"


@dataclass
class RowNotes:
    """Collects what is said about one row while it is read and compared."""

    row: Row
    warnings: list[Note] = field(default_factory=list)
    refusals: list[Note] = field(default_factory=list)

    def warn(self, column: str, message: str) -> None:
        self.warnings.append(self._note(column, message))

    def refuse(self, column: str, message: str, allowed: str = "") -> None:
        self.refusals.append(self._note(column, message, allowed))

    def take(self, column: str, reading: Reading[Value]) -> Value | None:
        """The value that was read; its warning goes on record."""
        if reading.warning:
            self.warn(column, reading.warning)
        return reading.value

    def _note(self, column: str, message: str, allowed: str = "") -> Note:
        value = " ".join(self.row[column].split()) if column else ""
        if len(value) > LONGEST_QUOTE:
            value = value[: LONGEST_QUOTE - 1] + "…"
        return Note(self.row.number, column, self.row.address(column), value, message, allowed)
