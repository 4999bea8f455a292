"""The link door: who gets in, in which browser, for how long; everything else is one page and no oracle."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import deactivate_account, grant_role, revoke_role
from accounts.actions.links import (
    issue_sign_in_link,
    revoke_sign_in_link,
    use_sign_in_link,
)
from accounts.devices import LINK_COOKIE
from accounts.enums import Role
from accounts.models import SignInLink, User
from config.settings import base
from foundation.audit.queries import entries_for
from foundation.logging import without_personal_data
from tests import actors
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.institutions import CityFactory, InstitutionFactory
from tests.integration.access.probe import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]

HOME = "/ruang-kerja/"


@pytest.fixture
def institution():
    return InstitutionFactory(region=CityFactory())


@pytest.fixture
def person(institution) -> User:
    return actors.focal_point(institution)


@pytest.fixture
def admin() -> User:
    return actors.secretariat_admin()


@pytest.fixture
def issued(person, institution, admin) -> tuple[SignInLink, str]:
    return issue(person, institution, admin)


def issue(person: User, institution: Any, by: User, *, days: int = 14, at: Any = None):
    at = at or timezone.now()
    return issue_sign_in_link(
        user=person, institution=institution, period=7, expires_at=at + timedelta(days), by=by, at=at
    )


def door(secret: str) -> str:
    return reverse("sign_in_link", args=[secret])


def enter(secret: str, client: Client | None = None) -> Client:
    client = client or Client()
    response = client.post(door(secret))
    assert (response.status_code, response.headers["Location"]) == (302, HOME)
    return client


def told(link: SignInLink) -> list[str]:
    return [entry.action for entry in entries_for(link)][::-1]


# --- Issuing --------------------------------------------------------------------------------------


def test_only_the_fingerprint_of_the_secret_is_kept(issued):
    link, secret = issued
    assert len(secret) == 43
    assert secret not in "".join(map(str, SignInLink.objects.values_list().get()))
    assert secret not in str(entries_for(link).get().data)


@pytest.mark.parametrize(("days", "is_issued"), [(14, True), (15, False), (0, False)])
def test_link_lasts_fourteen_days_at_most(person, institution, admin, days, is_issued):
    if is_issued:
        assert issue(person, institution, admin, days=days)[0].pk
    else:
        with pytest.raises(ValidationError):
            issue(person, institution, admin, days=days)


def test_who_issues_and_to_whom(person, institution, admin):
    coordinator, other = actors.coordinator(institution.region), actors.coordinator(CityFactory())
    root = actors.focal_point(institution, is_superuser=True)
    gone = actors.focal_point(institution, is_active=False)
    tried = {
        "admin": (person, institution, admin),
        "coordinator": (person, institution, coordinator),
        "coordinator elsewhere": (person, institution, other),
        "oneself": (person, institution, person),
        "to an approver": (actors.approver(institution), institution, admin),
        "to a stranger": (person, InstitutionFactory(), admin),
        "to who runs the server": (root, institution, admin),
        "to who left": (gone, institution, admin),
    }
    assert {name for name, given in tried.items() if may_issue(*given)} == {"admin", "coordinator"}


def may_issue(person, institution, by) -> bool:
    try:
        return bool(issue(person, institution, by))
    except PermissionDenied:
        return False


def test_newer_link_for_the_same_ends_the_earlier_one(issued, person, institution, admin):
    link, secret = issued
    issue(person, institution, admin)
    assert Client().get(door(secret)).status_code == 404
    assert told(link) == ["link.issued", "link.revoked"]


# --- Using ----------------------------------------------------------------------------------------


def test_looking_uses_nothing_up(issued):
    link, secret = issued
    for verb in ("GET", "HEAD", "GET"):
        response = Client().generic(verb, door(secret))
        assert response.status_code == 200
    assert told(link) == ["link.issued"]
    assert Client().put(door(secret)).status_code == 405
    enter(secret)


def test_first_use_binds_the_browser(issued):
    link, secret = issued
    owner = enter(secret)
    assert owner.get(HOME).status_code == 200
    assert Client().get(door(secret)).status_code == 404
    assert Client().post(door(secret)).status_code == 404
    again = Client()
    again.cookies[LINK_COOKIE] = owner.cookies[LINK_COOKIE].value
    enter(secret, again)
    assert told(link) == ["link.issued", "link.first_used", "link.refused", "link.used"]
    assert [entry.actor for entry in entries_for(link)] == [link.user, None, link.user, link.created_by]


def test_two_browsers_cannot_both_be_first(issued):
    _link, secret = issued
    now = timezone.now()
    used = [use_sign_in_link(secret=secret, device=device, at=now) for device in ("satu", "dua")]
    assert [one is not None for one in used] == [True, False]


def test_cookie_of_the_browser_cannot_be_made_up(issued):
    _link, secret = issued
    device = enter(secret).cookies[LINK_COOKIE]
    assert (device["httponly"], device["samesite"]) == (True, "Lax")
    forger = Client()
    forger.cookies[LINK_COOKIE] = device.value.partition(":")[0] + ":x:y"
    assert forger.get(door(secret)).status_code == 404


def test_only_who_could_issue_it_revokes_it(issued, institution):
    link, _secret = issued
    for other in (link.user, actors.coordinator(CityFactory()), actors.approver(institution)):
        with pytest.raises(PermissionDenied):
            revoke(link, other)
    revoke(link, actors.coordinator(institution.region))
    assert told(link) == ["link.issued", "link.revoked"]


def revoke(link, admin):
    revoke_sign_in_link(link=link, by=admin, at=timezone.now())


def expire(link, _admin):
    past = timezone.now() - timedelta(days=20)
    SignInLink.objects.filter(pk=link.pk).update(created_at=past, expires_at=past + timedelta(days=14))


def take_role(link, admin):
    revoke_role(membership=link.user.memberships.get(), by=admin)


def switch_off(link, admin):
    deactivate_account(user=link.user, by=admin)


def raise_to_superuser(link, _admin):
    User.objects.filter(pk=link.user_id).update(is_superuser=True)


ENDS = [revoke, expire, take_role, switch_off, raise_to_superuser]


@pytest.mark.parametrize("end", ENDS)
def test_what_ended_is_answered_as_what_never_was(issued, admin, end):
    link, secret = issued
    end(link, admin)
    client = Client()
    known, unknown = (client.get(door(one)) for one in (secret, "x" * 43))
    assert (known.status_code, unknown.status_code) == (404, 404)
    assert known.content == unknown.content
    assert client.post(door(secret)).status_code == 404
    assert client.get(HOME).status_code == 302


@pytest.mark.parametrize("end", ENDS)
def test_session_ends_with_the_link_at_the_next_request(issued, admin, end):
    link, secret = issued
    client = enter(secret)
    assert client.get(HOME).status_code == 200
    end(link, admin)
    assert client.get(HOME).headers["Location"] == f"/masuk/?next={HOME}"
    assert "sessionid" not in client.cookies or not client.cookies["sessionid"].value


def test_session_is_worth_nothing_without_its_browser(issued):
    _link, secret = issued
    client = enter(secret)
    stolen = Client()
    stolen.cookies["sessionid"] = client.cookies["sessionid"].value
    assert stolen.get(HOME).status_code == 302


def test_session_lasts_no_longer_than_the_link(person, institution, admin):
    at = timezone.now()
    link, secret = issue_sign_in_link(
        user=person, institution=institution, period=7, expires_at=at + timedelta(hours=1), by=admin, at=at
    )
    assert enter(secret).session.get_expiry_date() == link.expires_at


def test_mail_with_the_password_link_goes_on_working(issued, person):
    _link, secret = issued
    before = User.objects.get(pk=person.pk).last_login
    enter(secret)
    assert User.objects.get(pk=person.pk).last_login == before


# --- The answers ----------------------------------------------------------------------------------


def test_nothing_of_the_secret_goes_along(issued):
    _link, secret = issued
    client = Client(enforce_csrf_checks=True)
    policies = [
        client.get(door(secret)).headers["Referrer-Policy"],
        client.get(door("x")).headers["Referrer-Policy"],
        Client().post(door(secret)).headers["Referrer-Policy"],
    ]
    assert policies == ["strict-origin", "no-referrer", "no-referrer"]
    assert "no-store" in client.get(door("x")).headers["Cache-Control"]


def test_form_of_another_site_signs_nobody_in(issued):
    _link, secret = issued
    assert Client(enforce_csrf_checks=True).post(door(secret)).status_code == 403


def test_no_secret_in_our_log(issued, caplog):
    _link, secret = issued
    with caplog.at_level(logging.WARNING):
        Client().get(door(secret + "x"))
    assert [without_personal_data(line.getMessage()) for line in caplog.records] == [
        "Not Found: /masuk/tautan/[secret]/"
    ]


def test_tries_are_slowed_but_not_those_of_a_browser_that_used_one(issued, settings: LazySettings):
    _link, secret = issued
    settings.ACCOUNT_RATE_LIMITS = base.ACCOUNT_RATE_LIMITS
    cache.clear()
    owner = enter(secret)
    answers = [Client().post(door("salah")).status_code for _try in range(21)]
    assert answers == [*[404] * 20, 429]
    assert Client().post(door(secret)).status_code == 429
    enter(secret, owner)


# --- Beside the password --------------------------------------------------------------------------


def test_password_gives_the_full_session(issued, person):
    _link, secret = issued
    grant_role(user=person, role=Role.ADMIN, by=None)
    client = enter(secret)
    assert client.get("/admin/").status_code == 404
    assert client.get("/masuk/").status_code == 200
    client.post("/masuk/", {"login": person.email, "password": PASSWORD})
    assert client.get("/admin/").status_code == 200


def test_who_is_signed_in_with_a_password_is_not_narrowed(issued, person):
    _link, secret = issued
    client = client_of(person)
    for answer in (client.get(door(secret)), client.post(door(secret))):
        assert answer.headers["Location"] == HOME
    assert client.get(reverse("account_change_password")).status_code == 200


def test_link_takes_over_no_session_of_somebody_else(issued, admin):
    link, secret = issued
    client = client_of(admin)
    enter(secret, client)
    assert client.get(HOME).context["user"] == link.user
    assert client.get("/admin/").status_code == 404


def test_signing_out_ends_it(issued):
    _link, secret = issued
    client = enter(secret)
    client.post(reverse("account_logout"))
    assert client.get(HOME).status_code == 302


@pytest.mark.parametrize("name", ["account_change_password", "account_reauthenticate"])
def test_passwords_are_out_of_reach(issued, name):
    _link, secret = issued
    client = enter(secret)
    for verb in ("GET", "POST"):
        answer = client.generic(verb, reverse(name))
        assert answer.headers["Location"].startswith("/masuk/?next=")


def test_what_is_done_in_such_a_session_names_its_link(issued, institution):
    link, _secret = issued
    user = UserFactory()
    assert user.audit_facts == {}
    user.came_by = link
    assert user.audit_facts == {"link": link.pk}


def test_link_ends_for_good_with_the_account_or_the_role(person, institution, admin, issued):
    link, _secret = issued
    deactivate_account(user=person, by=admin)
    link.refresh_from_db()
    assert link.revoked_at is not None
    assert entries_for(link).latest("pk").action == "link.revoked"

    other = actors.focal_point(institution)
    kept, _secret = issue(other, institution, admin)
    grant_role(user=other, role=Role.EDITOR, by=admin)
    for role, is_over in ((Role.EDITOR, False), (Role.FOCAL_POINT, True)):
        revoke_role(membership=other.memberships.get(role=role), by=admin)
        kept.refresh_from_db()
        assert (kept.revoked_at is not None) == is_over
