"""The versions of one report: which they are, why each began, and what the newer one says otherwise."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from evidence.enums import EvidenceState
from foundation.formats import moment
from renaksi.enums import Challenge, ReviewVerdict, UpdateState
from renaksi.models import ProgressUpdate, UpdateEvent
from renaksi.queries.versions import REOPENED
from renaksi.queries.wording import blocked_text, value_text

_BEGINNINGS = frozenset({"correct", REOPENED})


@dataclass(frozen=True, slots=True)
class VersionLine:
    """`standing` says what became of it beside its state: it counts, or what took its place."""

    number: int
    url: str
    code: str
    word: str
    value: str
    standing: str
    why: str
    is_this: bool


@dataclass(frozen=True, slots=True)
class FieldChange:
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Versions:
    """`title` and `reason` tell how this version began, both blank for the first.

    `changes` are empty where a verdict was undone: the report is as it was. `undone` tells, on the older one, that
    its verdict was. `receipt` may be the one under which an older version was sent.
    """

    number: int
    title: str
    reason: str
    receipt: str
    is_correction: bool
    changes: tuple[FieldChange, ...]
    lines: tuple[VersionLine, ...]
    newer_url: str
    undone: str


def versions_of(update: ProgressUpdate) -> Versions:
    """One query for a report with one version, at most eight for any other."""
    rows = _rows(update)
    this = next((row for row in rows if row.pk == update.pk), update)
    began = _beginning(this)
    older = next((row for row in rows if row.pk == this.corrects_id), None)
    newer = next((row for row in rows if row.corrects_id == this.pk and _stands(row)), None)
    is_correction = began is not None and began.transition != REOPENED
    return Versions(
        number=this.version,
        title=_title(began),
        reason=this.correction_reason,
        receipt=this.receipt or next((row.receipt for row in reversed(rows) if row.receipt), ""),
        is_correction=is_correction,
        changes=_changes(older, this) if older is not None and is_correction else (),
        lines=tuple(_line(row, is_this=row.pk == this.pk) for row in rows) if len(rows) > 1 else (),
        newer_url=_address(newer) if newer is not None else "",
        undone=_undone(newer),
    )


def _rows(update: ProgressUpdate) -> list[ProgressUpdate]:
    """In their order; alone unless something was corrected."""
    rows = ProgressUpdate.objects.filter(milestone=update.milestone_id, period=update.period_id)
    if not update._state.adding and not rows.filter(corrects__isnull=False).exists():
        return [update]
    return list(
        rows.select_related("milestone", "blocked_by")
        .prefetch_related("reviews", "events__by", "items__evidence")
        .order_by("version")
    )


def _stands(row: ProgressUpdate) -> bool:
    return row.state != UpdateState.WITHDRAWN


def _beginning(row: ProgressUpdate) -> UpdateEvent | None:
    if row.corrects_id is None:
        return None
    return next((event for event in row.events.all() if event.transition in _BEGINNINGS), None)


def _title(began: UpdateEvent | None) -> str:
    if began is None:
        return ""
    told = {"who": began.by, "when": moment(began.at)}
    if began.transition == REOPENED:
        return _("Putusan sebelumnya dibatalkan %(who)s pada %(when)s; laporan ini ditelaah ulang") % told
    return _("Koreksi yang dimulai %(who)s pada %(when)s") % told


def _undone(newer: ProgressUpdate | None) -> str:
    began = _beginning(newer) if newer is not None else None
    if newer is None or began is None or began.transition != REOPENED:
        return ""
    told = {"who": began.by, "when": moment(began.at), "reason": newer.correction_reason}
    return _("Putusan ini dibatalkan %(who)s pada %(when)s. Alasan: %(reason)s") % told


def _address(row: ProgressUpdate) -> str:
    return reverse("workspace:update", args=[row.pk])


def _line(row: ProgressUpdate, *, is_this: bool) -> VersionLine:
    review = next((one for one in row.reviews.all() if one.verdict == ReviewVerdict.VERIFIED), None)
    return VersionLine(
        number=row.version,
        url=_address(row),
        code=row.state,
        word=str(UpdateState(row.state).label),
        value=value_text(row.milestone, review.verified_value, review.verified_step) if review else "",
        standing=_standing(row),
        why=row.correction_reason,
        is_this=is_this,
    )


def _standing(row: ProgressUpdate) -> str:
    if row.superseded_at is not None:
        return _("dihitung sampai %(when)s") % {"when": moment(row.superseded_at)}
    return _("dihitung sekarang") if row.state == UpdateState.VERIFIED else ""


def _changes(old: ProgressUpdate, new: ProgressUpdate) -> tuple[FieldChange, ...]:
    """Only the fields that differ, in the order of the form."""
    before, now = _answers(old), _answers(new)
    return tuple(
        FieldChange(label, before[label] or "—", now[label] or "—")
        for label in before
        if before[label] != now[label]
    )


def _answers(row: ProgressUpdate) -> dict[str, str]:
    proofs = sorted(
        item.evidence.title for item in row.items.all() if item.evidence.state != EvidenceState.TAKEN_DOWN
    )
    return {
        _("Klaim instansi"): value_text(row.milestone, row.realised, row.step),
        _("Perkembangan"): row.narrative.strip(),
        _("Bukti"): "\n".join(proofs),
        _("Kendala"): ", ".join(str(Challenge(code).label) for code in row.challenges),
        _("Penjelasan kendala"): row.challenge_text.strip(),
        _("Langkah berikutnya"): row.next_step.strip(),
        _("Menunggu instansi lain"): blocked_text(row),
    }
