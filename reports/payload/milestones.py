"""The milestones of a commitment: what was promised, claimed and verified, and what is behind it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.languages import Told, indonesian
from renaksi.enums import Challenge
from renaksi.models import ProgressUpdate
from renaksi.queries.amendments import shown_value
from renaksi.queries.figures import CommitmentFigures
from renaksi.queries.milestone_figures import MilestoneFigures
from renaksi.queries.milestone_items import (
    accepted_text,
    claim_text,
    late_text,
    original_due_dates,
    verified_text,
    withdrawn_text,
)
from renaksi.queries.wording import (
    blocked_days_text,
    partial_text,
    percent_text,
    target_text,
    waits_text,
)
from reports.document import Milestones
from reports.document.blocks import Milestone
from reports.payload.material import Material
from reports.payload.proofs import numbers_of
from reports.payload.words import in_words


def milestones_block(material: Material, figures: CommitmentFigures) -> Milestones:
    changes = material.loaded.amendments.get(figures.commitment_id, [])
    original = original_due_dates(changes, {one.pk: shown_value(one.old, one.field) for one in changes})
    told = (
        _monitored(material, figures.commitment_id, one, original.get(one.id, ""))
        if figures.monitored
        else _recorded(one, original.get(one.id, ""))
        for one in figures.milestones
    )
    return Milestones(tuple(told), figures.monitored)


def _recorded(milestone: MilestoneFigures, original_due: str) -> Milestone:
    """Of a plan that is only a record: what was promised, no figures of ours."""
    return Milestone(
        number=milestone.number,
        title=in_words(milestone.title),
        measure=in_words(milestone.success_measure),
        owner=in_words(milestone.owner_name),
        target=target_text(milestone),
        due=partial_text(milestone.due) or _("tidak diketahui"),
        original_due=original_due,
        withdrawn=in_words(withdrawn_text(milestone)),
    )


def _monitored(
    material: Material, commitment_id: int, milestone: MilestoneFigures, original_due: str
) -> Milestone:
    update = material.loaded.updates.get(milestone.id)
    return Milestone(
        number=milestone.number,
        title=in_words(milestone.title),
        measure=in_words(milestone.success_measure),
        owner=in_words(milestone.owner_name),
        target=target_text(milestone) or _("tahap 0–100"),
        claimed=claim_text(milestone),
        verified=verified_text(milestone, with_percent=False),
        proven=(percent_text(milestone.verified.percent) or "") if milestone.verified else "",
        due=partial_text(milestone.due) or _("tanpa tenggat"),
        original_due=original_due,
        code=milestone.timeliness.value,
        word=str(milestone.timeliness.label),
        late=_late(milestone),
        blocked_days=blocked_days_text(milestone),
        blocked_by=waits_text(milestone),
        withdrawn=in_words(withdrawn_text(milestone)),
        narrative=in_words(indonesian(update.narrative)) if update else "",
        challenges=in_words(challenges_text(update)) if update else "",
        next_step=in_words(indonesian(update.next_step)) if update else "",
        missing=tuple(map(in_words, material.loaded.missing.get(milestone.id, ()))),
        accepted=accepted_text(milestone),
        evidence=numbers_of(material, milestone.id, commitment_id),
        internal=_internal(material.loaded.internal.get(milestone.id, 0)),
    )


def _late(milestone: MilestoneFigures) -> str:
    """Beside a date, days alone would not say what they count."""
    days = late_text(milestone)
    return _("terlambat %(days)s") % {"days": days} if days else ""


def challenges_text(update: ProgressUpdate) -> str:
    """Anggaran: belum cair. What the reporter wrote is Indonesian, and the whole is marked so where there is any."""
    named = ", ".join(str(Challenge(code).label) for code in update.challenges if code in Challenge.values)
    written = indonesian(update.challenge_text)
    if not written:
        return named
    return Told(f"{named}: {written}" if named else written, written.lang)


def _internal(total: int) -> str:
    if not total:
        return ""
    return ngettext("%(count)s butir tidak untuk umum", "%(count)s butir tidak untuk umum", total) % {
        "count": total
    }
