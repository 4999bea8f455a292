"""Commitments with the independent verdicts on them, for plans that are kept as a record."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from renaksi.enums import Indicator
from renaksi.models import Assessment
from renaksi.queries.lines import CommitmentLine
from renaksi.queries.ratings import INDICATOR_ORDER, in_reading_order, rating_word, scale_name

# Whether a commitment is verifiable or relevant says little of what became of it: its own page has it.
_LEFT_OUT = frozenset({Indicator.VERIFIABLE, Indicator.RELEVANT})


@dataclass(frozen=True, slots=True)
class VerdictColumn:
    """One indicator on one version of its scale; `scale` names both in words."""

    indicator: str
    version: str
    label: str
    scale: str


@dataclass(frozen=True, slots=True)
class VerdictCell:
    """`word` is None where the assessor gave no rating."""

    word: str | None
    printed: str
    said_by: str


@dataclass(frozen=True, slots=True)
class VerdictRow:
    line: CommitmentLine
    cells: tuple[VerdictCell, ...]


@dataclass(frozen=True, slots=True)
class VerdictTable:
    columns: tuple[VerdictColumn, ...]
    rows: tuple[VerdictRow, ...]


def verdict_table(lines: Iterable[CommitmentLine], ratings: Iterable[Assessment]) -> VerdictTable:
    """One column per scale that occurs: two scales never share a column."""
    by_scale: dict[tuple[str, str], dict[int, Assessment]] = defaultdict(dict)
    for rating in in_reading_order(ratings):
        if rating.indicator not in _LEFT_OUT:
            by_scale[rating.indicator, rating.scale].setdefault(rating.commitment_id, rating)
    scales = sorted(by_scale, key=lambda key: (INDICATOR_ORDER.index(Indicator(key[0])), key[1]))
    return VerdictTable(
        columns=tuple(
            VerdictColumn(indicator, version, str(Indicator(indicator).label), scale_name(indicator, version))
            for indicator, version in scales
        ),
        rows=tuple(
            VerdictRow(line, tuple(_cell(by_scale[scale].get(line.id)) for scale in scales)) for line in lines
        ),
    )


def _cell(rating: Assessment | None) -> VerdictCell:
    if rating is None:
        return VerdictCell(None, "", "")
    return VerdictCell(rating_word(rating.value, rating.indicator), rating.value, rating.get_source_display())
