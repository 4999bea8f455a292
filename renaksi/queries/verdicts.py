"""The three verdicts on a commitment: claimed, verified, independent. Side by side, never merged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from renaksi.models import Assessment
from renaksi.queries.figures import CommitmentFigures
from renaksi.queries.ratings import RatingLine, rating_line
from renaksi.queries.wording import milestone_coverage, percent_text


@dataclass(frozen=True, slots=True)
class Verdict:
    """Shape: `templates/components/verdict_strip.html`. `day` is None where the source has no date."""

    value: str
    date: date | str | None
    source: str
    url: str = ""
    note: str = ""
    code: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class ThreeVerdicts:
    monitored: bool
    claimed: Verdict | None
    verified: Verdict | None
    independent: Verdict | None


def three_verdicts(
    figures: CommitmentFigures, ratings: Sequence[Assessment], *, lead: str, decision_reason: str
) -> ThreeVerdicts:
    """`ratings` in reading order: the first is the headline."""
    return ThreeVerdicts(
        monitored=figures.monitored,
        claimed=_claimed(figures, lead) if figures.monitored else None,
        verified=_verified(figures, decision_reason) if figures.monitored else None,
        independent=_independent(rating_line(ratings[0])) if ratings else None,
    )


def _claimed(figures: CommitmentFigures, lead: str) -> Verdict | None:
    if figures.claimed.percent is None:
        return None
    reported = sum(m.claim is not None for m in figures.milestones if not m.withdrawn)
    return Verdict(
        value=percent_text(figures.claimed.percent) or "",
        date=figures.last_claimed_on,
        source=lead or _("instansi pelapor"),
        note=_("%(reported)s dari %(total)s tonggak dilaporkan")
        % {"reported": reported, "total": figures.claimed.total},
    )


def _verified(figures: CommitmentFigures, decision_reason: str) -> Verdict | None:
    if figures.progress.percent is None and figures.decided is None:
        return None
    status = figures.status
    return Verdict(
        value=percent_text(figures.progress.percent) or _("Belum ada bukti"),
        date=figures.last_verified_on,
        source=_("Sekretariat"),
        note=" ".join(
            filter(None, [f"{milestone_coverage(figures.progress)}.", _decision(figures, decision_reason)])
        ),
        code=status.value if status else "",
        word=str(status.label) if status else "",
    )


def _decision(figures: CommitmentFigures, reason: str) -> str:
    """Both are said when the secretariat decided otherwise than the figures propose."""
    if figures.decided is None or figures.proposed is None or figures.decided == figures.proposed:
        return ""
    return _("Menurut hitungan: %(proposed)s. Diputuskan sekretariat: %(decided)s, karena %(reason)s") % {
        "proposed": figures.proposed.label,
        "decided": figures.decided.label,
        "reason": reason,
    }


def _independent(rating: RatingLine) -> Verdict:
    return Verdict(
        value=rating.word,
        date=str(rating.report_year) if rating.report_year else None,
        source=rating.said_by,
        url=rating.url,
        note=independent_note(rating),
    )


def independent_note(rating: RatingLine) -> str:
    """What is rated, how it is printed, and on which scale: values compare only inside one scale."""
    return _("%(indicator)s; tercetak “%(value)s”, %(scale)s") % {
        "indicator": rating.indicator_label,
        "value": rating.value,
        "scale": rating.scale,
    }
