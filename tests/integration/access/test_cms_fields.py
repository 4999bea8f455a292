"""In the CMS too: an editor's form with every column beside its own fields sets its own fields alone."""

from collections.abc import Callable

import pytest
from django.db.models import Model
from django.urls import reverse

from accounts.actions import grant_role
from accounts.enums import Role
from accounts.models import User
from renaksi.models import Commitment, Milestone
from tests.factories.accounts import UserFactory
from tests.integration.access.probe import client_of
from tests.integration.access.test_fields import changed, everything, rows
from tests.integration.access.world import World, make_world
from tests.integration.renaksi.cms.forms import editor_fields

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# Boxes of the form that are not checked send nothing, so the forged columns of these names would.
UNCHECKED: dict[str, list[str]] = {"ogp_values": [], "sdgs": []}
# What keeping a draft changes of the published row: that there is one.
DRAFT_KEPT = {"latest_revision_id", "has_unpublished_changes"}


def of_the_cms(role: Role) -> User:
    user = UserFactory()
    grant_role(user=user, role=role, by=None)
    return User.objects.get(pk=user.pk)


def commitment_of(world: World) -> Commitment:
    return world.unbegun.commitment


@pytest.mark.parametrize(
    ("place", "record"), [("cms_commitment", commitment_of), ("cms_plan", lambda world: world.plan)]
)
def test_editor_s_draft_holds_nothing_but_what_the_form_offers(place: str, record: Callable[[World], Model]):
    world = make_world()
    found = record(world)
    address = reverse(f"{place}:edit", args=[found.pk])
    client = client_of(of_the_cms(Role.EDITOR))
    fields = editor_fields(client, address)
    forged = {name: value for name, value in everything(world, ()).items() if name not in fields}
    before = rows()
    response = client.post(address, {**forged, **fields, **UNCHECKED, "action-publish": "publish"})
    assert response.status_code == 302, response.context["form"].errors
    differs = changed(before, rows())
    assert (set(differs), differs[type(found).__name__] - DRAFT_KEPT) == ({type(found).__name__}, set())
    found.refresh_from_db()
    draft = found.latest_revision.content
    kept = before[type(found).__name__, found.pk]
    offered = {name.split("-")[0] for name in fields}
    for name in (
        "live",
        "first_published_at",
        "last_published_at",
        "go_live_at",
        "expire_at",
        "expired",
        "slug",
    ):
        assert name in offered or str(draft.get(name)) == str(kept[name]), name


def test_editor_s_milestone_of_a_draft_commitment_takes_its_own_fields_alone():
    world = make_world()
    commitment = commitment_of(world)
    commitment.live, commitment.first_published_at = False, None
    commitment.save()
    milestone = world.unbegun
    client = client_of(of_the_cms(Role.EDITOR))
    address = reverse("cms_commitment:milestone_edit", args=[commitment.pk, milestone.pk])
    fields = editor_fields(client, address)
    forged = {name: value for name, value in everything(world, ()).items() if name not in fields}
    before = rows()
    assert client.post(address, {**forged, **fields}).status_code == 302
    differs = changed(before, rows())
    offered = {column.attname for column in Milestone._meta.concrete_fields if column.name in fields}
    assert {model: names - offered for model, names in differs.items()} == {model: set() for model in differs}


def test_new_account_gets_no_rights_but_its_role():
    world = make_world()
    client = client_of(of_the_cms(Role.ADMIN))
    own = {"email": "baru@contoh.test", "name": "Orang Baru", "role": Role.EDITOR.value}
    forged = everything(world, ())
    client.post(reverse("cms_account:add"), {**forged, "institution": "", "region": "", **own})
    made = User.objects.get(email="baru@contoh.test")
    assert (made.is_superuser, made.is_staff, made.is_active, made.has_usable_password()) == (
        False,
        False,
        True,
        False,
    )
    assert [one.role for one in made.memberships.all()] == [Role.EDITOR]


def test_own_account_page_of_the_cms_raises_nobody():
    editor = of_the_cms(Role.EDITOR)
    client = client_of(editor)
    world = make_world()
    before = rows()
    client.post(
        reverse("wagtailadmin_account"),
        {**everything(world, ("name_email-", "password-")), "email": editor.email},
    )
    differs = changed(before, rows()).get("User", set())
    assert differs & {"is_superuser", "is_staff", "is_active", "email", "password"} == set()
