"""Accounts are made, switched off and on, and never without an admin who could do it."""

import re

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from accounts.actions import (
    AccountExists,
    create_account,
    create_account_with_role,
    deactivate_account,
    grant_role,
    reactivate_account,
    revoke_role,
    send_password_link,
)
from accounts.enums import Role
from accounts.models import Membership, User
from accounts.queries import newest_link
from foundation.audit.models import AuditEntry
from foundation.audit.queries import entries_for
from tests.actors import editor, focal_point, secretariat_admin
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.institutions import InstitutionFactory

pytestmark = pytest.mark.django_db

LAST_ADMIN = ["Ini admin sekretariat aktif yang terakhir. Beri peran admin kepada orang lain dulu."]


def told(user: User) -> list[str]:
    """Codes of the log, the oldest first."""
    return [entry.action for entry in entries_for(user)][::-1]


def superuser() -> User:
    return UserFactory(is_superuser=True, is_staff=True)


# --- Making one -----------------------------------------------------------------------------------


def test_account_has_no_password_no_role_and_no_more_rights() -> None:
    admin = secretariat_admin()
    user = create_account(email=" Nama.Baru@Contoh.TEST ", name=" Nama Baru ", by=admin)
    user = User.objects.get(pk=user.pk)
    assert (user.email, user.name) == ("nama.baru@contoh.test", "Nama Baru")
    assert (user.has_usable_password(), user.is_active, user.is_staff, user.is_superuser) == (
        False,
        True,
        False,
        False,
    )
    assert not user.memberships.exists()
    assert [(entry.action, entry.actor, entry.data) for entry in entries_for(user)] == [
        ("account.created", admin, {})
    ]


@pytest.mark.parametrize("typed", ["ada@contoh.test", "ADA@Contoh.test", " ada@contoh.test "])
def test_address_that_is_taken_leads_to_its_account(typed: str) -> None:
    there = UserFactory(email="ada@contoh.test")
    with pytest.raises(AccountExists) as refused:
        create_account(email=typed, name="Lain", by=secretariat_admin())
    assert refused.value.account == there
    assert User.objects.filter(name="Lain").count() == 0


@pytest.mark.parametrize(("email", "name"), [("bukan-surel", "Nama"), ("a@contoh.test", "  ")])
def test_what_is_no_address_or_name_is_refused(email: str, name: str) -> None:
    with pytest.raises(ValidationError):
        create_account(email=email, name=name, by=secretariat_admin())


@pytest.mark.once
def test_name_is_one_line_so_that_it_adds_nothing_to_mails() -> None:
    user = create_account(
        email="a@contoh.test", name=" Ada\r\n\nBuka  https://lain.test\n", by=secretariat_admin()
    )
    assert user.name == "Ada Buka https://lain.test"


def test_account_with_a_role_that_misses_its_institution_is_not_made() -> None:
    with pytest.raises(ValidationError):
        create_account_with_role(email="a@contoh.test", name="A", role=Role.FOCAL_POINT, by=None)
    assert not User.objects.filter(email="a@contoh.test").exists()


@pytest.mark.parametrize("make", [editor, UserFactory, lambda: focal_point(InstitutionFactory())])
def test_nobody_but_admins_acts_on_accounts(make) -> None:
    actor, other = make(), UserFactory()
    membership = MembershipFactory(user=other, role=Role.VERIFIER)
    steps = [
        lambda: create_account(email="a@contoh.test", name="A", by=actor),
        lambda: create_account_with_role(email="a@contoh.test", name="A", role=Role.EDITOR, by=actor),
        lambda: send_password_link(user=other, by=actor),
        lambda: deactivate_account(user=other, by=actor),
        lambda: reactivate_account(user=other, by=actor),
        lambda: grant_role(user=other, role=Role.ADMIN, by=actor),
        lambda: revoke_role(membership=membership, by=actor),
    ]
    for step in steps:
        with pytest.raises(PermissionDenied):
            step()
    assert AuditEntry.objects.count() == 0
    assert mail.outbox == []


def test_admin_who_was_switched_off_acts_no_more() -> None:
    secretariat_admin()
    former = secretariat_admin()
    User.objects.filter(pk=former.pk).update(is_active=False)
    with pytest.raises(PermissionDenied):
        create_account(email="a@contoh.test", name="A", by=User.objects.get(pk=former.pk))


# --- The mail -------------------------------------------------------------------------------------


def test_mail_is_sent_on_commit_and_logged(django_capture_on_commit_callbacks) -> None:
    admin = secretariat_admin()
    with django_capture_on_commit_callbacks(execute=True):
        user = create_account(email="baru@contoh.test", name="Nama Baru", by=admin)
        assert mail.outbox == []
    [message] = mail.outbox
    assert message.subject == "[Renaksi] Buat kata sandi untuk akun Renaksi Anda"
    assert message.to == ["baru@contoh.test"]
    assert told(user) == ["account.created", "account.link_sent"]
    assert newest_link(user).was_sent


