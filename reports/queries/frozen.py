"""The frozen parts of a published version: cut out of the stored page, byte by byte as it was published."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from reports.document.payload import fingerprint
from reports.domain.outlines import PartKey
from reports.enums import FileFormat
from reports.models import ReportBuild
from reports.storage import FileDamaged, path_of
from reports.twins import TwinPart, twin_parts

# What the page of a version shows at once; the rest has addresses of its own.
_AT_ONCE = frozenset({PartKey.SUMMARY.value, PartKey.RESULTS.value})
# One chapter for each commitment: what stands before them opens the report.
_CHAPTERS = frozenset({PartKey.COMMITMENTS.value, PartKey.IMPLEMENTATION.value})
# In bytes before compression: first views stay light, and a short report is shown whole.
_MOST_AT_ONCE = 60_000
_SHORT = 30_000


@dataclass(frozen=True, slots=True)
class FrozenPart:
    """`html` is what was published, verbatim. `is_shown`: on the page of the version itself."""

    key: str
    anchor: str
    title: str
    lang: str
    url: str
    html: SafeString
    is_shown: bool


@dataclass(frozen=True, slots=True)
class FrozenReport:
    """One edition. `langs` are those of all editions."""

    lang: str
    langs: tuple[str, ...]
    parts: tuple[FrozenPart, ...]

    @property
    def shown(self) -> tuple[FrozenPart, ...]:
        return tuple(part for part in self.parts if part.is_shown)


@dataclass(frozen=True, slots=True)
class PartPage:
    """One part, and its neighbours."""

    part: FrozenPart
    previous: FrozenPart | None
    next: FrozenPart | None
    report: FrozenReport

    @property
    def shown(self) -> tuple[FrozenPart, ...]:
        return (self.part,)


def frozen_report(build: ReportBuild, *, lang: str) -> FrozenReport:
    """In that language if the report has it, else in its first one. Raises FileDamaged."""
    return _edition(build, _parts_of(build), lang)


def part_page(build: ReportBuild, anchor: str, *, lang: str) -> PartPage | None:
    """In the edition of that language, else in the one that has such a part. Raises FileDamaged."""
    parts = _parts_of(build)
    langs = [part.lang for part in parts if part.anchor == anchor]
    if not langs:
        return None
    report = _edition(build, parts, lang if lang in langs else langs[0])
    place = next(place for place, part in enumerate(report.parts) if part.anchor == anchor)
    return PartPage(
        part=report.parts[place],
        previous=report.parts[place - 1] if place else None,
        next=report.parts[place + 1] if place + 1 < len(report.parts) else None,
        report=report,
    )


def _edition(build: ReportBuild, parts: Sequence[TwinPart], lang: str) -> FrozenReport:
    langs = tuple(dict.fromkeys(part.lang for part in parts))
    wanted = lang if lang in langs else next(iter(langs), lang)
    own = [part for part in parts if part.lang == wanted]
    shown = _at_once(own)
    return FrozenReport(
        lang=wanted,
        langs=langs,
        parts=tuple(_frozen(build, part, is_shown=part.anchor in shown) for part in own),
    )


def _at_once(parts: Sequence[TwinPart]) -> frozenset[str]:
    """The anchors of what opens the report, as much of it as a first view may weigh, and never nothing."""
    weights = {part.anchor: len(part.html.encode()) for part in parts}
    if sum(weights.values()) <= _SHORT:
        return frozenset(weights)
    taken: list[str] = []
    for part in _opening(parts):
        if taken and sum(weights[one] for one in taken) + weights[part.anchor] > _MOST_AT_ONCE:
            break
        taken.append(part.anchor)
    return frozenset(taken)


def _opening(parts: Sequence[TwinPart]) -> Sequence[TwinPart]:
    """Summary and results; of a report without them, what stands before its chapters."""
    chosen = [part for part in parts if part.key in _AT_ONCE]
    return chosen or list(takewhile(lambda part: part.key not in _CHAPTERS, parts)) or parts


def _frozen(build: ReportBuild, part: TwinPart, *, is_shown: bool) -> FrozenPart:
    return FrozenPart(
        key=part.key,
        anchor=part.anchor,
        title=part.title,
        lang=part.lang,
        url=reverse("reports:part", args=[build.report.slug, build.version, part.anchor]),
        html=mark_safe(part.html),  # noqa: S308 - drawn by us from the payload, and its bytes are those that were published
        is_shown=is_shown,
    )


def _parts_of(build: ReportBuild) -> tuple[TwinPart, ...]:
    file = build.files.filter(format=FileFormat.TWIN).first()
    if file is None or not file.name:
        raise FileDamaged
    return cut_parts(file.name, file.sha256)


@lru_cache(maxsize=4)
def cut_parts(name: str, sha256: str) -> tuple[TwinPart, ...]:
    """What lies under that name and fingerprint never changes; a few stay in memory while they are read."""
    try:
        content = path_of(name).read_bytes()
    except OSError as gone:
        raise FileDamaged(str(gone)) from gone
    if fingerprint(content) != sha256:
        raise FileDamaged(name)
    return twin_parts(content)
