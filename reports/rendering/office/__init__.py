"""A report as a text document (DOCX) that an office edits: styles, fields, links, and nothing drawn.

Charts are their tables: these can be edited and read out.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from django.utils.translation import override
from docx import Document

from reports.document import Part, Payload
from reports.rendering.archives import moment_of, repacked
from reports.rendering.drawing.canvas import canvases
from reports.rendering.head import head_of
from reports.rendering.office.blocks import Across, drawn_block
from reports.rendering.office.front import contents, cover, running_foot, running_head, short_head
from reports.rendering.office.markup import paragraph
from reports.rendering.office.package import add_foot, add_head, describe, dress, fill
from reports.rendering.office.pages import Page
from reports.rendering.office.writer import Counters, Writer

__all__ = ["office_text"]

# Markup, and the kind of page that it stands on.
Piece = tuple[Page, str]
# Markup, and the properties that end it.
Section = tuple[str, str]
# A part that has no more than these beside its wide tables lies across as a whole: its heading stays with them.
_FEW = 4


def office_text(payload: Payload, content: bytes) -> bytes:
    """DOCX: the editions of a report one after the other, each with its cover and contents."""
    document = Document()
    counters = Counters()
    at = moment_of(payload.gathered_at)
    sections: list[Section] = []
    for canvas in canvases(payload, on_screen=False):
        writer = Writer(canvas, payload.main.lang, document.part.rels, counters)
        with override(canvas.edition.lang):
            sections += _edition(document, writer, payload, content)
    fill(document, _joined(sections))
    dress(document, payload.main.lang, counters.ordered_lists)
    describe(document, payload, at)
    target = io.BytesIO()
    document.save(target)
    return repacked(target.getvalue(), at=at)


def _edition(document: Any, writer: Writer, payload: Payload, content: bytes) -> Iterator[Section]:
    head = head_of(payload, content)
    above = add_head(document, running_head(writer, payload))
    below = add_foot(document, running_foot(writer, head))
    around = (
        f'<w:headerReference w:type="default" r:id="{above}"/>'
        f'<w:footerReference w:type="default" r:id="{below}"/>'
    )
    name = f"edition_{writer.canvas.edition.lang}"
    begins, ends = writer.marks(name)
    pieces = [piece for part in writer.canvas.edition.parts for piece in _part(writer, part, payload)]
    if payload.has_cover:
        front = cover(writer, payload, head) + contents(writer, name)
        yield front, Page.UPRIGHT.section(around, has_bare_first=True)
    else:
        pieces.insert(0, (Page.UPRIGHT, short_head(writer, payload, head)))
    for place, (page, inner) in enumerate(grouped := _grouped(pieces)):
        opened = begins + inner if place == 0 else inner
        yield opened + ends if place == len(grouped) - 1 else opened, page.section(around)


def _part(writer: Writer, part: Part, payload: Payload) -> Sequence[Piece]:
    page = Page.ACROSS if part.lies_across else Page.UPRIGHT
    # The heading comes first: what follows may lead to its place.
    drawn = [_heading(writer, part, breaks=payload.has_cover)]
    drawn += [one for block in part.blocks for one in drawn_block(writer, block, page)]
    wide = [isinstance(one, Across) for one in drawn]
    if any(wide) and wide.count(False) <= _FEW:
        page = Page.ACROSS
    return [(Page.ACROSS if isinstance(one, Across) else page, str(one)) for one in drawn]


def _heading(writer: Writer, part: Part, *, breaks: bool) -> str:
    before = writer.text(f"{part.eyebrow}. ", "Soft") if part.eyebrow else ""
    state = (
        paragraph(writer.state(part.state.code, part.state.word), more="<w:keepNext/>") if part.state else ""
    )
    title = paragraph(
        writer.place(part.anchor),
        before,
        writer.text(part.title),
        style="Heading1",
        more="<w:pageBreakBefore/>" if breaks else "",
    )
    return title + state


def _grouped(pieces: Iterable[Piece]) -> Sequence[Piece]:
    """What follows each other on the same kind of page, together."""
    return [
        (page, "".join(inner for _page, inner in group))
        for page, group in groupby(pieces, key=lambda piece: piece[0])
    ]


def _joined(sections: Sequence[Section]) -> str:
    """The properties of the last section stand at the end of the text, those of others in a paragraph."""
    *others, (last, end) = sections
    before = (inner + paragraph(style="SectionEnd", more=section) for inner, section in others)
    return f"{''.join(before)}{last}{end}"
