"""What a report still lacks: for being sent, and for its milestone to count as complete."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evidence.enums import EvidenceState
from renaksi.domain.readiness import Answer, Point, PointCode, ReadinessFacts, Standing, points_to_completion
from renaksi.domain.update_flow import Problem
from renaksi.enums import CompletionStatus, ItemVerdict, UpdateState
from renaksi.messages import sentence
from renaksi.models import EvidenceItem, EvidenceRequirement, ProgressUpdate
from renaksi.queries.guards import (
    accepted_before,
    milestone_figures_on,
    missing_for_submission,
    percent_of,
)
from renaksi.queries.wording import percent_text


@dataclass(frozen=True, slots=True)
class Missing:
    sentence: str
    field: str


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One point on the way to "selesai"; `code` is its standing, `mark` the status that looks like it, `anchor`
    where it is mended.
    """

    label: str
    code: Standing
    word: str
    anchor: str

    @property
    def mark(self) -> str:
        return _MARKS[self.code]


_MARKS = {
    Standing.MISSING: CompletionStatus.NO_EVIDENCE.value,
    Standing.REFUSED: ItemVerdict.REFUSED.value,
    Standing.ARRIVING: EvidenceState.RECEIVING.value,
    Standing.ATTACHED: UpdateState.SUBMITTED.value,
    Standing.ACCEPTED: ItemVerdict.ACCEPTED.value,
}


@dataclass(frozen=True, slots=True)
class Readiness:
    """`missing` keeps the report from being sent; `summary` says both lists in one line."""

    missing: tuple[Missing, ...]
    checklist: tuple[ChecklistLine, ...]
    summary: str


def readiness_of(update: ProgressUpdate, *, today: date, typed: Iterable[int | None] = ()) -> Readiness:
    """Of the update as it stands in memory, saved or not.

    `typed` are links that stand in the form and are attached when it is saved: what each answers (an id), if anything.
    """
    links = tuple(typed)
    missing = tuple(map(_missing, missing_for_submission(update, today, typed=links)))
    checklist = _checklist(update, today, links)
    return Readiness(missing, checklist, _summary(missing, checklist))


def _missing(problem: Problem) -> Missing:
    return Missing(sentence(problem), problem.field or "")


def _checklist(
    update: ProgressUpdate, today: date, typed: tuple[int | None, ...]
) -> tuple[ChecklistLine, ...]:
    verified = milestone_figures_on(update.milestone, today).verified
    texts = dict(
        EvidenceRequirement.objects.filter(milestone=update.milestone_id, is_required=True).values_list(
            "pk", "text"
        )
    )
    facts = ReadinessFacts(
        claimed_percent=percent_of(update.milestone, update.realised, update.step),
        verified_percent=verified.percent if verified else None,
        required=tuple(texts),
        answers=(*_answers(update), *(Answer(one, Standing.ATTACHED) for one in typed)),
    )
    return tuple(_line(point, texts, facts) for point in points_to_completion(facts))


def _answers(update: ProgressUpdate) -> tuple[Answer, ...]:
    items = () if update._state.adding else tuple(update.items.select_related("evidence"))
    here = (Answer(item.requirement_id, _standing(item)) for item in items)
    return (*here, *(Answer(one, Standing.ACCEPTED) for one in accepted_before(update)))


def _standing(item: EvidenceItem) -> Standing:
    state = item.evidence.state
    if item.verdict == ItemVerdict.REFUSED or state in {EvidenceState.REJECTED, EvidenceState.TAKEN_DOWN}:
        return Standing.REFUSED
    if item.verdict == ItemVerdict.ACCEPTED:
        return Standing.ACCEPTED
    return Standing.ARRIVING if state == EvidenceState.RECEIVING else Standing.ATTACHED


def _line(point: Point, texts: dict[int, str], facts: ReadinessFacts) -> ChecklistLine:
    if point.code == PointCode.VALUE:
        return ChecklistLine(_("Capaian 100 %"), point.standing, _value_word(point, facts), "#judul-capaian")
    words = {
        Standing.MISSING: _("belum ada"),
        Standing.REFUSED: _("ditolak, belum diganti"),
        Standing.ARRIVING: _("sedang dikirim"),
        Standing.ATTACHED: _("sudah dilampirkan, menunggu penilaian"),
        Standing.ACCEPTED: _("sudah diterima"),
    }
    if point.requirement is None:
        return ChecklistLine(_("Paling sedikit satu bukti"), point.standing, words[point.standing], "#bukti")
    anchor = f"#syarat-{point.requirement}"
    return ChecklistLine(texts[point.requirement], point.standing, words[point.standing], anchor)


def _value_word(point: Point, facts: ReadinessFacts) -> str:
    if point.standing == Standing.ACCEPTED:
        return _("sudah terverifikasi")
    if point.standing == Standing.ATTACHED:
        return _("diisi, menunggu penilaian")
    if facts.claimed_percent is None:
        return _("belum diisi")
    return _("baru %(percent)s") % {"percent": percent_text(facts.claimed_percent)}


def _summary(missing: tuple[Missing, ...], checklist: tuple[ChecklistLine, ...]) -> str:
    lacking = sum(one.code not in {Standing.ATTACHED, Standing.ACCEPTED} for one in checklist)
    to_send = (
        ngettext("%(n)s hal lagi untuk dikirim", "%(n)s hal lagi untuk dikirim", len(missing))
        if missing
        else _("Siap dikirim")
    )
    to_complete = (
        ngettext("%(n)s hal lagi untuk selesai", "%(n)s hal lagi untuk selesai", lacking)
        if lacking
        else _("lengkap untuk selesai bila diterima")
    )
    return f"{to_send % {'n': len(missing)}}, {to_complete % {'n': lacking}}."
