"""The groups of the CMS give exactly the rights of their role, and nobody else gets in."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from accounts.actions import grant_role, revoke_role
from accounts.enums import CMS_ROLES, Role
from accounts.groups import group_for, group_names, model_rights, set_up_groups
from accounts.models import Membership, User
from foundation.audit.queries import entries_for
from institutions.models import Institution, Region
from tests.actors import approver, coordinator, focal_point, monitor, secretariat_admin, verifier
from tests.factories.accounts import UserFactory
from tests.factories.institutions import CityFactory, InstitutionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def rights(group: Group) -> set[tuple[str, str]]:
    return set(group.permissions.values_list("content_type__app_label", "codename"))


def test_there_is_one_group_for_each_role_of_the_cms() -> None:
    assert set(group_names()) == CMS_ROLES


@pytest.mark.parametrize("role", sorted(CMS_ROLES))
def test_setting_up_twice_changes_nothing(role: Role) -> None:
    set_up_groups()
    before = (
        rights(group_for(role)),
        GroupPagePermission.objects.count(),
        GroupCollectionPermission.objects.count(),
    )
    set_up_groups()
    after = (
        rights(group_for(role)),
        GroupPagePermission.objects.count(),
        GroupCollectionPermission.objects.count(),
    )
    assert before == after
    assert before[0] == set(model_rights(role))


def test_setting_up_takes_away_what_was_added_by_hand() -> None:
    group = group_for(Role.EDITOR)
    group.permissions.add(group_for(Role.ADMIN).permissions.get(codename="publish_commitment"))
    call_command("setup_groups", stdout=StringIO())
    assert rights(group) == set(model_rights(Role.EDITOR))


@pytest.mark.parametrize("role", sorted(CMS_ROLES))
def test_no_group_may_touch_users_or_groups(role: Role) -> None:
    """Trap: in Wagtail the right to change users is as good as superuser."""
    touched = {
        (app, code)
        for app, code in rights(group_for(role))
        if code.endswith(("_user", "_group", "_membership"))
    }
    assert touched == set()


def test_admins_open_no_user_administration() -> None:
    client = Client()
    user = UserFactory()
    grant_role(user=user, role=Role.ADMIN, by=None)
    client.force_login(user)
    other = UserFactory(name="Semula")
    for name, key in (
        ("wagtailusers_users:index", []),
        ("wagtailusers_users:edit", [other.pk]),
        ("wagtailusers_groups:index", []),
    ):
        assert client.get(reverse(name, args=key)).status_code == 404
    client.post(
        reverse("wagtailusers_users:edit", args=[other.pk]), {"name": "Menjadi", "is_superuser": "on"}
    )
    other.refresh_from_db()
    assert (other.name, other.is_superuser) == ("Semula", False)


def test_only_admins_publish() -> None:
    publishing = {("renaksi", "publish_actionplan"), ("renaksi", "publish_commitment")}
    assert publishing & rights(group_for(Role.EDITOR)) == set()
    assert publishing <= rights(group_for(Role.ADMIN))


def test_editors_see_no_reports_and_no_evidence() -> None:
    hidden = {"view_progressupdate", "view_review", "view_evidence"}
    assert hidden & {code for _app, code in rights(group_for(Role.EDITOR))} == set()


# --- Roles and groups keep in step -----------------------------------------------------------------


def test_group_follows_the_role_and_leaves_with_it() -> None:
    user = UserFactory()
    membership = grant_role(user=user, role=Role.EDITOR, by=None)
    assert list(user.groups.values_list("name", flat=True)) == ["Editor"]
    revoke_role(membership=membership, by=None)
    assert not user.groups.exists()


def test_one_role_less_leaves_the_other() -> None:
    user = UserFactory()
    grant_role(user=user, role=Role.ADMIN, by=None)
    revoke_role(membership=grant_role(user=user, role=Role.EDITOR, by=None), by=None)
    assert list(user.groups.values_list("name", flat=True)) == ["Admin sekretariat"]


def test_same_role_twice_is_one_role() -> None:
    user, institution = UserFactory(), InstitutionFactory()
    for _turn in range(2):
        grant_role(user=user, role=Role.FOCAL_POINT, institution=institution, by=None)
    assert Membership.objects.filter(user=user).count() == 1
    assert not user.groups.exists()


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.COORDINATOR])
def test_role_names_what_it_needs(role: Role) -> None:
    with pytest.raises(ValidationError):
        grant_role(user=UserFactory(), role=role, by=None)


def test_only_admins_give_and_take_roles() -> None:
    user = UserFactory()
    with pytest.raises(PermissionDenied):
        grant_role(user=user, role=Role.ADMIN, by=user)
    membership = grant_role(user=user, role=Role.EDITOR, by=secretariat_admin())
    with pytest.raises(PermissionDenied):
        revoke_role(membership=membership, by=user)


def test_roles_are_logged_with_who_gave_them() -> None:
    user, admin = UserFactory(), secretariat_admin()
    revoke_role(membership=grant_role(user=user, role=Role.EDITOR, by=admin), by=admin)
    told = [(entry.action, entry.actor, entry.data["role"]) for entry in entries_for(user)]
    assert told == [("role.revoked", admin, "editor"), ("role.granted", admin, "editor")]


# --- The door -----------------------------------------------------------------------------------


def outsiders(institution: Institution, region: Region) -> list[User]:
    return [
        focal_point(institution),
        approver(institution),
        coordinator(region),
        monitor(),
        verifier(),
        UserFactory(),
        UserFactory(is_staff=True),
    ]


@pytest.mark.parametrize(
    "address",
    ["/admin/", "/admin/komitmen/", "/admin/komitmen/edit/1/", "/admin/pages/", "/admin/tidak-ada/"],
)
def test_whoever_has_no_business_there_gets_404(address: str) -> None:
    for user in outsiders(InstitutionFactory(), CityFactory()):
        client = Client()
        client.force_login(user)
        answers = {
            verb: getattr(client, verb)(address).status_code for verb in ("get", "post", "put", "delete")
        }
        assert answers == dict.fromkeys(answers, 404), (user, answers)


@pytest.mark.parametrize("address", ["/admin/", "/admin/komitmen/edit/1/", "/admin/tidak-ada/"])
def test_whoever_is_not_signed_in_is_sent_to_the_one_door(client: Client, address: str) -> None:
    response = client.get(address)
    assert (response.status_code, response.url) == (302, f"/masuk/?next={address}")


def test_a_role_taken_away_is_gone_with_the_next_request() -> None:
    user, client = UserFactory(), Client()
    membership = grant_role(user=user, role=Role.EDITOR, by=None)
    client.force_login(user)
    assert client.get("/admin/komitmen/").status_code == 200
    revoke_role(membership=membership, by=None)
    assert client.get("/admin/komitmen/").status_code == 404
