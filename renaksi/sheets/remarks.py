"""The rows that could not be used, as a sheet once more: what was typed, and what to mend beside it."""

from collections.abc import Iterable

from renaksi.queries.workspace.sheets import SheetContent
from renaksi.sheets.columns import OPEN
from renaksi.sheets.diff import RowDiff, RowStatus
from renaksi.sheets.mapping import cell_as_typed
from renaksi.sheets.writing import WrittenRow


def rows_to_mend(content: SheetContent, rows: Iterable[RowDiff]) -> list[WrittenRow]:
    """With the numbers and revisions of the first sheet, so that what a colleague saved meanwhile is still noticed.

    A number that stood twice comes back once, as it was typed first.
    """
    lines = content.by_milestone
    found: dict[str, WrittenRow] = {}
    for row in rows:
        line = lines.get(row.milestone_id or 0)
        if row.status != RowStatus.BAD or line is None or row.key in found:
            continue
        typed = {key: cell_as_typed(cell.raw) for key, cell in row.filled.cells.items()}
        empty = dict.fromkeys((column.key for column in OPEN), None)
        cells = {**empty, **typed}
        found[row.key] = WrittenRow(row.key, line, row.filled.revision, cells, remark_on(row))
    return list(found.values())


def remark_on(row: RowDiff) -> str:
    """By the names of the columns: in the new sheet the cells stand elsewhere."""
    told = [f"{cell.label}: {cell.refused}" for cell in row.cells if cell.refused]
    return "\n".join([row.told, *told] if row.told else told)
