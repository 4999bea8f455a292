"""A right that is taken away is gone with the next request of the same session: desk, CMS, file door and upload."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actions import deactivate_account, grant_role, revoke_role
from accounts.enums import Role
from accounts.models import User
from evidence.models import Evidence
from evidence.views.tus import BYTES
from renaksi.actions.attachments import attach_announced
from renaksi.actions.schedule import revoke_plan
from renaksi.enums import UpdateState
from tests import actors
from tests.factories.accounts import UserFactory
from tests.factories.evidence import PDF
from tests.integration.access.probe import ask, client_of, outcome
from tests.integration.access.world import World, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# What the addresses name, all of institution B.
PAGES: dict[str, Callable[[World], list[object]]] = {
    "workspace:report": lambda world: [world.period.pk, world.updates[UpdateState.DRAFT].milestone_id],
    "workspace:update": lambda world: [world.updates[UpdateState.SUBMITTED].pk],
    "workspace:approval": lambda world: [world.updates[UpdateState.AWAITING_AGENCY].pk],
    "workspace:review": lambda world: [world.updates[UpdateState.SUBMITTED].pk],
    "evidence:open": lambda world: [world.evidence.public_id],
}
BEHIND_THE_SIGN_IN = ("/ruang-kerja/", "/admin/")


def focal_point(world: World) -> User:
    return actors.focal_point(world.b)


def approver(world: World) -> User:
    return actors.approver(world.b)


def coordinator(world: World) -> User:
    return actors.coordinator(world.b.region)


def verifier(world: World) -> User:
    return actors.verifier(world.plan)


def monitor(world: World) -> User:
    return actors.monitor(world.plan)


def editor(_world: World) -> User:
    return grant_role(user=UserFactory(), role=Role.EDITOR, by=None).user


def admin(_world: World) -> User:
    return grant_role(user=UserFactory(), role=Role.ADMIN, by=None).user


def superuser(_world: World) -> User:
    return UserFactory(is_superuser=True, is_staff=True)


def role(user: User, _world: World) -> None:
    actors.secretariat_admin()  # the last one is never taken the role
    revoke_role(membership=user.memberships.get(), by=None)


def grant(user: User, world: World) -> None:
    revoke_plan(grant=world.plan.grants.get(user=user), by=actors.secretariat_admin())


def account(user: User, _world: World) -> None:
    actors.secretariat_admin()
    deactivate_account(user=user, by=None)


def flag(user: User, _world: World) -> None:
    User.objects.filter(pk=user.pk).update(is_superuser=False)


RIGHTS = [
    (focal_point, ["workspace:receipts", "workspace:report", "workspace:update", "evidence:open"], [role]),
    (approver, ["workspace:approval", "workspace:report", "workspace:update", "evidence:open"], [role]),
    (coordinator, ["workspace:report", "workspace:update", "evidence:open"], [role]),
    (verifier, ["workspace:review", "workspace:update", "evidence:open"], [role, grant]),
    (monitor, ["workspace:update", "evidence:open"], [role, grant]),
    (editor, ["wagtailadmin_home", "cms_commitment:list", "cms_report:index"], [role]),
    (admin, ["wagtailadmin_home", "cms_account:index", "cms_report:index", "evidence:open"], [role]),
    (superuser, ["wagtailadmin_home", "wagtailusers_users:index", "cms_account:index"], [flag]),
]


@pytest.mark.parametrize(
    ("person", "names", "take"),
    [
        pytest.param(person, names, take, id=f"{person.__name__}-{take.__name__}")
        for person, names, takings in RIGHTS
        for take in (*takings, account)
    ],
)
def test_what_is_taken_is_gone_with_the_next_request(person: Callable, names: list[str], take: Callable):
    world = make_world()
    user = person(world)
    client = client_of(user)
    pages = [reverse(name, args=PAGES.get(name, lambda _world: [])(world)) for name in names]
    assert {page: outcome(ask(client, "GET", page), page) for page in pages} == dict.fromkeys(pages, "200")
    take(user, world)
    gone = {
        page: "door" if take is account and page.startswith(BEHIND_THE_SIGN_IN) else "404" for page in pages
    }
    for verb in ("GET", "POST"):
        assert {page: outcome(ask(client, verb, page), page) for page in pages} == gone


@pytest.mark.parametrize("take", [role, account])
def test_upload_ends_with_the_right_to_send(take: Callable):
    """The first piece is taken, the next one is not: what was begun belongs to a right that is gone."""
    world = make_world()
    user = focal_point(world)
    client = client_of(user)
    draft = world.updates[UpdateState.DRAFT]
    attach_announced(update=draft, name="bukti.pdf", size=len(PDF), title="Bukti", by=user)
    assert piece(client, user, offset=0) == 204
    take(user, world)
    assert piece(client, user, offset=1) == 404
    assert Evidence.objects.get(uploader=user).size is None


def piece(client: Client, user: User, *, offset: int) -> int:
    address = reverse("evidence:upload", args=[Evidence.objects.get(uploader=user).public_id])
    told = {"Tus-Resumable": "1.0.0", "Upload-Offset": str(offset)}
    body = PDF[offset : offset + 1]
    return client.generic("PATCH", address, body, headers=told, CONTENT_TYPE=BYTES).status_code
