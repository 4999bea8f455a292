from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["text", "number", "percent", "date", "url"]


@dataclass(frozen=True)
class Column:
    """`key` finds the cell in a row and is the name in JSON; `header` is what people read."""

    key: str
    header: str
    kind: Kind = "text"


@dataclass(frozen=True)
class Table:
    """Rows map a column's key to its value; None or a missing key is an unknown, an empty cell.

    number: int, float, Decimal or Fraction. percent: the same, 0 to 100. date: a date. A partial date
    ("2022-12") or a word in such a column is written as text. `rows` may be a generator: it is read once.
    `notes` are (word, text) pairs that say what is in it, such as its filter, its date and its address: the
    head of a file. `name` is what formulas of a workbook call it; blank stands for the title.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Mapping[str, Any]]
    notes: tuple[tuple[str, str], ...] = ()
    name: str = ""
