"""The WordprocessingML of a text, as strings: a tree of objects for each run takes ten times as long."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from foundation.tables import without_control_characters

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
# A table that follows another one without a paragraph between them would join it.
AFTER_TABLE = '<w:p><w:pPr><w:pStyle w:val="AfterTable"/></w:pPr></w:p>'


@dataclass(frozen=True, slots=True)
class Cell:
    """`content` is at least one paragraph; it lies across `span` columns."""

    content: str
    span: int = 1


Row = Sequence[Cell]


def quoted(value: str) -> str:
    return quoteattr(without_control_characters(value))


def run(text: str, *, style: str = "", lang: str = "") -> str:
    """Line breaks stay. `lang` (such as `en-GB`) is blank if it is the document's own."""
    look = f'<w:rStyle w:val="{style}"/>' if style else ""
    look += f'<w:lang w:val="{lang}"/>' if lang else ""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    lines = without_control_characters(text).splitlines() or [""]
    shown = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
    return f"<w:r>{properties}{shown}</w:r>"


def field(instruction: str, shown: str = "") -> str:
    """What the office counts itself; `shown` until then."""
    return f"<w:fldSimple w:instr={quoted(instruction)}>{run(shown)}</w:fldSimple>"


def field_begin(instruction: str) -> str:
    """The same for what takes several paragraphs, up to `field_end`."""
    told = f'<w:instrText xml:space="preserve">{escape(instruction)}</w:instrText>'
    return "".join(f"<w:r>{one}</w:r>" for one in (_mark("begin"), told, _mark("separate")))


def field_end() -> str:
    return f"<w:r>{_mark('end')}</w:r>"


def _mark(kind: str) -> str:
    return f'<w:fldChar w:fldCharType="{kind}"/>'


def paragraph(*runs: str, style: str = "", more: str = "") -> str:
    """`more` are properties beyond those of the style."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{named}{more}</w:pPr>" if named or more else ""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def link_inside(name: str, *runs: str) -> str:
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{"".join(runs)}</w:hyperlink>'


def link_outside(relationship: str, *runs: str) -> str:
    return f'<w:hyperlink r:id="{relationship}" w:history="1">{"".join(runs)}</w:hyperlink>'


def table(
    rows: Iterable[Row], widths: Sequence[int], *, style: str, caption: str = "", has_head: bool = True
) -> str:
    """`widths` in twentieths of a point. A head is repeated on each page; no row breaks across pages.

    `caption` is what is read out for the table.
    """
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    told = f"<w:tblCaption w:val={quoted(caption)}/>" if caption else ""
    look = "06A0" if has_head else "0680"
    drawn = "".join(_row(row, widths, is_head=has_head and not number) for number, row in enumerate(rows))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{look}" w:firstRow="{int(has_head)}"'
        f' w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{told}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{drawn}</w:tbl>{AFTER_TABLE}"
    )


def _row(row: Row, widths: Sequence[int], *, is_head: bool) -> str:
    repeated = "<w:tblHeader/>" if is_head else ""
    cells = "".join(_cells(row, widths))
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>"


def _cells(row: Row, widths: Sequence[int]) -> Iterator[str]:
    place = 0
    for cell in row:
        width = sum(widths[place : place + cell.span])
        span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        yield f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}</w:tcPr>{cell.content}</w:tc>'
        place += cell.span
