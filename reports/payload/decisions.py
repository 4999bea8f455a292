"""What editors ask to be decided, and what the figures say that somebody has to decide."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.languages import Told
from renaksi.enums import CompletionStatus
from renaksi.queries.lines import CommitmentLine
from reports.document import Paragraph, Part, Phrase, Points
from reports.document.blocks import Block
from reports.domain.briefing import Wait, awaited, shortened, waits_for_decision
from reports.domain.outlines import PartKey
from reports.enums import TextSlot
from reports.payload.keys import commitment_name
from reports.payload.material import Material, once
from reports.payload.promises import blocked, overdue
from reports.payload.shortening import cut, named
from reports.payload.words import in_words

# So that the whole briefing stays on its page.
MOST_LETTERS = 300
MOST_INSTITUTIONS = 3
MOST_NAMES = 3
INSTITUTION_LETTERS = 60
# A commitment without a number is named by so much of its title.
NAME_LETTERS = 40


def decisions(material: Material) -> Iterator[Part]:
    yield Part(PartKey.DECISIONS.value, _("Keputusan yang diperlukan"), "keputusan", tuple(_blocks(material)))


def _blocks(material: Material) -> Iterator[Block]:
    written = written_decisions(material)
    if written:
        yield Paragraph(in_words(written))
    found = tuple(Phrase(sentence) for sentence in needed_decisions(material))
    if found:
        yield Points(found)
    elif not written:
        yield Paragraph(_("Menurut data, tidak ada yang menunggu keputusan."), "empty")


def written_decisions(material: Material) -> Told:
    """By editors; blank if they wrote none."""
    return cut(material.texts.slots.get(TextSlot.DECISIONS, Told("")), MOST_LETTERS)


@once
def needed_decisions(material: Material) -> tuple[str, ...]:
    """What the figures say."""
    return tuple(_sentences(material))


def _sentences(material: Material) -> Iterator[str]:
    """Who has to act comes first in each."""
    yield from _awaited(material)
    yield from _without_lead(material)
    yield from _undecided(material)
    yield from _missed(material)


def _awaited(material: Material) -> Iterator[str]:
    groups = awaited(Wait(one.wait.institution, one.wait.days) for one in blocked(material))
    shown, left = shortened(groups, MOST_INSTITUTIONS)
    for group in shown:
        yield ngettext(
            "%(institution)s: %(count)s tonggak menunggunya, terlama %(days)s hari.",
            "%(institution)s: %(count)s tonggak menunggunya, terlama %(days)s hari.",
            group.milestones,
        ) % {
            "institution": cut(group.institution, INSTITUTION_LETTERS),
            "count": group.milestones,
            "days": group.longest,
        }
    if left:
        yield ngettext(
            "%(count)s instansi lain juga ditunggu.", "%(count)s instansi lain juga ditunggu.", left
        ) % {"count": left}


def _without_lead(material: Material) -> Iterator[str]:
    found = [line for line in _standing(material) if not line.leads]
    if found:
        yield ngettext(
            "Tetapkan penanggung jawab: %(count)s komitmen belum punya (%(names)s).",
            "Tetapkan penanggung jawab: %(count)s komitmen belum punya (%(names)s).",
            len(found),
        ) % _counted(material, found)


def _undecided(material: Material) -> Iterator[str]:
    found = [line for line in _standing(material) if _is_undecided(material, line)]
    if found:
        yield ngettext(
            "Putuskan status akhir: %(count)s komitmen sudah selesai menurut hitungan atau lewat masanya (%(names)s).",
            "Putuskan status akhir: %(count)s komitmen sudah selesai menurut hitungan atau lewat masanya (%(names)s).",
            len(found),
        ) % _counted(material, found)


def _is_undecided(material: Material, line: CommitmentLine) -> bool:
    figures = material.loaded.figures[line.id]
    return waits_for_decision(
        is_complete=figures.proposed == CompletionStatus.COMPLETE,
        is_over=_last_day(material, line) < material.as_of,
        is_decided=figures.decided is not None,
    )


def _last_day(material: Material, line: CommitmentLine) -> date:
    return line.end_on or material.subject.plan.end_on or date.max


def _missed(material: Material) -> Iterator[str]:
    """A deadline that was moved has been decided on, even if it passed again."""
    moved = {
        one.milestone_id
        for each in material.loaded.amendments.values()
        for one in each
        if one.field == "due_on"
    }
    found = [one for one in overdue(material) if one.milestone.id not in moved]
    if found:
        yield ngettext(
            "Beri tenggat baru dengan alasannya, atau tarik: %(count)s tonggak lewat tenggat yang tidak pernah diubah, "
            "terlama %(days)s hari (komitmen %(names)s).",
            "Beri tenggat baru dengan alasannya, atau tarik: %(count)s tonggak lewat tenggat yang tidak pernah diubah, "
            "terlama %(days)s hari (komitmen %(names)s).",
            len(found),
        ) % {
            **_counted(material, list(dict.fromkeys(one.line for one in found))),
            "count": len(found),
            "days": found[0].milestone.days_late,
        }


def _standing(material: Material) -> list[CommitmentLine]:
    return [
        line for line in material.lines if line.withdrawn_on is None or line.withdrawn_on > material.as_of
    ]


def _counted(material: Material, lines: list[CommitmentLine]) -> dict[str, int | str]:
    names = [_name(material, line) for line in lines]
    return {"count": len(lines), "names": named(names, MOST_NAMES)}


def _name(material: Material, line: CommitmentLine) -> str:
    return cut(commitment_name(material, line.id), NAME_LETTERS)
