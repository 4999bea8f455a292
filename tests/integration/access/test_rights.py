"""The table of rights, each cell tried: who has the right inside its scope, outside of it, and who has it not."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from itertools import product
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import Page

from accounts.actions import appoint_focal_point, grant_role
from accounts.domain.rights import Right, Scope, scope_of
from accounts.enums import Role
from accounts.models import User
from evidence.actions.takedown import take_down
from evidence.enums import TakedownReason
from evidence.permissions import may_open
from institutions.models import Institution
from renaksi.actions.notes import add_note
from renaksi.actions.periods import extend_period
from renaksi.actions.plans import publish_commitment
from renaksi.actions.reviews import start_review
from renaksi.actions.updates import approve_update, start_update
from renaksi.enums import UpdateState
from renaksi.models import ActionPlan
from renaksi.permissions import may_edit_plans, updates_readable_by
from reports.actions.requesting import request_report
from reports.actions.texts import write_texts
from reports.enums import ReportKind, TextSlot
from reports.subject import Subject
from tests import actors
from tests.factories.accounts import UserFactory
from tests.factories.renaksi import ItemFactory, LinkFactory, PlanFactory
from tests.integration.access.probe import client_of, undone
from tests.integration.access.world import World, make_world
from tests.pages import site_tree

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@dataclass
class Place:
    """Where somebody is put: the institution and plan of their role."""

    institution: Institution
    plan: ActionPlan


def of_the_cms(role: Role) -> User:
    """With the group that goes with the role, as the secretariat makes them."""
    user = UserFactory()
    grant_role(user=user, role=role, by=None)
    return User.objects.get(pk=user.pk)


PEOPLE: dict[Role, Callable[[Place], User]] = {
    Role.FOCAL_POINT: lambda place: actors.focal_point(place.institution),
    Role.APPROVER: lambda place: actors.approver(place.institution),
    Role.COORDINATOR: lambda place: actors.coordinator(place.institution.region),
    Role.MONITOR: lambda place: actors.monitor(place.plan),
    Role.EDITOR: lambda _place: of_the_cms(Role.EDITOR),
    Role.VERIFIER: lambda place: actors.verifier(place.plan),
    Role.ADMIN: lambda _place: of_the_cms(Role.ADMIN),
}
INSIDE = "inside"
OUTSIDE = "outside"


def reads_published(world: World, by: User) -> bool:
    return client_of(by).get(world.unbegun.commitment.get_absolute_url()).status_code == HTTPStatus.OK


def reads_update(world: World, by: User) -> bool:
    draft = world.updates[UpdateState.DRAFT]
    sees, opens = updates_readable_by(by).filter(pk=draft.pk).exists(), may_open(by, world.evidence)
    assert sees == opens
    return sees


def writes(world: World, by: User) -> Any:
    return start_update(milestone=world.unbegun, period=world.period, by=by, at=timezone.now())


def writes_on_behalf(world: World, by: User) -> Any:
    letter = LinkFactory(institution=world.b, uploader=by)
    return start_update(
        milestone=world.unbegun, period=world.period, by=by, at=timezone.now(), on_behalf_source=letter
    )


def takes_down(world: World, by: User) -> Any:
    proof = ItemFactory(update=world.updates[UpdateState.SUBMITTED]).evidence
    return take_down(evidence=proof, reason=TakedownReason.PERSONAL_DATA, by=by, at=timezone.now())


def approves(state: UpdateState) -> Callable[[World, User], Any]:
    return lambda world, by: approve_update(update=world.updates[state], by=by, at=timezone.now())


def extends(world: World, by: User) -> Any:
    later = world.period.closes_on + timedelta(1)
    given = {"closes_on": later, "reason": "Uji", "by": by, "at": timezone.now()}
    return extend_period(period=world.period, institution=world.b, **given)


def edits(slug: str) -> Callable[[World, User], bool]:
    """The page of the tree with that last part of its address."""

    def try_it(_world: World, by: User) -> bool:
        if not Page.objects.filter(slug=slug).exists():
            site_tree()
        return bool(Page.objects.get(slug=slug).permissions_for_user(by).can_edit())

    return try_it


# Each returns a false value or raises PermissionDenied if the person may not.
PROBES: dict[Right, Callable[[World, User], Any]] = {
    Right.READ_PUBLISHED: reads_published,
    Right.READ_UPDATES: reads_update,
    Right.READ_DRAFT_TEXTS: edits("beranda-uji"),
    Right.WRITE_UPDATES: writes,
    Right.WRITE_ON_BEHALF: writes_on_behalf,
    Right.APPROVE_FOR_AGENCY: approves(UpdateState.AWAITING_AGENCY),
    Right.APPROVE_FOR_REGION: approves(UpdateState.AWAITING_REGION),
    Right.VERIFY: lambda world, by: start_review(
        update=world.updates[UpdateState.SUBMITTED], by=by, at=timezone.now()
    ),
    Right.TAKE_DOWN: takes_down,
    Right.NOTE_INDEPENDENTLY: lambda world, by: add_note(
        commitment=world.unbegun.commitment, text="Uji", by=by, at=timezone.now()
    ),
    Right.DRAFT_PLANS: lambda _world, by: may_edit_plans(by),
    Right.PUBLISH_PLANS: lambda world, by: (
        publish_commitment(commitment=world.unbegun.commitment, by=by) or True
    ),
    Right.DECIDE: extends,
    Right.CURATE_PRACTICES: edits("praktik"),
    Right.EDIT_PAGES: edits("kabar"),
    Right.WRITE_REPORT_TEXTS: lambda world, by: write_texts(
        report=world.build.report, by=by, at=timezone.now(), slots={TextSlot.FOREWORD: ("Uji", "")}
    ),
    Right.PUBLISH_REPORTS: lambda world, by: request_report(
        subject=Subject(ReportKind.STANDING, world.plan), by=by
    ),
    Right.MANAGE_ACCOUNTS: lambda world, by: appoint_focal_point(
        email=f"baru{by.pk}@contoh.test", name="Baru", institution=world.b, by=by
    ),
}


def may(world: World, right: Right, by: User) -> bool:
    try:
        return bool(PROBES[right](world, by))
    except PermissionDenied:
        return False


@pytest.mark.parametrize("right", PROBES)
def test_right_reaches_as_far_as_the_table_says(right: Right):
    """Each role finds the world as it was made."""
    world = make_world()
    near, far = Place(world.b, world.plan), Place(world.a, PlanFactory())
    reached = {}
    for role, (where, place) in product(Role, {INSIDE: near, OUTSIDE: far}.items()):
        with undone():
            reached[role, where] = may(deepcopy(world), right, PEOPLE[role](deepcopy(place)))
    scopes = {role: scope_of(role, right) for role in Role}
    assert reached == {
        **{(role, INSIDE): scope is not None for role, scope in scopes.items()},
        **{(role, OUTSIDE): scope == Scope.EVERYWHERE for role, scope in scopes.items()},
    }


@pytest.mark.parametrize("right", PROBES)
def test_who_left_has_no_right_any_more(right: Right):
    world = make_world()
    for role, person in PEOPLE.items():
        gone = person(Place(world.b, world.plan))
        gone.is_active = False
        gone.save()
        if right != Right.READ_PUBLISHED:
            assert may(world, right, User.objects.get(pk=gone.pk)) is False, role


@pytest.mark.parametrize("right", PROBES)
def test_a_grant_counts_only_together_with_the_role(right: Right):
    world = make_world()
    for role in (Role.VERIFIER, Role.MONITOR):
        person = PEOPLE[role](Place(world.b, world.plan))
        person.memberships.all().delete()
        if right != Right.READ_PUBLISHED:
            assert may(world, right, User.objects.get(pk=person.pk)) is False, role


def test_every_right_has_its_probe():
    assert set(Right) == set(PROBES)
