"""Reads on who opened a proof: names for the secretariat, a number for everybody else."""

from dataclasses import dataclass
from datetime import datetime

from evidence.models import Evidence, Opening


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """`by_name` is None for who was not signed in; `part` is a code: "file", "link", "page", "copy"."""

    at: datetime
    by_name: str | None
    part: str


def openings_of(evidence: Evidence, *, most: int = 50) -> tuple[OpeningLine, ...]:
    """The newest first. For the secretariat alone: the caller asks who may see names."""
    newest = Opening.objects.filter(evidence=evidence).order_by("-at", "-pk")
    rows = newest.values_list("at", "by__name", "part")[:most]
    return tuple(OpeningLine(*row) for row in rows)


def opening_count(evidence: Evidence) -> int:
    """Within the time that openings are kept; pages and copies not counted: one reader turns many pages."""
    return Opening.objects.filter(evidence=evidence, part__in=("file", "link")).count()
