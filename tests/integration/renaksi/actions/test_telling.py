"""Who is told of which step of a report."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from accounts.models import Membership
from renaksi.actions.reviews import return_update, verify_update
from renaksi.actions.updates import approve_update, send_back_update, submit_update
from renaksi.enums import NoticeKind, ReturnReason
from renaksi.models import Notice
from tests import actors
from tests.factories.institutions import InstitutionFactory, ProvinceFactory
from tests.reporting import IN_WINDOW, REVIEWED, judge, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def told(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("user", "key"))


def returned(line, update):
    reason = ReturnReason.UNSIGNED
    return_update(update=update, reason_code=reason, note="Belum ada.", by=line.verifier, at=REVIEWED)
    update.refresh_from_db()


def test_returned_is_told_to_every_focal_point_and_again_when_it_comes_back_again(line):
    colleague = actors.focal_point(line.institution)
    actors.focal_point(line.institution, is_active=False)
    update = submitted(line)

    returned(line, update)
    submit_update(update=update, by=line.reporter, at=IN_WINDOW)
    returned(line, update)

    people = sorted([line.reporter.pk, colleague.pk])
    assert told(NoticeKind.RETURNED) == [(pk, f"returned:{update.pk}:{n}") for pk in people for n in (1, 2)]


def test_verified_is_told_to_an_author_who_is_no_focal_point_while_they_may_write(line):
    approver = actors.approver(line.institution)
    update = submitted(line)
    update.author = approver
    update.save()
    judge(line, update)

    verify_update(update=update, verified_step=50, by=line.verifier, at=REVIEWED)

    assert [pk for pk, _key in told(NoticeKind.VERIFIED)] == sorted([line.reporter.pk, approver.pk])


def test_author_who_reports_for_nobody_any_more_is_told_nothing(line):
    colleague = actors.focal_point(line.institution)
    update = submitted(line)
    judge(line, update)
    Membership.objects.filter(user=line.reporter).delete()

    verify_update(update=update, verified_step=50, by=line.verifier, at=REVIEWED)

    assert told(NoticeKind.VERIFIED) == [(colleague.pk, f"verified:{update.pk}:1")]


def test_both_stages_of_approval_are_told_to_their_approvers_but_not_to_who_wrote_it(line):
    region = ProvinceFactory()
    line.institution.region = region
    line.institution.save()
    line.plan.agency_approval = line.plan.region_approval = True
    line.plan.save()
    approver, coordinator = actors.approver(line.institution), actors.coordinator(region)
    Membership.objects.create(user=line.reporter, role=Role.APPROVER, institution=line.institution)
    actors.approver(InstitutionFactory(region=region))
    actors.coordinator(ProvinceFactory())

    update = submitted(line)
    assert told(NoticeKind.TO_APPROVE) == [(approver.pk, f"to_approve:{update.pk}:1")]
    approve_update(update=update, by=approver, at=IN_WINDOW)

    assert told(NoticeKind.TO_APPROVE) == sorted(
        [(approver.pk, f"to_approve:{update.pk}:1"), (coordinator.pk, f"to_approve:{update.pk}:2")]
    )
    send_back_update(update=update, reason="Belum lengkap.", by=coordinator, at=IN_WINDOW)
    assert told(NoticeKind.SENT_BACK) == [(line.reporter.pk, f"sent_back:{update.pk}:1")]


def test_number_of_queries_does_not_grow_with_the_people_told(line):
    update = submitted(line)
    with CaptureQueriesContext(connection) as one:
        returned(line, update)
    for _ in range(3):
        actors.focal_point(line.institution)
    submit_update(update=update, by=line.reporter, at=IN_WINDOW)
    with CaptureQueriesContext(connection) as four:
        returned(line, update)

    assert len(four) <= len(one)
