"""The reports of the made-up round, with their verdicts and proofs: what `round_data` fills its milestones with."""

import random
from datetime import UTC, datetime, time, timedelta

from accounts.models import User
from evidence.enums import EvidenceKind, EvidenceState
from evidence.models import Evidence
from renaksi.enums import ItemVerdict, PeriodState, ReturnReason, ReviewVerdict, UpdateState
from renaksi.models import (
    EvidenceItem,
    EvidenceRequirement,
    Milestone,
    ProgressUpdate,
    ReportingPeriod,
    Review,
)

# Of ten milestones in the open round: none yet, draft, approvals, sent, in review, returned, verified.
MIX: tuple[tuple[UpdateState | None, int], ...] = (
    (None, 25),
    (UpdateState.DRAFT, 12),
    (UpdateState.AWAITING_AGENCY, 6),
    (UpdateState.AWAITING_REGION, 4),
    (UpdateState.SUBMITTED, 20),
    (UpdateState.IN_REVIEW, 5),
    (UpdateState.RETURNED, 8),
    (UpdateState.VERIFIED, 20),
)
BATCH = 500


def make_updates(
    milestones: list[Milestone],
    periods: list[ReportingPeriod],
    reporters: dict[int, User],
    chance: random.Random,
) -> list[ProgressUpdate]:
    rows = [
        row
        for milestone in milestones
        for place, period in enumerate(periods)
        if (row := _update(milestone, period, place, reporters, chance)) is not None
    ]
    return ProgressUpdate.objects.bulk_create(rows, batch_size=BATCH)


def _update(
    milestone: Milestone,
    period: ReportingPeriod,
    place: int,
    reporters: dict[int, User],
    chance: random.Random,
) -> ProgressUpdate | None:
    """Earlier periods are mostly verified, a few never came; the open one has the whole mix."""
    is_open = period.state == PeriodState.OPEN
    earlier = [(None, 10), (UpdateState.VERIFIED, 90)]
    states, weights = zip(*(MIX if is_open else earlier), strict=True)
    state = chance.choices(states, weights)[0]
    if state is None:
        return None
    owner_id = milestone.owner_id  # type: ignore[attr-defined]  # annotated
    reporter = reporters[owner_id]
    latest = period.opens_on + timedelta(days=6 if is_open else 23)
    day = period.opens_on + timedelta(days=chance.randint(0, (latest - period.opens_on).days))
    sent = datetime.combine(day, time(4), UTC) if state != UpdateState.DRAFT else None
    reached = chance.choice([25, 50, 75, 100]) if place else 25
    value = _value(milestone, reached)
    went_up = state not in {UpdateState.DRAFT, UpdateState.AWAITING_AGENCY, UpdateState.AWAITING_REGION}
    return ProgressUpdate(
        milestone=milestone,
        period=period,
        institution_id=owner_id,
        state=state,
        author=reporter,
        submitted_by=reporter if sent else None,
        submitted_at=sent,
        first_submitted_at=sent if went_up else None,
        receipt=f"TT-{milestone.pk}-{period.pk}" if sent else "",
        narrative="Forum multipihak bertemu dua kali; hasilnya diterbitkan.",
        next_step="Melatih operator kecamatan.",
        **value,
    )


def _value(milestone: Milestone, reached: int) -> dict[str, int | None]:
    if milestone.target is None:
        return {"step": reached, "realised": None}
    span = int(milestone.target) - int(milestone.baseline or 0)
    return {"step": None, "realised": int(milestone.baseline or 0) + span * reached // 100}


def make_reviews(updates: list[ProgressUpdate], verifier: User, chance: random.Random) -> list[Review]:
    """What is verified or came back has its verdict; a tenth of what is verified came back once before."""
    rows = []
    for update in updates:
        at = update.submitted_at + timedelta(hours=20) if update.submitted_at else None
        if update.state == UpdateState.RETURNED or (
            update.state == UpdateState.VERIFIED and chance.random() < 0.1
        ):
            rows.append(
                Review(
                    update=update,
                    verdict=ReviewVerdict.RETURNED,
                    reason_code=ReturnReason.UNSIGNED,
                    note="Surat belum ditandatangani.",
                    by=verifier,
                    at=at,
                )
            )
        if update.state == UpdateState.VERIFIED:
            rows.append(
                Review(
                    update=update,
                    verdict=ReviewVerdict.VERIFIED,
                    verified_value=update.realised,
                    verified_step=update.step,
                    by=verifier,
                    at=at + timedelta(hours=4),
                )
            )
    return Review.objects.bulk_create(rows, batch_size=BATCH)


def make_proofs(reviews: list[Review], reporters: dict[int, User], verifier: User) -> None:
    """One accepted proof for each verified report, one that waits or was refused for what is still on its way."""
    requirements = dict(EvidenceRequirement.objects.values_list("milestone", "pk"))
    judged = {review.update_id: review for review in reviews}
    sent = list(ProgressUpdate.objects.exclude(submitted_at=None).order_by("pk"))
    proofs = Evidence.objects.bulk_create(
        (
            Evidence(
                kind=EvidenceKind.LINK,
                title=f"Berita acara {update.pk}",
                url="https://contoh.test/bukti",
                state=EvidenceState.CLEAN,
                uploader=reporters[update.institution_id],
                institution_id=update.institution_id,
            )
            for update in sent
        ),
        batch_size=BATCH,
    )
    EvidenceItem.objects.bulk_create(
        (
            _item(update, proof, requirements[update.milestone_id], judged.get(update.pk), verifier)
            for update, proof in zip(sent, proofs, strict=True)
        ),
        batch_size=BATCH,
    )


def _item(
    update: ProgressUpdate, proof: Evidence, requirement: int, review: Review | None, verifier: User
) -> EvidenceItem:
    item = EvidenceItem(update=update, evidence=proof, requirement_id=requirement)
    if review is not None:
        accepted = update.state == UpdateState.VERIFIED
        item.verdict = ItemVerdict.ACCEPTED if accepted else ItemVerdict.REFUSED
        item.reason_code = "" if accepted else ReturnReason.UNSIGNED
        item.judged_by, item.judged_at = verifier, review.at
    return item
