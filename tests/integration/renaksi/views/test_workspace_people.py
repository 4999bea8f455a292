"""Accounts of a region's focal points: a narrow page that raises nobody's rights and tells of nobody else."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions import create_account, deactivate_account, grant_role, revoke_role, send_password_link
from accounts.enums import Role
from accounts.models import Membership, User
from accounts.permissions import may_enter_cms, may_manage_accounts
from config.settings import base
from foundation.audit.queries import entries_for
from tests import actors
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.institutions import CityFactory, InstitutionFactory
from tests.integration.access.probe import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LIST, ADD = "/ruang-kerja/akun/", "/ruang-kerja/akun/tambah/"
OTHER_ROLE = "Akun ini juga punya peran lain. Hanya sekretariat yang dapat mengubahnya."


@pytest.fixture
def institution() -> Any:
    return InstitutionFactory(region=CityFactory())


@pytest.fixture
def coordinator(institution) -> User:
    return actors.coordinator(institution.region)


@pytest.fixture
def client(coordinator):
    return client_of(coordinator)


def state() -> Any:
    """Everything that could be changed of accounts and roles."""
    fields = ("id", "email", "name", "password", "is_active", "is_staff", "is_superuser")
    held = Membership.objects.order_by("pk").values_list("user", "role", "institution", "region")
    return list(User.objects.order_by("pk").values_list(*fields)), list(held)


def out_of_reach(institution) -> dict[str, User]:
    """None of them is the coordinator's to change, although most report for an institution of the region."""
    here = {"role": Role.FOCAL_POINT, "institution": institution}
    elsewhere = InstitutionFactory(region=CityFactory())
    people = {
        "elsewhere": actors.focal_point(elsewhere),
        "approver": actors.approver(institution),
        "no role": UserFactory(),
        "admin": actors.secretariat_admin(),
        "verifier": actors.verifier(),
        "another coordinator": actors.coordinator(institution.region),
        "of both regions": actors.focal_point(elsewhere),
        "approver too": actors.approver(institution),
        "staff": actors.focal_point(institution, is_staff=True),
        "server": actors.focal_point(institution, is_superuser=True),
    }
    for name in ("admin", "verifier", "another coordinator", "of both regions", "approver too"):
        MembershipFactory(user=people[name], **here)
    return people


# --- Reading ----------------------------------------------------------------------------------------


def test_list_holds_the_region_and_says_why_something_cannot_be_changed(client, institution):
    mine = actors.focal_point(institution)
    people = out_of_reach(institution)
    shown = {one.id: one.why_not for one in client.get(LIST).context["people"]}
    named = ("admin", "verifier", "another coordinator", "of both regions", "approver too", "staff", "server")
    assert shown == {mine.pk: "", **{people[name].pk: OTHER_ROLE for name in named}}


def test_list_tells_nothing_of_roles_elsewhere(client, institution):
    elsewhere = InstitutionFactory(name="Instansi Rahasia", region=CityFactory())
    person = actors.focal_point(elsewhere)
    MembershipFactory(user=person, role=Role.FOCAL_POINT, institution=institution)
    answer = client.get(LIST)
    [shown] = answer.context["people"]
    assert [role.institution for role in shown.roles] == [str(institution)]
    assert "Instansi Rahasia" not in answer.content.decode()


def test_list_asks_the_same_number_of_queries(client, institution):
    counts = []
    for more in (1, 2):
        for _person in range(more):
            actors.focal_point(institution)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(LIST)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_search_finds_names_and_institutions(client, institution):
    person, _other = actors.focal_point(institution, name="Wayan Uji"), actors.focal_point(institution)
    assert [one.id for one in client.get(LIST, {"q": "wayan"}).context["people"]] == [person.pk]
    assert len(client.get(LIST, {"q": institution.name}).context["people"]) == 2
    assert client.get(LIST, {"q": "tidak ada"}).context["people"] == ()


def test_admin_sees_all(institution):
    actors.focal_point(institution)
    actors.focal_point(InstitutionFactory())
    assert len(client_of(actors.secretariat_admin()).get(LIST).context["people"]) == 2


# --- Adding -----------------------------------------------------------------------------------------


def add(client, institution, **fields):
    return client.post(
        ADD, {"name": "Nama Baru", "email": "baru@contoh.test", "institution": institution.pk, **fields}
    )


def test_new_person_is_a_focal_point_and_nothing_else(
    client, institution, coordinator, django_capture_on_commit_callbacks
):
    forged = {"role": "admin", "is_staff": "on", "is_superuser": "on", "region": institution.region_id}
    with django_capture_on_commit_callbacks(execute=True):
        answer = add(client, institution, **forged)
    user = User.objects.get(email="baru@contoh.test")
    assert answer.headers["Location"] == reverse("workspace:account", args=[user.pk])
    held = [(one.role, one.institution, one.region) for one in user.memberships.all()]
    assert held == [(Role.FOCAL_POINT, institution, None)]
    assert (user.is_staff, user.is_superuser, user.groups.count()) == (False, False, 0)
    assert [message.to for message in mail.outbox] == [["baru@contoh.test"]]
    assert {entry.actor for entry in entries_for(user)} == {coordinator}


