"""The tables of a report: every number of it, typed, under names that do not change."""

from dataclasses import dataclass
from typing import Literal

from reports.document.words import Text

ColumnKind = Literal["text", "number", "percent", "date", "url", "state"]


@dataclass(frozen=True, slots=True)
class State:
    """A status: its stored code, and its word in the language of the edition."""

    code: str
    word: str

    def __str__(self) -> str:
        return self.word


# text: str or Words. number: int or float. percent: 0 to 100, at most two decimals, rounded down, and never 0
# for what is above 0. date: ISO, perhaps partial ("2022-12"). url: a whole address. Unknown: None.
Value = None | int | float | Text | State


@dataclass(frozen=True, slots=True)
class DataColumn:
    """`key` never changes; `header` is what people read, `explains` what the dictionary says of it.

    `blank` is the word that pages show for an unknown, such as “belum ada bukti”: never a zero.
    """

    key: str
    header: str
    kind: ColumnKind = "text"
    explains: str = ""
    blank: str = ""


@dataclass(frozen=True, slots=True)
class DataTable:
    """Each row has one value per column, in their order."""

    key: str
    title: str
    columns: tuple[DataColumn, ...]
    rows: tuple[tuple[Value, ...], ...]

    def place(self, key: str) -> int:
        """The position of a column. Raises ValueError if the table has none of that name."""
        return [column.key for column in self.columns].index(key)
