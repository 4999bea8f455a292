"""A table typed as text: a row per line, cells parted by a tab or by |, the first row its heads."""

from dataclasses import dataclass

MOST_COLUMNS = 6


@dataclass(frozen=True, slots=True)
class TextTable:
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def read_table(text: str) -> TextTable | None:
    """None if it is no table: fewer than two rows or columns, too many columns, or rows of different length."""
    rows = tuple(_cells(line) for line in text.splitlines() if line.strip())
    if len(rows) < 2 or not 2 <= len(rows[0]) <= MOST_COLUMNS or len({len(row) for row in rows}) > 1:
        return None
    return TextTable(heads=rows[0], rows=rows[1:])


def _cells(line: str) -> tuple[str, ...]:
    parted = line.split("\t") if "\t" in line else line.strip().strip("|").split("|")
    return tuple(cell.strip() for cell in parted)