def test_institution_elsewhere_is_not_offered_and_not_taken(client, institution):
    before = state()
    for foreign in (InstitutionFactory(region=CityFactory()), InstitutionFactory()):
        assert add(client, foreign).status_code == 422
    institution.merged_into = InstitutionFactory()
    institution.save()
    assert add(client, institution).status_code == 422
    assert state() == before


REFUSED = (
    "Surel ini tidak dapat ditambahkan dari halaman ini. Minta sekretariat menambahkannya: sebutkan nama, surel, dan "
    "instansinya."
)


def test_address_of_somebody_else_changes_and_tells_nothing(client, institution):
    people = out_of_reach(institution)
    before = state()
    for name, person in people.items():
        for typed in (person.email, f" {person.email.upper()} "):
            answer = add(client, institution, email=typed, name="Nama Lain")
            errors = answer.context["form"].errors["email"]
            assert (answer.status_code, list(errors)) == (422, [REFUSED]), name
            assert person.name not in answer.content.decode()
    assert state() == before
    refused = entries_for(institution).filter(action="account.appointment_refused")
    assert refused.count() == 2 * len(people)


def test_who_tries_address_after_address_is_stopped(client, institution, settings: LazySettings):
    settings.ACCOUNT_RATE_LIMITS = base.ACCOUNT_RATE_LIMITS
    cache.clear()
    people = [UserFactory() for _person in range(11)]
    errors = [add(client, institution, email=one.email).context["form"].errors["email"] for one in people]
    assert len({str(error) for error in errors[:10]}) == 1
    assert str(errors[10]) != str(errors[0])
    assert entries_for(institution).filter(action="account.appointment_refused").count() == 10


def test_person_of_the_region_gets_another_institution_under_the_known_name(client, institution):
    person = actors.focal_point(institution, name="Nama Lama")
    second = InstitutionFactory(region=institution.region)
    add(client, second, email=person.email, name="Nama Ganti")
    person.refresh_from_db()
    assert (person.name, set(person.memberships.values_list("institution", flat=True))) == (
        "Nama Lama",
        {institution.pk, second.pk},
    )


# --- Changing ---------------------------------------------------------------------------------------


def test_everything_that_a_coordinator_does_to_one_person(
    client, institution, django_capture_on_commit_callbacks
):
    person = actors.focal_point(institution)
    page = reverse("workspace:account", args=[person.pk])
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page, {"action": "mail"})
    assert [message.to for message in mail.outbox] == [[person.email]]
    client.post(page, {"action": "deactivate"})
    assert User.objects.get(pk=person.pk).is_active is False
    client.post(page, {"action": "reactivate"})
    assert User.objects.get(pk=person.pk).is_active is True
    answer = client.post(page, {"action": f"revoke-{person.memberships.get().pk}"})
    assert (answer.headers["Location"], person.memberships.count()) == (LIST, 0)
    assert client.get(page).status_code == 404


def test_who_is_out_of_reach_has_no_page_and_is_not_changed(client, institution):
    people = out_of_reach(institution)
    before = state()
    for name, person in people.items():
        page = reverse("workspace:account", args=[person.pk])
        held = [f"revoke-{one.pk}" for one in person.memberships.all()]
        for action in ("mail", "deactivate", "reactivate", *held):
            assert client.post(page, {"action": action}).status_code == 404, name
        assert client.get(page).status_code == 404, name
    assert state() == before
    assert mail.outbox == []


def test_role_of_somebody_else_is_not_taken_through_the_page_of_another(client, institution):
    person, other = actors.focal_point(institution), actors.approver(institution)
    before = state()
    for key in (other.memberships.get().pk, 4711, "x", ""):
        answer = client.post(reverse("workspace:account", args=[person.pk]), {"action": f"revoke-{key}"})
        assert answer.status_code == 404
    assert state() == before


def test_actions_refuse_a_coordinator_whatever_page_calls_them(institution, coordinator):
    person = actors.focal_point(institution)
    before = state()
    acts = [
        lambda: create_account(email="lain@contoh.test", name="Lain", by=coordinator),
        *(
            lambda role=role: grant_role(user=person, role=role, by=coordinator, **place(role, institution))
            for role in Role
            if role != Role.FOCAL_POINT
        ),
        lambda: grant_role(
            user=person, role=Role.FOCAL_POINT, institution=InstitutionFactory(), by=coordinator
        ),
        lambda: grant_role(user=coordinator, role=Role.ADMIN, by=coordinator),
    ]
    for one in out_of_reach(institution).values():
        acts += [
            lambda one=one: deactivate_account(user=one, by=coordinator),
            lambda one=one: send_password_link(user=one, by=coordinator),
            lambda one=one: grant_role(
                user=one, role=Role.FOCAL_POINT, institution=institution, by=coordinator
            ),
            *(
                lambda held=held: revoke_role(membership=held, by=coordinator)
                for held in one.memberships.all()
            ),
        ]
    known = {row[0] for row in before[0]}
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()
    assert [row for row in state()[0] if row[0] in known] == before[0]
    assert person.memberships.get().role == Role.FOCAL_POINT


def place(role: Role, institution: Any) -> dict[str, Any]:
    if role == Role.APPROVER:
        return {"institution": institution}
    return {"region": institution.region} if role == Role.COORDINATOR else {}


def test_coordinators_stay_outside_of_the_cms(client, coordinator):
    assert (may_enter_cms(coordinator), may_manage_accounts(coordinator)) == (False, False)
    assert client.get("/admin/akun/").status_code == 404
