"""From the database to the payload: reads once, then writes the parts of each edition."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from foundation.languages import INDONESIAN, told
from reports.document import DataTable, Edition, Part, Payload, PlanName, Replaced, TableView
from reports.domain.outlines import PartKey
from reports.models import ReportText
from reports.payload.cover import cover_facts, notice_of, subtitle_of, title_of
from reports.payload.gathering import gather
from reports.payload.material import Material
from reports.payload.parts_table import BUILDERS, HELD, TABLES
from reports.payload.words import in_words
from reports.subject import Subject

# These name evidence.
_NAMING = frozenset(
    {PartKey.COMMITMENTS, PartKey.IMPLEMENTATION, PartKey.COMMITMENT_PROOFS, PartKey.EVIDENCE}
)
# Of a step: its name, how many are done, of how many.
Tell = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Assembled:
    """`evidence_ids` are of what it names that still stands: what a later takedown makes it to be withdrawn for."""

    payload: Payload
    evidence_ids: frozenset[int]


def assemble(
    subject: Subject,
    *,
    today: date,
    gathered_at: datetime,
    version: int,
    replaces: Replaced | None = None,
    texts: Iterable[ReportText] = (),
    previous: Payload | None = None,
    tell: Tell | None = None,
) -> Assembled:
    """The same database and arguments give the same bytes. `previous` is of the last published report of its kind."""
    count = _Counting(tell, subject)
    count.begin(_("Mengumpulkan angka"))
    materials = gather(subject, today=today, texts=texts, previous=previous)
    editions = []
    for material in materials:
        with translation.override(material.lang):
            editions.append(_edition(material, count))
    payload = _payload(
        materials[0], tuple(editions), gathered_at=gathered_at, version=version, replaces=replaces
    )
    return Assembled(payload, _named_evidence(materials[0]))


def _payload(
    material: Material,
    editions: tuple[Edition, ...],
    *,
    gathered_at: datetime,
    version: int,
    replaces: Replaced | None,
) -> Payload:
    """`material` is that of the first edition."""
    subject = material.subject
    return Payload(
        report=subject.slug,
        kind=subject.kind.value,
        subject=subject.part.value,
        version=version,
        plan=_plan(material),
        period=subject.period_code,
        as_of=material.as_of.isoformat(),
        gathered_at=gathered_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        is_sample=subject.plan.is_sample,
        has_cover=subject.has_cover,
        site=subject.site,
        address=_address(subject, version),
        editions=editions,
        replaces=replaces,
    )


class _Counting:
    """Tells of each part that is done, in the language of its edition."""

    def __init__(self, tell: Tell | None, subject: Subject) -> None:
        self.tell = tell or (lambda _step, _done, _of: None)
        self.step, self.done, self.of = "", 0, len(subject.outline) * len(subject.languages)

    def begin(self, step: str) -> None:
        self.step = step
        self.tell(step, self.done, self.of)

    def next(self, step: str) -> None:
        """Blank where a part is left out: then the one before it is the last that was done."""
        self.step, self.done = step or self.step, self.done + 1
        self.tell(self.step, self.done, self.of)


def _edition(material: Material, count: _Counting) -> Edition:
    parts = tuple(_parts(material, count))
    return Edition(
        lang=material.lang,
        title=title_of(material),
        subtitle=subtitle_of(material),
        cover=cover_facts(material),
        parts=parts,
        tables=tuple(_tables(material, parts)),
        notice=notice_of(material),
    )


def _parts(material: Material, count: _Counting) -> Iterator[Part]:
    """What has nothing to say of this plan is left out."""
    for key in material.subject.outline:
        title = ""
        for part in BUILDERS[key](material) if key in BUILDERS else ():
            title = title or str(part.title)
            yield part
        count.next(title)


def _tables(material: Material, parts: tuple[Part, ...]) -> Iterator[DataTable]:
    """Those that a part views, even without a row, and those that hold the numbers of a part."""
    viewed = {block.table for part in parts for block in part.blocks if isinstance(block, TableView)}
    held = {table for key in HELD if any(part.key == key.value for part in parts) for table in HELD[key]}
    for key, make in TABLES.items():
        if key not in viewed | held:
            continue
        table = make(material)
        if key in viewed or table.rows:
            yield table


def _plan(material: Material) -> PlanName:
    plan = material.subject.plan
    with translation.override(material.lang):
        return PlanName(plan.slug, in_words(told(plan, "label")), f"{material.site}{plan.get_absolute_url()}")


def _address(subject: Subject, version: int) -> str:
    with translation.override(INDONESIAN):
        path = reverse("reports:version", kwargs={"slug": subject.slug, "version": version})
    return f"{subject.site}{path}"


def _named_evidence(material: Material) -> frozenset[int]:
    """Of what still stands; a report without any of these parts only counts it."""
    if not _NAMING & set(material.subject.outline):
        return frozenset()
    return frozenset(
        one.evidence_id for listed in material.loaded.evidence.values() for one in listed if one.stands
    )
