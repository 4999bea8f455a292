"""A plan in which everything is long and late: what a short report has to stay short of."""

from datetime import UTC, date, datetime

from evidence.enums import EvidenceState
from institutions.models import Institution
from renaksi.enums import ItemVerdict, ReviewVerdict, UpdateState
from renaksi.models import ActionPlan, Commitment, ProgressUpdate, Review
from tests.factories.accounts import UserFactory
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import (
    CommitmentFactory,
    ItemFactory,
    LinkFactory,
    MilestoneFactory,
    PartnershipFactory,
    PeriodFactory,
    PlanFactory,
    UpdateFactory,
)

LONG = "Panjang sekali uraian yang menyebut semua hal yang akan dikerjakan oleh dinas dan para mitranya. "


def crowded_plan() -> ActionPlan:
    """Eight commitments with two milestones that are late and wait, of eight institutions with long names."""
    plan = PlanFactory(label="Rencana Besar", slug="besar", is_sample=True)
    PeriodFactory(plan=plan)
    institutions = [InstitutionFactory(name=f"Kementerian {LONG[:90]} {place}") for place in range(8)]
    for place, institution in enumerate(institutions):
        awaited = institutions[place - 1]
        commitment = promise(plan, f"3.{place}.10.2", institution)
        for _number in range(2):
            report(commitment, institution, blocked_by=awaited, blocked_since=date(2026, 4, 1))
        complete(report(commitment, institution, step=100))
    return plan


def promise(plan: ActionPlan, number: str, lead: Institution) -> Commitment:
    texts = dict.fromkeys(("problem", "solution", "expected_results"), LONG * 9)
    slug = number.replace(".", "-")
    commitment = CommitmentFactory(plan=plan, number=number, slug=slug, title=LONG, **texts)
    PartnershipFactory(commitment=commitment, institution=lead)
    return commitment


def report(commitment: Commitment, owner: Institution, *, step: int = 50, **fields: object) -> ProgressUpdate:
    """Of a new milestone, due half a year ago."""
    milestone = MilestoneFactory(
        commitment=commitment,
        number=str(commitment.milestones.count() + 1),
        sort_order=commitment.milestones.count(),
        title=LONG * 3,
        success_measure=LONG * 3,
        responsible=owner,
        due_on=date(2026, 4, 30),
    )
    author = UserFactory()
    texts = {"narrative": LONG * 5, "challenge_text": LONG * 3, "next_step": LONG * 3}
    update = UpdateFactory(
        milestone=milestone,
        period=commitment.plan.periods.get(),
        step=step,
        state=UpdateState.VERIFIED,
        submitted_at=datetime(2026, 10, 1, tzinfo=UTC),
        submitted_by=author,
        **{**texts, **fields},
    )
    verified = {"verdict": ReviewVerdict.VERIFIED, "verified_step": step, "by": author}
    Review.objects.create(update=update, at=datetime(2026, 10, 20, tzinfo=UTC), **verified)
    return update


def complete(update: ProgressUpdate, *, pieces: int = 1) -> None:
    """With so much accepted evidence, a piece a day."""
    for piece in range(pieces):
        day = datetime(2026, 10, 1 + piece, tzinfo=UTC)
        prove(update, title=f"{piece}. {LONG}", judged_at=day, state=EvidenceState.PUBLISHED)


def prove(
    update: ProgressUpdate, *, judged_at: datetime = datetime(2026, 10, 1, tzinfo=UTC), **fields: object
) -> None:
    ItemFactory(
        update=update,
        evidence=LinkFactory(institution=update.institution, **fields),
        verdict=ItemVerdict.ACCEPTED,
        judged_by=update.author,
        judged_at=judged_at,
    )
