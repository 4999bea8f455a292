"""What is open although nobody is there to do it, and that admins are told once."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Membership, User
from institutions.models import Institution
from renaksi.enums import NoticeKind, PartnerRole, PeriodState, PlanState, UpdateState
from renaksi.models import Notice, PlanGrant, ProgressUpdate
from renaksi.notifications.digests import send_digests
from renaksi.notifications.readable import SHOWN
from renaksi.notifications.reminders import write_reminders
from renaksi.notifications.wording import About, told
from renaksi.queries.workspace.ownerless import Lacks, ownerless_items, ownerless_page
from tests import actors
from tests.factories.institutions import CityFactory, InstitutionFactory
from tests.factories.renaksi import (
    CommitmentFactory,
    MilestoneFactory,
    PartnershipFactory,
    PeriodFactory,
    PlanFactory,
    UpdateFactory,
)
from tests.integration.access.probe import client_of, undone
from tests.reporting import IN_WINDOW, line

__all__ = ["line"]
pytestmark = [pytest.mark.django_db, pytest.mark.once]

TODAY = date(2026, 10, 5)


def found(lacks: Lacks) -> list[str]:
    return [one.key for one in ownerless_items(today=TODAY) if one.lacks == lacks]


def test_nothing_is_ownerless_where_everybody_is_there(line):
    assert ownerless_items(today=TODAY) == ()


def test_milestone_without_institution(line):
    commitment = line.milestone.commitment
    bare = MilestoneFactory(commitment=commitment, responsible=None)
    MilestoneFactory(commitment__plan__state=PlanState.CLOSED, responsible=None)
    MilestoneFactory(responsible=None)  # of a plan that is only a record
    MilestoneFactory(commitment=commitment, responsible=None, withdrawn_on=TODAY, withdrawn_reason="Digabung")
    led = PartnershipFactory(commitment__plan=line.plan, role=PartnerRole.LEAD).commitment
    MilestoneFactory(commitment=led, responsible=None)
    assert found(Lacks.INSTITUTION) == [f"milestone:{bare.pk}"]


def nobody(line):
    Membership.objects.filter(user=line.reporter).delete()


def switched_off(line):
    User.objects.filter(pk=line.reporter.pk).update(is_active=False)


@pytest.mark.parametrize("leave", [nobody, switched_off])
def test_institution_that_owes_without_an_active_focal_point(line, leave):
    actors.approver(line.institution)
    leave(line)
    assert found(Lacks.FOCAL_POINT) == [f"focal_point:{line.period.pk}:{line.institution.pk}"]
    actors.focal_point(line.institution)
    assert found(Lacks.FOCAL_POINT) == []


def test_what_was_sent_is_not_owed_any_more(line):
    nobody(line)
    update = waiting(line, UpdateState.DRAFT)
    owed = set()
    for state in UpdateState:
        type(update).objects.filter(pk=update.pk).update(state=state)
        owed |= {state} if found(Lacks.FOCAL_POINT) else set()
    assert owed == {UpdateState.DRAFT, UpdateState.RETURNED, UpdateState.WITHDRAWN}


def test_only_rounds_that_run_ask_for_a_focal_point(line):
    nobody(line)
    changes = [
        ({"state": PeriodState.PLANNED}, False),
        ({"state": PeriodState.CLOSED}, False),
        ({"opens_on": date(2026, 10, 6)}, False),
        ({"closes_on": date(2026, 9, 30), "verify_by": date(2026, 10, 4)}, False),
        ({"closes_on": date(2026, 9, 30), "verify_by": date(2026, 10, 5)}, True),
    ]
    for change, is_owed in changes:
        with undone():
            type(line.period).objects.filter(pk=line.period.pk).update(**change)
            assert bool(found(Lacks.FOCAL_POINT)) == is_owed, change


def waiting(line, state, **fields):
    sent = {"submitted_by": line.reporter, "submitted_at": IN_WINDOW}
    return UpdateFactory(
        milestone=line.milestone, period=line.period, state=state, author=line.reporter, **sent, **fields
    )


def test_report_that_waits_for_an_approver_who_is_not_there(line):
    update = waiting(line, UpdateState.AWAITING_AGENCY)
    assert found(Lacks.APPROVER) == [f"awaiting_agency:{update.pk}"]
    approver = actors.approver(line.institution)
    assert found(Lacks.APPROVER) == []
    User.objects.filter(pk=approver.pk).update(is_active=False)
    assert found(Lacks.APPROVER) == [f"awaiting_agency:{update.pk}"]


def test_report_that_waits_for_a_coordinator_who_is_not_there(line):
    region = CityFactory()
    Institution.objects.filter(pk=line.institution.pk).update(region=region)
    update = waiting(line, UpdateState.AWAITING_REGION)
    actors.coordinator(CityFactory())
    assert found(Lacks.COORDINATOR) == [f"awaiting_region:{update.pk}"]
    actors.coordinator(region)
    assert found(Lacks.COORDINATOR) == []


def test_plan_whose_reports_wait_for_no_verifier(line):
    waiting(line, UpdateState.SUBMITTED)
    key = [f"verifier:{line.plan.pk}:{line.period.pk}"]
    assert found(Lacks.VERIFIER) == []
    User.objects.filter(pk=line.verifier.pk).update(is_active=False)
    assert found(Lacks.VERIFIER) == key
    other = actors.verifier(line.plan)
    assert found(Lacks.VERIFIER) == []
    other.memberships.all().delete()
    assert found(Lacks.VERIFIER) == key, "a grant counts only with its role"
    PlanGrant.objects.all().delete()
    assert found(Lacks.VERIFIER) == key


def test_same_number_of_queries_for_one_and_for_three_of_each(line):
    counts = []
    for more in (1, 2):
        for _one in range(more):
            ownerless_world()
        with CaptureQueriesContext(connection) as queries:
            page = ownerless_page(today=TODAY)
        counts.append(len(queries))
    assert {group.code: len(group.items) for group in page} == dict.fromkeys(Lacks, 3)
    assert counts[0] == counts[1] <= 15


def ownerless_world():
    plan = PlanFactory()
    period = PeriodFactory(plan=plan)
    commitment = CommitmentFactory(plan=plan)
    MilestoneFactory(commitment=commitment, responsible=None)
    author = actors.secretariat_admin()
    institution = InstitutionFactory(region=CityFactory())
    served = InstitutionFactory(region=CityFactory())
    actors.focal_point(served)
    for state, owner in (
        (UpdateState.AWAITING_AGENCY, served),
        (UpdateState.AWAITING_REGION, served),
        (UpdateState.SUBMITTED, served),
        (UpdateState.DRAFT, institution),
    ):
        milestone = MilestoneFactory(commitment=commitment, responsible=owner)
        UpdateFactory(
            milestone=milestone,
            period=period,
            state=state,
            author=author,
            submitted_by=author,
            submitted_at=IN_WINDOW,
        )


def sentences(admin: User) -> list[str]:
    about = Notice.objects.filter(kind=NoticeKind.OWNERLESS, user=admin).select_related(*SHOWN)
    return [told(About(notice, TODAY, TODAY)).text for notice in about]


def test_admins_are_told_once_for_each_item(line):
    nobody(line)
    write_reminders((), IN_WINDOW)
    write_reminders((), IN_WINDOW)
    [notice] = Notice.objects.filter(kind=NoticeKind.OWNERLESS)
    key = f"ownerless:focal_point:{line.period.pk}:{line.institution.pk}"
    assert (notice.user, notice.key) == (line.admin, key)
    newcomer = actors.secretariat_admin()
    User.objects.filter(pk=line.admin.pk).update(is_active=False)
    write_reminders((), IN_WINDOW)
    assert Notice.objects.filter(user=newcomer, kind=NoticeKind.OWNERLESS).count() == 1


def test_each_notice_says_what_it_is_about(line):
    ownerless_world()
    write_reminders((), IN_WINDOW)
    items = {one.key: one for one in ownerless_items(today=TODAY)}
    bare, unserved, agency, region, unverified = (
        next(one for key, one in items.items() if key.startswith(kind))
        for kind in ("milestone", "focal_point", "awaiting_agency", "awaiting_region", "verifier")
    )
    served = ProgressUpdate.objects.get(pk=agency.update_id).institution
    assert sorted(sentences(line.admin)) == sorted(
        [
            f"“{bare.title}” tanpa instansi yang melapor.",
            f"{unserved.title} harus melapor B09 2026, tanpa narahubung.",
            f"{served}: “{agency.title}” (B09 2026) menunggu persetujuan, tanpa penyetuju.",
            f"{served}: “{region.title}” (B09 2026) menunggu persetujuan, tanpa penyetuju.",
            f"{unverified.title}: laporan B09 2026 menunggu telaah, tanpa verifikator.",
        ]
    )
    # And the holidays of next year.
    assert {len(letter.lines) for letter in send_digests((), IN_WINDOW)} == {6}


def test_page_says_what_to_do(line):
    MilestoneFactory(commitment=line.milestone.commitment, responsible=None, title="Tonggak tanpa siapa pun")
    page = client_of(line.admin).get("/ruang-kerja/tanpa-petugas/").content.decode()
    assert "Tonggak tanpa siapa pun" in page
    assert "Pilih instansi penanggung jawab tonggak" in page
