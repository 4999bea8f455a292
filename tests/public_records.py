"""Published records that pages show, and how tests read a page."""

from datetime import date, timedelta
from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from evidence.enums import EvidenceState
from institutions.models import Institution
from renaksi.enums import ItemVerdict, PeriodState, ReviewVerdict, UpdateState
from renaksi.models import (
    ActionPlan,
    Commitment,
    EvidenceItem,
    Milestone,
    ProgressUpdate,
    ReportingPeriod,
    Review,
)
from tests.factories.accounts import UserFactory
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


def today() -> date:
    """Pages read the clock; records are dated around it."""
    return timezone.localdate()


def past_period(plan: ActionPlan, **fields: Any) -> ReportingPeriod:
    """A period of this year whose window has closed a month ago."""
    day = today()
    dates = {
        "code": "B03",
        "year": day.year,
        "starts_on": day - timedelta(days=150),
        "ends_on": day - timedelta(days=60),
        "opens_on": day - timedelta(days=70),
        "closes_on": day - timedelta(days=40),
        "verify_by": day - timedelta(days=30),
        "state": PeriodState.CLOSED,
    }
    return PeriodFactory(plan=plan, **{**dates, **fields})


def running_plan(**fields: Any) -> ActionPlan:
    """Monitored: with a past period; its commitments may be late."""
    day = today()
    dates = {"start_on": day - timedelta(days=300), "end_on": day + timedelta(days=300)}
    plan = PlanFactory(**{**dates, **fields})
    past_period(plan)
    return plan


def promise(plan: ActionPlan, *, lead: Institution | None = None, **fields: Any) -> Commitment:
    """A commitment with a lead."""
    commitment = CommitmentFactory(plan=plan, **fields)
    PartnershipFactory(commitment=commitment, **({"institution": lead} if lead else {}))
    return commitment


def step_of(commitment: Commitment, *, due_in: int = 100, **fields: Any) -> Milestone:
    """A milestone that its commitment's lead answers for, due in so many days."""
    lead = commitment.partnerships.get().institution
    return MilestoneFactory(
        commitment=commitment,
        responsible=lead,
        start_on=today() - timedelta(days=200),
        due_on=today() + timedelta(days=due_in),
        **fields,
    )


def reported(
    milestone: Milestone, *, step: int, verified: int | None = None, **fields: Any
) -> ProgressUpdate:
    """Submitted for the plan's past period, and verified if `verified` says at which step."""
    period = milestone.commitment.plan.periods.first()
    at = timezone.now() - timedelta(days=45)
    update = UpdateFactory(
        milestone=milestone,
        period=period,
        step=step,
        state=UpdateState.SUBMITTED if verified is None else UpdateState.VERIFIED,
        submitted_at=at,
        submitted_by=UserFactory(),
        **fields,
    )
    if verified is not None:
        Review.objects.create(
            update=update, verdict=ReviewVerdict.VERIFIED, verified_step=verified, by=UserFactory(), at=at
        )
    return update


def proof(update: ProgressUpdate, *, state: str = EvidenceState.PUBLISHED, **fields: Any) -> EvidenceItem:
    """An accepted item; the public sees it if it is published."""
    return ItemFactory(
        update=update,
        evidence=LinkFactory(institution=update.institution, state=state, **fields),
        verdict=ItemVerdict.ACCEPTED,
        judged_by=UserFactory(),
        judged_at=timezone.now() - timedelta(days=44),
    )


def tracked(plan: ActionPlan, *, step: int = 50, **fields: Any) -> Commitment:
    """A commitment whose one milestone is verified at `step`, with a published proof."""
    commitment = promise(plan, **fields)
    proof(reported(step_of(commitment), step=step, verified=step))
    return commitment


def read(client: Client, url: str, **query: Any) -> BeautifulSoup:
    """The page at the address, which must be there."""
    response = client.get(url, query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(node: Any) -> str:
    """The text of a part of a page with single spaces."""
    return " ".join(node.get_text(" ").split())
