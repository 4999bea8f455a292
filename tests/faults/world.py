"""What every run starts from: one draft that waits for its proof, and the people around it."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import connections
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from renaksi.actions.updates import DraftContent, save_draft, start_update
from renaksi.models import EvidenceRequirement, Milestone, ProgressUpdate
from tests import actors
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import (
    CommitmentFactory,
    MilestoneFactory,
    PeriodFactory,
    PlanFactory,
    RequirementFactory,
)

ANSWER = DraftContent(
    step=75, narrative="Enam desa menerbitkan dataset.", challenges=("funding",), next_step="Pelatihan."
)


@dataclass(frozen=True)
class World:
    update: ProgressUpdate
    requirement: EvidenceRequirement
    reporter: User
    verifier: User
    admin: User


def make_world() -> None:
    """Through the same actions that people use, in a window that is open today."""
    now = timezone.now()
    today = timezone.localdate(now)
    plan = PlanFactory(start_on=today - timedelta(days=300), end_on=today + timedelta(days=300))
    institution = InstitutionFactory()
    milestone = MilestoneFactory(
        commitment=CommitmentFactory(plan=plan), responsible=institution, due_on=today + timedelta(days=60)
    )
    RequirementFactory(milestone=milestone)
    period = PeriodFactory(
        plan=plan,
        starts_on=today - timedelta(days=90),
        ends_on=today,
        opens_on=today - timedelta(days=5),
        closes_on=today + timedelta(days=5),
        verify_by=today + timedelta(days=20),
    )
    reporter = actors.focal_point(institution)
    actors.verifier(plan)
    actors.secretariat_admin()
    update = start_update(milestone=milestone, period=period, by=reporter, at=now)
    save_draft(update=update, content=ANSWER, revision=update.revision, by=reporter, at=now)
    connections.close_all()  # so that SQLite's file holds all of it


def load_world() -> World:
    """As it stands now, after whatever happened to it."""
    return World(
        update=ProgressUpdate.objects.current().get(),
        requirement=EvidenceRequirement.objects.get(milestone=Milestone.objects.get()),
        reporter=User.objects.get(memberships__role=Role.FOCAL_POINT),
        verifier=User.objects.get(memberships__role=Role.VERIFIER),
        admin=User.objects.get(memberships__role=Role.ADMIN),
    )
