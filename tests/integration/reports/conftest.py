"""A plan in which every kind of commitment occurs, with deadlines that no clock of a machine moves."""

from datetime import UTC, date, datetime

import pytest

from evidence.enums import EvidenceState
from renaksi.enums import Challenge, ItemVerdict, PartnerRole, ReviewVerdict, UpdateState
from renaksi.models import ActionPlan, Amendment, Milestone, ProgressUpdate, ReportingPeriod, Review
from tests.factories.accounts import UserFactory
from tests.factories.institutions import CityFactory, InstitutionFactory
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

LONG_AGO, FAR_AHEAD = date(2020, 6, 30), date(2090, 12, 31)
SUBMITTED = datetime(2020, 10, 1, 3, tzinfo=UTC)
VERIFIED = datetime(2020, 10, 5, 3, tzinfo=UTC)


@pytest.fixture
def plan() -> ActionPlan:
    """Two milestones at 50 and 100 (proven), one that is only claimed, one nobody reported; one is late."""
    found = PlanFactory(
        label="Rencana Aksi Laporan", slug="rencana-laporan", start_on=date(2020, 1, 1), end_on=FAR_AHEAD
    )
    period = period_of(found)
    first = commitment_of(found, "1", "Data anggaran desa terbuka")
    verify(report(milestone_of(first, "Anggaran terbit", due_on=LONG_AGO), period, step=75), step=50)
    done = verify(report(milestone_of(first, "Portal berjalan"), period, step=100), step=100)
    accept(done, "Berita acara portal")
    report(
        milestone_of(commitment_of(found, "2", "Aduan dijawab tepat waktu"), "Kanal dibuka"), period, step=25
    )
    milestone_of(commitment_of(found, "3", "Bantuan hukum merata"), "Pos berdiri")
    return found


def period_of(plan: ActionPlan, **fields: object) -> ReportingPeriod:
    days = {
        "year": 2020,
        "starts_on": date(2020, 7, 1),
        "ends_on": date(2020, 9, 30),
        "opens_on": date(2020, 9, 20),
        "closes_on": date(2020, 10, 10),
        "verify_by": date(2020, 10, 31),
    }
    return PeriodFactory(plan=plan, **{**days, **fields})


def commitment_of(plan: ActionPlan, number: str, title: str, **fields: object):
    commitment = CommitmentFactory(
        plan=plan, number=number, slug=number, title=title, region=CityFactory(), **fields
    )
    PartnershipFactory(commitment=commitment, institution=InstitutionFactory(name=f"Dinas {number}"))
    PartnershipFactory(
        commitment=commitment,
        institution=InstitutionFactory(name=f"Mitra {number}"),
        role=PartnerRole.RELATED,
    )
    return commitment


def milestone_of(commitment, title: str, due_on: date = FAR_AHEAD, **fields: object) -> Milestone:
    lead = commitment.partnerships.first().institution
    return MilestoneFactory(
        commitment=commitment,
        title=title,
        success_measure=f"Ukuran {title.lower()}",
        start_on=date(2020, 1, 1),
        due_on=due_on,
        responsible=lead,
        **fields,
    )


def report(milestone: Milestone, period: ReportingPeriod, *, step: int) -> ProgressUpdate:
    return UpdateFactory(
        milestone=milestone,
        period=period,
        step=step,
        state=UpdateState.SUBMITTED,
        submitted_at=SUBMITTED,
        submitted_by=UserFactory(),
        narrative=f"Perkembangan {milestone.title}",
        challenges=[Challenge.FUNDING],
        challenge_text="Anggaran belum cair",
        next_step="Melatih operator desa",
    )


def verify(update: ProgressUpdate, *, step: int, at: datetime = VERIFIED) -> ProgressUpdate:
    update.state = UpdateState.VERIFIED
    update.save()
    Review.objects.create(
        update=update, verdict=ReviewVerdict.VERIFIED, verified_step=step, by=UserFactory(), at=at
    )
    return update


def accept(update: ProgressUpdate, title: str, *, at: datetime = VERIFIED, **fields: object):
    state = {"state": EvidenceState.PUBLISHED, **fields}
    return ItemFactory(
        update=update,
        evidence=LinkFactory(title=title, institution=update.institution, **state),
        verdict=ItemVerdict.ACCEPTED,
        judged_by=UserFactory(),
        judged_at=at,
    )


def amend(milestone: Milestone) -> Amendment:
    return Amendment.objects.create(
        commitment=milestone.commitment,
        milestone=milestone,
        field="due_on",
        old="2020-03",
        new="2020-06-30",
        reason="Lelang diulang",
        by=UserFactory(),
        at=VERIFIED,
    )
