"""One practice, whole: what its page shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from evidence.enums import EvidenceState
from evidence.models import Evidence
from foundation.formats import file_size
from foundation.languages import ENGLISH, INDONESIAN, Told, language, told
from institutions.enums import InstitutionKind
from practices.enums import EvidenceLevel, KitKind, Life
from practices.models import KitItem, PracticePage, PracticeResult
from practices.queries.lines import PracticeLine, Status, practice_line
from renaksi.models import Commitment
from renaksi.related import RelatedItem, Subject, related_to


@dataclass(frozen=True, slots=True)
class Section:
    anchor: str
    heading: str
    text: Told


@dataclass(frozen=True, slots=True)
class Result:
    text: Told
    source_name: str
    source_url: str
    is_self_reported: bool


@dataclass(frozen=True, slots=True)
class KitLine:
    """`meta` is what one gets: type and size of a file, the host of a link."""

    title: Told
    url: str
    meta: str


@dataclass(frozen=True, slots=True)
class KitGroup:
    kind: str
    items: tuple[KitLine, ...]


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """Shape: `templates/components/definition_list.html`."""

    term: str
    value: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """`untold` names what nobody has told yet; `body_lang` is "" if the story is in the page's language."""

    line: PracticeLine
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    untold: tuple[str, ...]
    results: tuple[Result, ...]
    kit: tuple[KitGroup, ...]
    body: Any
    body_lang: str
    level: Status
    level_note: Told
    is_stopped: bool
    stopped_lesson: Told
    goals: tuple[str, ...]
    commitments: tuple[Link, ...]
    proofs: tuple[Link, ...]
    related: tuple[RelatedItem, ...]
    contact_office: str
    can_be_contacted: bool
    source: Link

    @property
    def has_own_figures(self) -> bool:
        return any(result.is_self_reported for result in self.results)


def story_of(page: PracticePage, *, today: date) -> Story:
    """Also of a draft that is previewed: what is not saved yet has no copies and nothing related."""
    line = practice_line(page, today=today)
    sections = _sections(page)
    results = tuple(_result(one) for one in page.results.all())
    kit = _kit(page.kit.all())
    return Story(
        line=line,
        facts=_facts(page),
        sections=tuple(section for section in sections if section.text),
        untold=_untold(sections, told_results=bool(results), told_kit=bool(kit)),
        results=results,
        kit=kit,
        body=_body(page)[0],
        body_lang=_body(page)[1],
        level=line.level,
        level_note=_level_note(page),
        is_stopped=page.life == Life.STOPPED,
        stopped_lesson=told(page, "stopped_lesson"),
        goals=tuple(f"{goal.number}. {told(goal, 'name')}" for goal in page.goals.all()),
        commitments=_commitments(page),
        proofs=_proofs(page),
        related=_related(page, line.url),
        contact_office=page.contact_office,
        can_be_contacted=bool(page.contact_email),
        source=Link(page.source_name or _host(page.source_url), page.source_url),
    )


def _sections(page: PracticePage) -> tuple[Section, ...]:
    return (
        Section("masalah", _("Masalah"), told(page, "problem")),
        Section("yang-dilakukan", _("Yang dilakukan"), told(page, "action")),
        Section("yang-terlibat", _("Yang terlibat"), told(page, "participants")),
        Section("biaya", _("Biaya"), told(page, "cost")),
        Section("pelajaran", _("Pelajaran"), told(page, "lessons")),
    )


def _untold(sections: Iterable[Section], *, told_results: bool, told_kit: bool) -> tuple[str, ...]:
    missing = [section.heading for section in sections if not section.text]
    if not told_results:
        missing.append(_("Hasil"))
    if not told_kit:
        missing.append(_("Bahan untuk meniru"))
    return tuple(word.lower() for word in missing)


def _facts(page: PracticePage) -> tuple[Fact, ...]:
    region, institution = page.region, page.institution
    kind = InstitutionKind(page.owner_kind).label if page.owner_kind else ""
    return (
        Fact(
            _("Di mana"),
            region.name if region else told(page, "place_name"),
            region.get_absolute_url() if region else "",
        ),
        Fact(
            _("Pelaksana"),
            institution.name if institution else page.owner_name,
            institution.get_absolute_url() if institution else "",
        ),
        Fact(_("Jenis pelaksana"), str(kind)),
        Fact(_("Sejak"), page.since),
    )


def _result(one: PracticeResult) -> Result:
    name = one.source_name or _host(one.source_url)
    return Result(told(one, "text"), name, one.source_url, one.is_self_reported)


def _kit(items: Iterable[KitItem]) -> tuple[KitGroup, ...]:
    """By kind, in the order of the kinds; within a kind as the editors sorted them."""
    order = list(KitKind)
    ranked = sorted(items, key=lambda item: order.index(KitKind(item.kind)))
    return tuple(
        KitGroup(str(KitKind(kind).label), tuple(map(_kit_line, found)))
        for kind, found in groupby(ranked, key=lambda item: item.kind)
    )


def _kit_line(item: KitItem) -> KitLine:
    if item.document is None:
        return KitLine(told(item, "title"), item.url, _host(item.url))
    kind = PurePath(item.document.filename).suffix.lstrip(".").upper()
    size = item.document.get_file_size()
    meta = ", ".join(filter(None, (kind, file_size(size) if size is not None else "")))
    return KitLine(told(item, "title"), item.document.url, meta)


def _body(page: PracticePage) -> tuple[Any, str]:
    if language() == ENGLISH:
        return (page.body_en, "") if page.body_en else (page.body, INDONESIAN)
    return (page.body, "") if page.body else (page.body_en, ENGLISH)


def _level_note(page: PracticePage) -> Told:
    if page.evidence_level == EvidenceLevel.CLAIMED and not page.evidence_note:
        return Told(_("Baru kata pelaksana atau pers: belum ada dokumen yang diperiksa."))
    return told(page, "evidence_note")


def _commitments(page: PracticePage) -> tuple[Link, ...]:
    named = [link.commitment_id for link in page.commitment_links.all()]
    if not named:
        return ()
    shown = Commitment.objects.public().filter(pk__in=named)
    return tuple(
        Link(told(one, "title"), one.get_absolute_url(), str(one.plan))
        for one in shown.select_related("plan").order_by("plan__start_on", "pk")
    )


def _proofs(page: PracticePage) -> tuple[Link, ...]:
    """What is published, and nothing else: an editor may have chosen a proof that was taken down later."""
    named = [link.proof_id for link in page.proof_links.all()]
    if not named:
        return ()
    shown = Evidence.objects.filter(pk__in=named, state=EvidenceState.PUBLISHED).order_by("title", "pk")
    return tuple(Link(one.title, one.get_absolute_url()) for one in shown)


def _related(page: PracticePage, own_url: str) -> tuple[RelatedItem, ...]:
    """News and other practices of the same commitments, region and institution."""
    subject = Subject(
        commitment_ids=frozenset(link.commitment_id for link in page.commitment_links.all()),
        practice_ids=frozenset({page.pk} if page.pk else ()),
        region_ids=frozenset({page.region_id} if page.region_id else ()),
        institution_ids=frozenset({page.institution_id} if page.institution_id else ()),
    )
    return tuple(item for item in related_to(subject) if item.url != own_url)


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""
