"""One report as it stands: for its author after sending, for approvers, verifiers and monitors."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.formats import moment
from institutions.queries import name_on
from renaksi.enums import Challenge, ReturnReason, ReviewVerdict, UpdateState
from renaksi.models import ProgressUpdate, Review
from renaksi.queries.guards import accepted_before
from renaksi.queries.wording import blocked_text, value_text
from renaksi.queries.workspace.milestones import MilestoneCard, milestone_card
from renaksi.queries.workspace.on_behalf import OnBehalf, on_behalf_of
from renaksi.queries.workspace.proofs import RequirementProofs, by_requirement, proofs_of
from renaksi.queries.workspace.versions import Versions, versions_of


@dataclass(frozen=True, slots=True)
class Verdict:
    """One review: of this report, or the newest one of an earlier period."""

    code: str
    word: str
    on: str
    by: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    text: str
    by: str
    at: str
    note: str


@dataclass(frozen=True, slots=True)
class UpdatePage:
    """`claimed` is what the institution says, with its percent if the measure is a quantity."""

    id: int
    milestone: MilestoneCard
    period: str
    institution: str
    state_code: str
    state_word: str
    receipt: str
    submitted: str
    author: str
    on_behalf: OnBehalf | None
    claimed: str
    points: tuple[str, ...]
    challenges: tuple[str, ...]
    challenge_text: str
    next_step: str
    blocked: str
    requirements: tuple[RequirementProofs, ...]
    versions: Versions
    verdicts: tuple[Verdict, ...]
    earlier_verdict: Verdict | None
    history: tuple[HistoryLine, ...]


def update_page(update: ProgressUpdate, *, today: date) -> UpdatePage:
    """`update` comes with its milestone, commitment, plan, period, institution and author."""
    milestone = update.milestone
    versions = versions_of(update)
    return UpdatePage(
        id=update.pk,
        milestone=milestone_card(milestone, today),
        period=str(update.period),
        institution=_reporter(update, today),
        state_code=update.state,
        state_word=str(UpdateState(update.state).label),
        receipt=versions.receipt,
        submitted=moment(update.submitted_at),
        author=str(update.author),
        on_behalf=on_behalf_of(update),
        claimed=value_text(milestone, update.realised, update.step),
        points=tuple(line.strip() for line in update.narrative.splitlines() if line.strip()),
        challenges=tuple(str(Challenge(code).label) for code in update.challenges),
        challenge_text=update.challenge_text,
        next_step=update.next_step,
        blocked=blocked_text(update),
        requirements=by_requirement(update, proofs_of(update), accepted_before(update)),
        versions=versions,
        verdicts=tuple(_verdict(review) for review in _reviews(update)),
        earlier_verdict=_earlier_verdict(update),
        history=_history(update),
    )


def _reporter(update: ProgressUpdate, today: date) -> str:
    """By the name of the day on which it was sent, and today's if that is another."""
    institution = update.institution
    then = name_on(institution, timezone.localdate(update.submitted_at) if update.submitted_at else today)
    if then == institution.name:
        return then
    return _("%(then)s (sekarang %(now)s)") % {"then": then, "now": institution.name}


def _reviews(update: ProgressUpdate) -> list[Review]:
    return list(update.reviews.select_related("by", "update__milestone"))


def _verdict(review: Review) -> Verdict:
    reason = str(ReturnReason(review.reason_code).label) if review.reason_code else ""
    return Verdict(
        code=review.verdict,
        word=str(ReviewVerdict(review.verdict).label),
        on=moment(review.at),
        by=str(review.by),
        value=value_text(review.update.milestone, review.verified_value, review.verified_step),
        reason=". ".join(filter(None, [reason, review.note])),
    )


def _earlier_verdict(update: ProgressUpdate) -> Verdict | None:
    earlier = (
        Review.objects.filter(
            update__milestone=update.milestone_id,
            update__period__ends_on__lt=update.period.ends_on,
            update__state=UpdateState.VERIFIED,
            update__superseded_at__isnull=True,
            verdict=ReviewVerdict.VERIFIED,
        )
        .select_related("by", "update__milestone")
        .order_by("-update__period__ends_on", "-at")
        .first()
    )
    return _verdict(earlier) if earlier else None


def _history(update: ProgressUpdate) -> tuple[HistoryLine, ...]:
    words = {
        "submit": _("Dikirim"),
        "submit_to_agency": _("Dikirim ke pimpinan instansi"),
        "submit_to_region": _("Dikirim ke koordinator daerah"),
        "approve": _("Disetujui pimpinan instansi"),
        "approve_to_region": _("Disetujui pimpinan instansi"),
        "approve_region": _("Disetujui koordinator daerah"),
        "send_back": _("Dikembalikan pimpinan instansi"),
        "send_back_region": _("Dikembalikan koordinator daerah"),
        "recall": _("Ditarik kembali oleh pelapor"),
        "start_review": _("Telaah dimulai"),
        "verify": _("Diverifikasi"),
        "return_": _("Dikembalikan sekretariat"),
        "correct": _("Koreksi dimulai"),
        "give_up": _("Koreksi diurungkan"),
        "reopen": _("Putusan dibatalkan, menunggu putusan ulang"),
        "withdraw": _("Dibatalkan"),
    }
    return tuple(
        HistoryLine(words[event.transition], str(event.by), moment(event.at), event.note)
        for event in update.events.select_related("by")
    )