def test_mail_says_who_what_and_how_long(django_capture_on_commit_callbacks, settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://renaksi.contoh.test/"
    with django_capture_on_commit_callbacks(execute=True):
        create_account(email="baru@contoh.test", name="Siti & Budi", by=None)
    body = mail.outbox[0].body
    lines = [line for line in body.splitlines() if line]
    assert lines[0] == "Yth. Siti & Budi,"
    assert re.fullmatch(r"https://renaksi\.contoh\.test/masuk/sandi/baru/[0-9a-z]+-\S+/", lines[2])
    assert lines[3] == (
        "Tautan berlaku 3 hari dan dapat dipakai satu kali. Sesudahnya, masuk dengan surel baru@contoh.test "
        "dan kata sandi Anda di:"
    )
    assert lines[4] == "https://renaksi.contoh.test/masuk/"
    assert lines[6] == "https://renaksi.contoh.test/masuk/sandi/lupa/"


def test_link_sets_a_password_once_and_the_person_signs_in(django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        user = create_account_with_role(email="baru@contoh.test", name="Baru", role=Role.EDITOR, by=None)
    client, new = Client(), "sandi-baru-yang-panjang-7"
    link = re.search(r"https?://\S+/sandi/baru/\S+", mail.outbox[0].body)[0]
    form = client.get(link, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})

    door = client.post(reverse("account_login"), {"login": "baru@contoh.test", "password": new})
    assert door.headers["Location"] == reverse("wagtailadmin_home")
    assert User.objects.get(pk=user.pk).last_login is not None
    assert "Tautan ini tidak berlaku lagi" in Client().get(link, follow=True).content.decode()


def test_mail_that_is_not_taken_leaves_the_account_and_says_so(
    django_capture_on_commit_callbacks, settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    with django_capture_on_commit_callbacks(execute=True):
        user = create_account(email="baru@contoh.test", name="Baru", by=None)
    assert User.objects.filter(pk=user.pk).exists()
    assert told(user) == ["account.created", "account.link_failed"]
    assert not newest_link(user).was_sent


def test_account_that_is_off_gets_no_mail() -> None:
    with pytest.raises(ValidationError, match="Akun ini nonaktif"):
        send_password_link(user=UserFactory(is_active=False), by=secretariat_admin())


# --- Off and on -----------------------------------------------------------------------------------


def test_who_is_switched_off_is_out_with_the_next_request_and_keeps_the_roles() -> None:
    admin, client = secretariat_admin(), Client()
    user = focal_point(InstitutionFactory())
    client.force_login(user)
    assert client.get(reverse("workspace:home")).status_code == 200
    deactivate_account(user=user, by=admin)
    assert client.get(reverse("workspace:home")).status_code == 302
    assert user.memberships.count() == 1
    reactivate_account(user=user, by=admin)
    assert User.objects.get(pk=user.pk).is_active
    assert told(user) == ["account.deactivated", "account.reactivated"]


def test_switching_twice_is_logged_once() -> None:
    admin, user = secretariat_admin(), UserFactory()
    for _turn in range(2):
        deactivate_account(user=user, by=admin)
    assert told(user) == ["account.deactivated"]


def test_nobody_switches_themselves_off() -> None:
    admin, _other = secretariat_admin(), secretariat_admin()
    with pytest.raises(ValidationError) as refused:
        deactivate_account(user=admin, by=admin)
    assert refused.value.messages == ["Anda tidak dapat menonaktifkan akun Anda sendiri. Minta admin lain."]
    assert User.objects.get(pk=admin.pk).is_active


@pytest.mark.parametrize("by", [superuser, lambda: None])
def test_last_active_admin_stays(by) -> None:
    admin = secretariat_admin()
    MembershipFactory(role=Role.ADMIN, user__is_active=False)
    for step in (
        lambda: deactivate_account(user=admin, by=by()),
        lambda: revoke_role(membership=admin.memberships.get(), by=by()),
    ):
        with pytest.raises(ValidationError) as refused:
            step()
        assert refused.value.messages == LAST_ADMIN
    assert User.objects.get(pk=admin.pk).is_active
    assert Membership.objects.filter(user=admin, role=Role.ADMIN).exists()


def test_last_admin_cannot_give_up_the_role_but_one_of_two_can() -> None:
    admin = secretariat_admin()
    with pytest.raises(ValidationError):
        revoke_role(membership=admin.memberships.get(), by=admin)
    secretariat_admin()
    revoke_role(membership=admin.memberships.get(), by=User.objects.get(pk=admin.pk))
    assert not admin.memberships.exists()


def test_last_admin_gives_up_another_role() -> None:
    admin = secretariat_admin()
    revoke_role(membership=grant_role(user=admin, role=Role.VERIFIER, by=admin), by=admin)
    assert [one.role for one in admin.memberships.all()] == [Role.ADMIN]


def test_admin_who_is_off_already_loses_the_role() -> None:
    secretariat_admin()
    former = MembershipFactory(role=Role.ADMIN, user__is_active=False)
    revoke_role(membership=former, by=None)
    assert not Membership.objects.filter(pk=former.pk).exists()


# --- Superusers -----------------------------------------------------------------------------------


def test_superuser_is_out_of_reach_of_admins_but_not_of_superusers() -> None:
    admin, root = secretariat_admin(), superuser()
    held = grant_role(user=root, role=Role.VERIFIER, by=None)
    for step in (
        lambda: grant_role(user=root, role=Role.EDITOR, by=admin),
        lambda: revoke_role(membership=held, by=admin),
        lambda: deactivate_account(user=root, by=admin),
        lambda: reactivate_account(user=root, by=admin),
        lambda: send_password_link(user=root, by=admin),
    ):
        with pytest.raises(PermissionDenied):
            step()
    revoke_role(membership=held, by=superuser())
    deactivate_account(user=root, by=superuser())
    assert told(root) == ["role.granted", "role.revoked", "account.deactivated"]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ADMIN, Role.VERIFIER])
def test_no_role_makes_anybody_staff_or_superuser(role: Role) -> None:
    user = UserFactory()
    grant_role(user=user, role=role, by=secretariat_admin())
    user = User.objects.get(pk=user.pk)
    assert (user.is_staff, user.is_superuser) == (False, False)
    assert not user.has_perm("accounts.change_user")
    assert not user.user_permissions.exists()
