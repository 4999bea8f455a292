"""One template per block: the same for paper and screen in `reports/blocks/`, an own one where they differ."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from django.template.loader import select_template
from django.utils.safestring import SafeString, mark_safe

from reports.document import (
    Bars,
    Block,
    EvidenceList,
    Fact,
    Facts,
    Grid,
    Heading,
    Milestones,
    Paragraph,
    Part,
    Phrase,
    Points,
    TableView,
    Verdicts,
)
from reports.document.blocks import Verdict
from reports.rendering.drawing.bars import drawn_bars, twin_table
from reports.rendering.drawing.canvas import Canvas, evidence_anchor
from reports.rendering.drawing.grids import drawn_grids
from reports.rendering.drawing.tables import drawn_tables, lies_across

_BLANK_LINES = re.compile(r"\n\s*\n")
# Values below each other, characters of one that runs on, values that are too many for lines of their own,
# characters and values of a row that stays whole.
_MOST_STACKED, _LONGEST_RUN_ON, _MOST_LONG_STACKED = 2, 60, 6
_TALLEST_KEPT, _MOST_LINES_KEPT = 1500, 20
Drawn = Mapping[str, Any]


def draw_part(part: Part, canvas: Canvas) -> SafeString:
    """The whole section, in the language that is active."""
    shared = {"part": part, "on_screen": canvas.on_screen, "across": _lies_across(part, canvas)}
    shared["is_record"] = any(isinstance(one, Verdicts) and not one.is_monitored for one in part.blocks)
    anchor = canvas.anchor(part.anchor)
    drawn = (_block(block, canvas, {**shared, "above": above}) for above, block in _under_headings(part))
    blocks = mark_safe("".join(drawn))  # noqa: S308 - of templates
    told = {**shared, "anchor": anchor, "blocks": blocks, "edition": canvas.edition}
    return template_of("part", on_screen=canvas.on_screen).render(told)


def _under_headings(part: Part) -> Iterator[tuple[str, Block]]:
    """Each block with the words that stand above it: what a caption would only repeat is left to the ear."""
    above = str(part.title)
    for block in part.blocks:
        yield above, block
        above = str(block.text) if isinstance(block, Heading) else above


def _lies_across(part: Part, canvas: Canvas) -> bool:
    """A wide table takes its whole part onto pages on their side, but not the section of a commitment."""
    views = (block for block in part.blocks if isinstance(block, TableView))
    return part.lies_across or (not part.eyebrow and any(lies_across(view, canvas) for view in views))


def _block(block: Block, canvas: Canvas, shared: Drawn) -> str:
    view = _VIEWS[type(block)](block, canvas) if type(block) in _VIEWS else {}
    template = template_of(type(block).__name__.lower(), on_screen=canvas.on_screen)
    return str(template.render({**shared, "block": block, **view}))


@cache
def template_of(name: str, *, on_screen: bool) -> Any:
    """Raises TemplateDoesNotExist for what neither paper nor screen can draw."""
    medium = "twin" if on_screen else "pdf"
    return select_template([f"reports/{medium}/{name}.html", f"reports/blocks/{name}.html"])


def _heading(block: Heading, canvas: Canvas) -> Drawn:
    return {"anchor": canvas.anchor(block.anchor)}


def _paragraph(block: Paragraph, _canvas: Canvas) -> Drawn:
    return {"texts": [text for text in _BLANK_LINES.split(str(block.text).strip()) if text]}


def _points(block: Points, canvas: Canvas) -> Drawn:
    return {"items": [_phrase(item, canvas) for item in block.items]}


def _phrase(phrase: Phrase, canvas: Canvas) -> Drawn:
    return {"text": phrase.text, "address": canvas.address(phrase.url)}


def _facts(block: Facts, canvas: Canvas) -> Drawn:
    return {"facts": [_fact(fact, canvas) for fact in block.facts]}


def _fact(fact: Fact, canvas: Canvas) -> Drawn:
    """Many short values run on in a line; a row with more text than half a page may be torn."""
    lengths = [len(str(value.text)) for value in fact.values]
    return {
        "term": fact.term,
        "values": [_phrase(value, canvas) for value in fact.values],
        "runs_on": len(lengths) > _MOST_STACKED
        and (max(lengths) < _LONGEST_RUN_ON or len(lengths) > _MOST_LONG_STACKED),
        "is_tall": sum(lengths) > _TALLEST_KEPT or len(lengths) > _MOST_LINES_KEPT,
    }


def _tableview(block: TableView, canvas: Canvas) -> Drawn:
    return {"tables": drawn_tables(block, canvas)}


def _bars(block: Bars, canvas: Canvas) -> Drawn:
    return {"drawing": drawn_bars(block, canvas), "table": twin_table(block)}


def _grid(block: Grid, canvas: Canvas) -> Drawn:
    return {"grids": drawn_grids(block, canvas)}


def _verdicts(block: Verdicts, canvas: Canvas) -> Drawn:
    def told(verdict: Verdict | None) -> Drawn | None:
        return {"said": verdict, "address": canvas.address(verdict.url)} if verdict else None

    return {
        "claimed": told(block.claimed),
        "verified": told(block.verified),
        "independent": told(block.independent),
    }


def _milestones(block: Milestones, canvas: Canvas) -> Drawn:
    def proofs(numbers: tuple[int, ...]) -> list[Drawn]:
        return [{"number": one, "address": canvas.address(f"#{evidence_anchor(one)}")} for one in numbers]

    return {"milestones": [{"told": one, "proofs": proofs(one.evidence)} for one in block.milestones]}


def _evidence(block: EvidenceList, canvas: Canvas) -> Drawn:
    entries = [
        {
            "told": one,
            "anchor": canvas.anchor(evidence_anchor(one.number)),
            "address": canvas.address(one.url),
        }
        for one in block.entries
    ]
    return {"entries": entries}


_VIEWS: Mapping[type, Callable[[Any, Canvas], Drawn]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Points: _points,
    Facts: _facts,
    TableView: _tableview,
    Bars: _bars,
    Grid: _grid,
    Verdicts: _verdicts,
    Milestones: _milestones,
    EvidenceList: _evidence,
}
