"""Each block of a report as paragraphs and tables of a text. A chart is its table: that is what an office edits."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from reports.document import (
    Bars,
    Block,
    Changes,
    EvidenceList,
    Fact,
    Facts,
    Grid,
    Heading,
    Milestones,
    Paragraph,
    Phrase,
    Points,
    Signatures,
    TableView,
    Tiles,
    Verdicts,
)
from reports.document.blocks import Signature, Tile, Verdict
from reports.document.words import Text, Words
from reports.rendering.drawing.bars import twin_table
from reports.rendering.drawing.grids import DrawnCell, DrawnGrid, DrawnRow, drawn_grids
from reports.rendering.drawing.pieces import pieces_of
from reports.rendering.drawing.tables import drawn_tables
from reports.rendering.office.entries import drawn_changes, drawn_evidence, drawn_milestones
from reports.rendering.office.markup import Cell, Row, paragraph, table
from reports.rendering.office.pages import Page
from reports.rendering.office.tables import caption, cell, drawn_table, head_cells
from reports.rendering.office.writer import Writer

_BLANK_LINES = re.compile(r"\n\s*\n")
_TONES: Mapping[str, str] = {
    "": "",
    "lead": "Lead",
    "note": "Note",
    "notice": "Notice",
    "empty": "Empty",
    "quote": "Quote",
}
_HEADINGS: Mapping[int, str] = {3: "Heading2", 4: "Heading3"}
_FACT_TABLES: Mapping[str, str] = {"": "Plain", "box": "Box", "form": "Form"}
# Next to each other on a line to sign.
_SIGNATURES_ACROSS = 2


class Across(str):
    """Markup that needs a page on its side."""

    __slots__ = ()


def drawn_block(writer: Writer, block: Block, page: Page) -> Iterator[str]:
    """Pieces of markup for pages like `page`; `Across` for what is made for a page on its side."""
    yield from _DRAWINGS[type(block)](writer, block, page)


def _heading(writer: Writer, block: Heading, _page: Page) -> Iterator[str]:
    yield paragraph(
        writer.place(block.anchor), writer.text(block.text), style=_HEADINGS.get(block.level, "Heading3")
    )


def _paragraph(writer: Writer, block: Paragraph, _page: Page) -> Iterator[str]:
    for text in _BLANK_LINES.split(str(block.text).strip()):
        if text:
            yield paragraph(writer.text(_same_language(text, block.text)), style=_TONES[block.tone])


def _same_language(text: str, whole: Text) -> Text:
    return Words(text, whole.lang) if isinstance(whole, Words) else text


def _points(writer: Writer, block: Points, _page: Page) -> Iterator[str]:
    style, more = "ListBullet", ""
    if block.is_ordered and block.items:
        style = "ListNumber"
        more = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{writer.next_list()}"/></w:numPr>'
    for item in block.items:
        yield paragraph(writer.linked(item.text, item.url), style=style, more=more)


def _facts(writer: Writer, block: Facts, page: Page) -> Iterator[str]:
    if block.look == "definitions":
        for fact in block.facts:
            yield paragraph(writer.text(fact.term), style="Term")
            yield from (_value(writer, value, "Definition") for value in fact.values)
    elif block.facts:
        yield facts_table(writer, block.facts, page, style=_FACT_TABLES[block.look])


def facts_table(writer: Writer, facts: tuple[Fact, ...], page: Page, *, style: str) -> str:
    rows: list[Row] = [
        [
            cell(writer.text(fact.term, "Strong")),
            Cell("".join(_value(writer, one, "Cell") for one in fact.values) or paragraph(style="Cell")),
        ]
        for fact in facts
    ]
    return table(rows, page.shares([28, 72]), style=style, has_head=False)


def _value(writer: Writer, value: Phrase, style: str) -> str:
    return paragraph(writer.linked(value.text, value.url), style=style)


def _tiles(writer: Writer, block: Tiles, page: Page) -> Iterator[str]:
    if block.tiles:
        head = head_cells(writer, _("Ukuran"), _("Angka"), _("Keterangan"), _("Perubahan"))
        rows = [head, *(_tile(writer, tile) for tile in block.tiles)]
        widths = [34, 16, 28, 22]
        if not any(tile.change for tile in block.tiles):
            rows, widths = [row[:-1] for row in rows], widths[:-1]
        yield table(rows, page.shares(widths), style="Data", caption=_("Angka utama"))


def _tile(writer: Writer, tile: Tile) -> Row:
    return [
        cell(writer.text(tile.label, "Strong")),
        cell(writer.text(tile.value), style="Figure"),
        cell(writer.text(tile.note)),
        cell(writer.text(tile.change)),
    ]


def _table_view(writer: Writer, block: TableView, page: Page) -> Iterator[str]:
    tables = drawn_tables(block, writer.canvas)
    for drawn in tables:
        if drawn.lies_across:
            yield Across(drawn_table(writer, drawn, Page.ACROSS))
        else:
            yield drawn_table(writer, drawn, page)
    if not tables:
        yield paragraph(writer.text(block.empty or _("Belum ada.")), style="Empty")


def _bars(writer: Writer, block: Bars, page: Page) -> Iterator[str]:
    if any(one.value for bar in block.bars for one in bar.slices):
        yield drawn_table(writer, twin_table(block), page)
    else:
        yield caption(writer, block.title)
        yield paragraph(writer.text(block.empty or _("Belum ada.")), style="Empty")


def _grid(writer: Writer, block: Grid, _page: Page) -> Iterator[str]:
    for drawn in drawn_grids(block, writer.canvas):
        yield Across(_drawn_grid(writer, drawn))


def _drawn_grid(writer: Writer, drawn: DrawnGrid) -> str:
    note = paragraph(writer.text(drawn.note), style="Note") if drawn.note else ""
    labels = (f"{one.label}\n{one.sub}" if one.sub else one.label for one in drawn.columns)
    head = head_cells(writer, _("Komitmen"), _("Terbukti"), *labels)
    rows = [head, *(_grid_row(writer, row) for row in drawn.rows)]
    share = 65 / max(len(drawn.columns), 1)
    widths = Page.ACROSS.shares([24, 11, *([share] * len(drawn.columns))])
    return note + caption(writer, drawn.title) + table(rows, widths, style="Data", caption=drawn.title)


def _grid_row(writer: Writer, drawn: DrawnRow) -> Row:
    row = drawn.row
    number = writer.text(f"{row.number} ", "Strong") if row.number else ""
    title = writer.leading(writer.text(row.title, "Hyperlink" if drawn.address else ""), drawn.address)
    proven = writer.text(row.proven, "Strong") if row.proven else writer.text(_("Belum ada bukti"), "Soft")
    return [
        _with_note(writer, number + title, row.meta),
        _with_note(writer, proven, row.coverage),
        *(_grid_cell(writer, one) for one in drawn.cells),
    ]


def _grid_cell(writer: Writer, drawn: DrawnCell) -> Cell:
    state = writer.leading(writer.state(drawn.cell.code, drawn.cell.word), drawn.address)
    return _with_note(writer, state, drawn.cell.detail)


def _with_note(writer: Writer, runs: str, note: str) -> Cell:
    return Cell(
        paragraph(runs, style="Cell") + (paragraph(writer.text(note), style="CellNote") if note else "")
    )


def _verdicts(writer: Writer, block: Verdicts, page: Page) -> Iterator[str]:
    unwatched = "" if block.is_monitored else _("Tidak dipantau di Renaksi")
    head = head_cells(writer, _("Klaim instansi"), _("Terverifikasi"), _("Penilaian independen"))
    row = [
        _verdict(writer, block.claimed, unwatched or _("Belum ada laporan")),
        _verdict(writer, block.verified, unwatched or _("Belum ada bukti")),
        _verdict(writer, block.independent, _("Belum dinilai")),
    ]
    yield table([head, row], page.shares([33, 33, 34]), style="Data", caption=", ".join(_verdict_names()))


def _verdict_names() -> tuple[str, str, str]:
    return _("Klaim instansi"), _("Terverifikasi"), _("Penilaian independen")


def _verdict(writer: Writer, verdict: Verdict | None, none: str) -> Cell:
    if verdict is None:
        return cell(writer.text(none, "Soft"))
    told = [paragraph(writer.text(verdict.value), style="Figure")]
    if verdict.word:
        told.append(paragraph(writer.state(verdict.code, verdict.word), style="Cell"))
    if str(verdict.note):
        told.append(paragraph(writer.text(verdict.note), style="Cell"))
    date = writer.text(_("per") + f" {verdict.date}") if verdict.date else ""
    source = verdict.source if str(verdict.source) else verdict.url
    named = writer.linked(source, verdict.url)
    if date or named:
        told.append(paragraph(writer.text(", ").join(filter(None, [date, named])), style="CellNote"))
    return Cell("".join(told))


def _signatures(writer: Writer, block: Signatures, page: Page) -> Iterator[str]:
    yield paragraph(writer.text(block.place_and_date), more="<w:keepNext/>")
    for group in pieces_of(block.signatures, _SIGNATURES_ACROSS):
        cells: list[Cell] = [_signature(writer, one) for one in group]
        cells += [cell()] * (_SIGNATURES_ACROSS - len(cells))
        yield table([cells], page.shares([50, 50]), style="Plain", has_head=False)


def _signature(writer: Writer, one: Signature) -> Cell:
    role = paragraph(writer.text(one.role), style="SignatureRole")
    return Cell(role + paragraph(writer.text(one.name), style="SignatureName"))


_DRAWINGS: Mapping[type, Callable[[Writer, Any, Page], Iterator[str]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Points: _points,
    Facts: _facts,
    Tiles: _tiles,
    TableView: _table_view,
    Bars: _bars,
    Grid: _grid,
    Verdicts: _verdicts,
    Milestones: drawn_milestones,
    EvidenceList: drawn_evidence,
    Changes: drawn_changes,
    Signatures: _signatures,
}
