"""Tables of data as an office edits them."""

from django.utils.translation import gettext as _

from reports.rendering.drawing.cells import Cell as WrittenCell
from reports.rendering.drawing.tables import DrawnTable
from reports.rendering.office.markup import Cell, Row, field, paragraph, table
from reports.rendering.office.pages import Page
from reports.rendering.office.writer import Writer

_NUMBERS = frozenset({"number", "percent"})


def cell(*runs: str, style: str = "Cell") -> Cell:
    return Cell(paragraph(*runs, style=style))


def head_cells(writer: Writer, *headers: str) -> Row:
    return [cell(writer.text(header), style="CellHead") for header in headers]


def caption(writer: Writer, text: str, note: str = "") -> str:
    """Numbered by the office, so that tables that are added or taken out leave no gap."""
    number = field(" SEQ Tabel \\* ARABIC ", str(writer.next_table()))
    told = writer.text(f" ({note})", "Soft") if note else ""
    return paragraph(writer.text(_("Tabel") + " "), number, writer.text(f". {text}"), told, style="Caption")


def drawn_table(writer: Writer, drawn: DrawnTable, page: Page) -> str:
    head = [
        cell(writer.text(column.header), style="CellHeadNumber" if column.kind in _NUMBERS else "CellHead")
        for column in drawn.columns
    ]
    rows = [[_written(writer, one) for one in row] for row in drawn.rows]
    widths = page.shares([column.width for column in drawn.columns])
    return caption(writer, drawn.caption, drawn.note) + table(
        [head, *rows], widths, style="Data", caption=drawn.caption
    )


def _written(writer: Writer, one: WrittenCell) -> Cell:
    if one.code:
        return cell(writer.state(one.code, str(one.text)))
    if one.address:
        return cell(writer.leading(writer.text(one.text, "Hyperlink"), one.address))
    look = "Strong" if one.is_heading else "Soft" if one.is_blank else ""
    return cell(writer.text(one.text, look), style="CellNumber" if _is_number(one) else "Cell")


def _is_number(one: WrittenCell) -> bool:
    return one.kind in _NUMBERS and not one.is_heading
