"""All that the parts of one report are made of, read once: no two of its numbers can differ."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from typing import Any, TypeVar

from foundation.languages import Told
from renaksi.domain.pace import Thresholds
from renaksi.queries.figures import PlanFigures
from renaksi.queries.grid import PeriodFacts
from renaksi.queries.lines import CommitmentLine
from renaksi.queries.reported_then import ReportThen
from reports.document import Payload
from reports.enums import TextSlot
from reports.payload.history import Point
from reports.payload.loading import FiguresThen, Loaded
from reports.payload.surroundings import Surroundings
from reports.subject import Subject

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class EditorialTexts:
    """What editors wrote, in the language of the edition if they did: by slot, and by commitment id."""

    slots: Mapping[TextSlot, Told] = field(default_factory=dict)
    remarks: Mapping[int, Told] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Material:
    """Made anew for each edition, inside its language.

    `period` is the one that was asked for, else the latest whose window has opened; `covered` are the quarters
    that the kind tells of, the last one being `period`. `before` is the day that changes are counted from, with
    the figures of that day in `earlier` (None: there is no earlier day); `previous` is the payload of the last
    published report of the same kind and part, if there is one. `history` ends with the report's own day;
    `reports` are those that were expected in `covered` and in the periods before. `lang` is that of the edition,
    `made` what `once` keeps.
    """

    lang: str
    subject: Subject
    today: date
    as_of: date
    loaded: Loaded
    lines: tuple[CommitmentLine, ...]
    totals: PlanFigures
    limits: Thresholds
    periods: tuple[PeriodFacts, ...]
    period: PeriodFacts | None
    covered: tuple[PeriodFacts, ...]
    before: date | None
    earlier: FiguresThen | None
    earlier_totals: PlanFigures | None
    previous: Payload | None
    texts: EditorialTexts
    history: tuple[Point, ...] = ()
    reports: tuple[ReportThen, ...] = ()
    surroundings: Surroundings = field(default_factory=Surroundings)
    made: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def is_monitored(self) -> bool:
        return bool(self.periods)

    @property
    def site(self) -> str:
        return self.subject.site

    def address_of(self, path: str) -> str:
        """The whole address of a page of ours; what is whole already, leads within the report or is blank stays."""
        return f"{self.site}{path}" if path.startswith("/") else path

    def anchor_of(self, commitment_id: int) -> str:
        """Of the part of a commitment."""
        return f"komitmen-{self.loaded.slugs[commitment_id]}"


def once(make: Callable[[Material], Made]) -> Callable[[Material], Made]:
    """What several parts need is made once for each edition, such as a table that they view."""
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def kept(material: Material) -> Made:
        if name not in material.made:
            material.made[name] = make(material)
        found: Made = material.made[name]
        return found

    return kept
