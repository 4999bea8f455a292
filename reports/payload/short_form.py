"""A commitment on few pages: less of each block, and what was left out counted with the address that has all of it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import singledispatch

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.languages import Told
from renaksi.enums import Timeliness
from renaksi.models import Commitment
from reports.document import (
    Block,
    Changes,
    EvidenceList,
    Facts,
    Heading,
    Milestones,
    Paragraph,
    Phrase,
    Points,
    Text,
    Words,
)
from reports.document.blocks import EvidenceEntry, Milestone
from reports.domain.outlines import SectionLimits, section_limits
from reports.payload.material import Material
from reports.payload.proofs import proofs
from reports.payload.shortening import cut
from reports.payload.words import in_words

_DONE = frozenset({Timeliness.COMPLETE, Timeliness.COMPLETE_LATE, Timeliness.WITHDRAWN})


def short_form(material: Material, commitment: Commitment, blocks: Iterable[Block]) -> Iterator[Block]:
    """The same blocks where the report tells everything."""
    limits = section_limits(material.subject.kind, material.subject.part)
    if limits == SectionLimits():
        yield from blocks
        return
    address = material.address_of(commitment.get_absolute_url())
    for block in _without_texts(blocks) if limits.is_terse else blocks:
        kept, left = _kept(block, material, limits)
        yield kept
        if left:
            yield Points((Phrase(left, address),))


def _without_texts(blocks: Iterable[Block]) -> Iterator[Block]:
    """Neither the texts nor the headings above them, nor that nothing is known of them."""
    found = list(blocks)
    for above, block, below in zip([None, *found], found, [*found[1:], None], strict=False):
        heads_text = isinstance(block, Heading) and _is_text(below)
        is_unknown = _is_empty(block) and not isinstance(above, Heading)
        if not (heads_text or is_unknown or _is_text(block)):
            yield block


def _is_text(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and not block.tone


def _is_empty(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.tone == "empty"


@singledispatch
def _kept(block: Block, _material: Material, _limits: SectionLimits) -> tuple[Block, str]:
    """The block, and what is said of the rest of it; blank if nothing is left out."""
    return block, ""


@_kept.register
def _paragraph(block: Paragraph, _material: Material, limits: SectionLimits) -> tuple[Block, str]:
    """What editors wrote for this report stays as it is, and so do notices."""
    return (block if block.tone else replace(block, text=_cut(block.text, limits.letters))), ""


@_kept.register
def _facts(block: Facts, _material: Material, limits: SectionLimits) -> tuple[Block, str]:
    if not limits.is_terse:
        return block, ""
    known = {
        _("Instansi pelaksana"),
        _("Instansi terkait"),
        _("Daerah"),
        _("Bidang kebijakan"),
        _("Nilai OGP"),
    }
    known |= {_("Tujuan Pembangunan Berkelanjutan"), _("Kode OGP"), _("Sumber")}
    return replace(block, facts=tuple(fact for fact in block.facts if fact.term not in known)), ""


@_kept.register
def _milestones(block: Milestones, _material: Material, limits: SectionLimits) -> tuple[Block, str]:
    """What is done makes room first; the others stay in their order."""
    urgent = sorted(block.milestones, key=lambda one: one.code in _DONE)[: limits.milestones]
    shown = tuple(_brief(one, limits) for one in block.milestones if one in urgent)
    left = len(block.milestones) - len(shown)
    text = ngettext(
        "%(count)s tonggak lain di halaman komitmen", "%(count)s tonggak lain di halaman komitmen", left
    ) % {"count": left}
    return replace(block, milestones=shown), text if left else ""


def _brief(milestone: Milestone, limits: SectionLimits) -> Milestone:
    letters = limits.letters and limits.letters // 2
    return replace(
        milestone,
        title=_cut(milestone.title, letters),
        measure=_cut(milestone.measure, letters),
        narrative=_cut(milestone.narrative, letters),
        challenges=_cut(milestone.challenges, letters),
        next_step=_cut(milestone.next_step, letters),
    )


@_kept.register
def _evidence(block: EvidenceList, material: Material, limits: SectionLimits) -> tuple[Block, str]:
    """The newest; fingerprints stand in the table of the report's files."""
    accepted = {proof.number: proof.best.accepted_on for proof in proofs(material).values()}
    newest = sorted(block.entries, key=lambda one: accepted[one.number], reverse=True)[: limits.evidence]
    shown = tuple(_entry(one) for one in block.entries if one in newest)
    left = len(block.entries) - len(shown)
    text = _("%(count)s data dukung lain di halaman komitmen") % {"count": left}
    return replace(block, entries=shown), text if left else ""


def _entry(entry: EvidenceEntry) -> EvidenceEntry:
    return replace(entry, sha256="", requirement="")


@_kept.register
def _changes(block: Changes, _material: Material, limits: SectionLimits) -> tuple[Block, str]:
    """They come with the newest first."""
    left = len(block.changes) - len(block.changes[: limits.changes])
    text = _("%(count)s perubahan lain di halaman komitmen") % {"count": left}
    return replace(block, changes=block.changes[: limits.changes]), text if left else ""


def _cut(text: Text, letters: int | None) -> Text:
    told = Told(str(text), text.lang if isinstance(text, Words) else "")
    return in_words(cut(told, letters))
