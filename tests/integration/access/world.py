"""Two institutions that report on one plan; everything that an address can name belongs to institution B."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.permissions import Actor
from evidence.enums import EvidenceState, LinkState
from evidence.models import Evidence, LinkVisit
from institutions.models import Institution
from renaksi.enums import UpdateState
from renaksi.models import ActionPlan, Milestone, ProgressUpdate, ReportingPeriod
from reports.document.payload import fingerprint
from reports.enums import BuildState, FileFormat, ReportKind
from reports.models import Report, ReportBuild
from reports.naming import report_slug
from tests import actors
from tests.factories.accounts import UserFactory
from tests.factories.evidence import PDF, FileFactory
from tests.factories.institutions import CityFactory, InstitutionFactory
from tests.factories.previews import put_preview
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
from tests.published_reports import put_file
from tests.report_payloads import sample_payload

# In every text and file name that only institution B and who works with it may read.
CANARY = "Kenari-7f3a"


@dataclass
class World:
    """`updates` are institution B's, by state; `unbegun` is a milestone of B that nobody has reported yet."""

    a: Institution
    b: Institution
    plan: ActionPlan
    period: ReportingPeriod
    unbegun: Milestone
    updates: dict[UpdateState, ProgressUpdate]
    evidence: Evidence
    build: ReportBuild


def make_world() -> World:
    a, b = (InstitutionFactory(name=f"Instansi {name}", slug=name, region=CityFactory()) for name in "ab")
    today = timezone.localdate()
    plan = PlanFactory(slug="rencana", agency_approval=True, region_approval=True)
    period = PeriodFactory(
        plan=plan,
        opens_on=today - timedelta(5),
        closes_on=today + timedelta(5),
        verify_by=today + timedelta(9),
    )
    commitment = CommitmentFactory(plan=plan, number="1", slug="1")
    for institution in (a, b):
        PartnershipFactory(commitment=commitment, institution=institution)
    milestones = [MilestoneFactory(commitment=commitment, responsible=b) for _ in range(7)]
    states = [
        UpdateState.DRAFT,
        UpdateState.AWAITING_AGENCY,
        UpdateState.AWAITING_REGION,
        UpdateState.SUBMITTED,
        UpdateState.IN_REVIEW,
        UpdateState.RETURNED,
    ]
    updates = {
        state: secret_update(milestone, period, state)
        for state, milestone in zip(states, milestones, strict=False)
    }
    MilestoneFactory(commitment=commitment, responsible=a)
    return World(
        a,
        b,
        plan,
        period,
        milestones[-1],
        updates,
        secret_file(updates[UpdateState.DRAFT]),
        secret_report(plan),
    )


def secret_update(milestone: Milestone, period: ReportingPeriod, state: UpdateState) -> ProgressUpdate:
    sent: dict[str, Any] = {}
    if state != UpdateState.DRAFT:
        now = timezone.now()
        sent = {
            "submitted_by": UserFactory(),
            "submitted_at": now,
            "first_submitted_at": now,
            "receipt": f"UJI-{milestone.pk}",
        }
    return UpdateFactory(
        milestone=milestone,
        period=period,
        state=state,
        narrative=f"{CANARY} perkembangan",
        challenge_text=f"{CANARY} kendala",
        next_step=f"{CANARY} langkah",
        **sent,
    )


def secret_file(update: ProgressUpdate) -> Evidence:
    """Clean and on disk, so that nothing but the rights keeps it closed."""
    folder = settings.EVIDENCE_ROOT / "clean"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kenari.pdf").write_bytes(PDF + CANARY.encode())
    evidence = FileFactory(
        title=f"{CANARY} berkas",
        original_name=f"{CANARY}.pdf",
        state=EvidenceState.CLEAN,
        derivative_name="clean/kenari.pdf",
        content_type="application/pdf",
        institution=update.institution,
    )
    put_preview(evidence, text=f"{CANARY} isi")
    ItemFactory(update=update, evidence=evidence)
    return evidence


def secret_link(update: ProgressUpdate) -> Evidence:
    """With a stored copy that may be opened."""
    folder = settings.EVIDENCE_ROOT / "copies"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kenari.txt").write_text(CANARY)
    link = LinkFactory(title=f"{CANARY} tautan", institution=update.institution)
    ItemFactory(update=update, evidence=link)
    LinkVisit.objects.create(
        evidence=link,
        at=timezone.now(),
        state=LinkState.REACHABLE,
        sha256="0" * 64,
        copy_name="copies/kenari",
        derivative_name="copies/kenari.txt",
    )
    return link


def secret_report(plan: ActionPlan) -> ReportBuild:
    """Built, not yet published: for who publishes alone."""
    report = Report.objects.create(
        kind=ReportKind.STANDING, plan=plan, slug=report_slug(kind=ReportKind.STANDING, plan=plan.slug)
    )
    content = replace(sample_payload(), report=report.slug, kind=CANARY).to_bytes()
    build = ReportBuild.objects.create(
        report=report,
        state=BuildState.READY,
        payload_sha256=fingerprint(content),
        pages=1,
        as_of=timezone.localdate(),
        finished_at=timezone.now(),
    )
    for format_, stored in ((FileFormat.PDF, PDF + CANARY.encode()), (FileFormat.PAYLOAD, content)):
        put_file(build, format_, stored)
    return build


ACTORS = {
    "anonymous": lambda _world: AnonymousUser(),
    "focal A": lambda world: actors.focal_point(world.a),
    "focal B": lambda world: actors.focal_point(world.b),
    "approver": lambda world: actors.approver(world.b),
    "coordinator": lambda world: actors.coordinator(world.b.region),
    "monitor": lambda world: actors.monitor(world.plan),
    "editor": lambda _world: actors.editor(),
    "verifier": lambda world: actors.verifier(world.plan),
    "admin": lambda _world: actors.secretariat_admin(),
    # The same roles elsewhere, who have nothing to do with institution B or its plan.
    "approver A": lambda world: actors.approver(world.a),
    "coordinator A": lambda world: actors.coordinator(world.a.region),
    "other monitor": lambda _world: actors.monitor(PlanFactory()),
    "other verifier": lambda _world: actors.verifier(PlanFactory()),
}


def actor(name: str, world: World) -> Actor:
    return ACTORS[name](world)
