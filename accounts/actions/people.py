"""Accounts are made and switched off here, roles given and taken, so that the rights in the CMS follow."""

import logging
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.links import end_links_without_right
from accounts.enums import CMS_ROLES, Role
from accounts.groups import group_for
from accounts.models import Membership, User
from accounts.notifications import mail_password_link
from accounts.permissions import (
    may_appoint,
    may_change_account,
    may_give_role,
    may_manage_accounts,
)
from accounts.queries import account_with
from foundation.audit import actions as audit
from institutions.models import Institution, Region

logger = logging.getLogger(__name__)


class AccountExists(ValidationError):
    """Somebody has this mail address already: `account`."""

    def __init__(self, account: User) -> None:
        super().__init__(_("Surel ini sudah dipakai akun lain."), code="account_exists")
        self.account = account


class NotYours(ValidationError):
    """The address cannot be used here; whether it has an account is not said."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Surel ini tidak dapat ditambahkan dari halaman ini. Minta sekretariat menambahkannya: sebutkan nama, "
                "surel, dan instansinya."
            ),
            code="not_yours",
        )


@transaction.atomic
def create_account(*, email: str, name: str, by: User | None) -> User:
    """Makes an account without a password and mails the link to set one.

    `by` is None for the operator of the server. Raises PermissionDenied, AccountExists, or ValidationError for
    what is no name or address.
    """
    if by is not None and not may_manage_accounts(by):
        raise PermissionDenied
    return _created(email=email, name=name, by=by)


def _created(*, email: str, name: str, by: User | None) -> User:
    taken = account_with(email)
    if taken is not None:
        raise AccountExists(taken)
    # In one line: it stands alone on a line of every mail.
    user = _saved(email=email.strip(), name=" ".join(name.split()))
    audit.record(action="account.created", by=by, target=user)
    transaction.on_commit(partial(_deliver_password_link, user, by))
    return user


@transaction.atomic
def create_account_with_role(
    *,
    email: str,
    name: str,
    role: Role,
    by: User | None,
    institution: Institution | None = None,
    region: Region | None = None,
) -> User:
    """Both or neither; raises what `create_account` and `grant_role` raise."""
    user = create_account(email=email, name=name, by=by)
    grant_role(user=user, role=role, institution=institution, region=region, by=by)
    return user


def appoint_focal_point(*, email: str, name: str, institution: Institution, by: User) -> User:
    """A new account that is a focal point of the institution and nothing else.

    Who is a focal point inside the reach of `by` already gets the role beside the others, under the name that is
    known. An account of anybody else is left alone: the refusal is logged and names nobody. Raises
    PermissionDenied, NotYours, or ValidationError for what is no name or address.
    """
    if not may_appoint(by, institution):
        raise PermissionDenied
    known = account_with(email)
    if known is not None and not may_change_account(by, known):
        audit.record(action="account.appointment_refused", by=by, target=institution)
        raise NotYours
    with transaction.atomic():
        user = known or _created(email=email, name=name, by=by)
        _granted(user=user, role=Role.FOCAL_POINT, institution=institution, region=None, by=by)
    return user


@transaction.atomic
def send_password_link(*, user: User, by: User | None) -> None:
    """Mails the link on commit; the log then says whether the mail server took it.

    Raises PermissionDenied, and ValidationError for an account that is switched off.
    """
    _require_right(by, user)
    if not user.is_active:
        raise ValidationError(_("Akun ini nonaktif. Aktifkan dulu, lalu kirim surelnya."))
    transaction.on_commit(partial(_deliver_password_link, user, by))


@transaction.atomic
def set_password(*, user: User, password: str) -> None:
    """The person's own doing, after the current password or the link from the mail; the caller has checked it."""
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.record(action="account.password_set", by=user, target=user)


@transaction.atomic
def deactivate_account(*, user: User, by: User | None) -> None:
    """Lets nobody in with it from the next request on; what the person did stays theirs.

    Raises PermissionDenied, and ValidationError for one's own account and the last active admin.
    """
    _require_right(by, user)
    if by is not None and by.pk == user.pk:
        raise ValidationError(_("Anda tidak dapat menonaktifkan akun Anda sendiri. Minta admin lain."))
    _keep_an_admin(without=user)
    _switch(user, active=False, by=by)
    end_links_without_right(user=user, by=by, at=timezone.now())


@transaction.atomic
def reactivate_account(*, user: User, by: User | None) -> None:
    """Lets the person in again, with the roles that they still have. Raises PermissionDenied."""
    _require_right(by, user)
    _switch(user, active=True, by=by)


@transaction.atomic
def grant_role(
    *,
    user: User,
    role: Role,
    by: User | None,
    institution: Institution | None = None,
    region: Region | None = None,
) -> Membership:
    """Gives a role; `by` is None for the operator of the server, through a command or the seed.

    Raises PermissionDenied, and ValidationError if the role names too little or too much.
    """
    if by is not None and not may_give_role(by, user, role, institution):
        raise PermissionDenied
    return _granted(user=user, role=role, institution=institution, region=region, by=by)


def _granted(
    *, user: User, role: Role, institution: Institution | None, region: Region | None, by: User | None
) -> Membership:
    held = Membership.objects.filter(user=user, role=role, institution=institution, region=region).first()
    if held is not None:
        return held
    if institution is not None and not Institution.objects.standing().filter(pk=institution.pk).exists():
        raise ValidationError(_("Instansi ini sudah tidak ada. Beri peran di instansi penerusnya."))
    membership = Membership(user=user, role=role, institution=institution, region=region)
    membership.full_clean()
    membership.save()
    _follow_in_cms(user)
    audit.record(action="role.granted", by=by, target=user, data=_told(membership))
    return membership


@transaction.atomic
def revoke_role(*, membership: Membership, by: User | None) -> None:
    """Takes a role; it is gone with the next request.

    Raises PermissionDenied, and ValidationError for the role of the last active admin.
    """
    user = membership.user
    if by is not None and not may_give_role(by, user, Role(membership.role), membership.institution):
        raise PermissionDenied
    if membership.role == Role.ADMIN:
        _keep_an_admin(without=user)
    audit.record(action="role.revoked", by=by, target=user, data=_told(membership))
    membership.delete()
    _follow_in_cms(user)
    end_links_without_right(user=user, by=by, at=timezone.now())


def _require_right(by: User | None, user: User) -> None:
    if by is not None and not may_change_account(by, user):
        raise PermissionDenied


def _keep_an_admin(*, without: User) -> None:
    """Superusers do not count: they run the server, the secretariat works without them."""
    admins = User.objects.filter(is_active=True, memberships__role=Role.ADMIN)
    # Two admins who take each other's role wait for one another here, and the second is counted anew.
    list(User.objects.select_for_update().filter(pk__in=admins.values("pk")))
    remaining = set(admins.values_list("pk", flat=True))
    if remaining == {without.pk}:
        raise ValidationError(
            _("Ini admin sekretariat aktif yang terakhir. Beri peran admin kepada orang lain dulu.")
        )


def _saved(*, email: str, name: str) -> User:
    user = User(email=User.objects.normalize_email(email).lower(), name=name)
    user.set_unusable_password()
    user.full_clean(exclude=["password"])
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        # The same form sent twice at once.
        raise AccountExists(User.objects.get(email=user.email)) from error
    return user


def _switch(user: User, *, active: bool, by: User | None) -> None:
    changed = User.objects.filter(pk=user.pk, is_active=not active).update(is_active=active)
    user.is_active = active
    if changed:
        action = "account.reactivated" if active else "account.deactivated"
        audit.record(action=action, by=by, target=user)


def _deliver_password_link(user: User, by: User | None) -> None:
    try:
        mail_password_link(user)
    except OSError:
        # The account stands; the page of the person says that the mail is still to be sent.
        logger.exception("The mail with the link to set a password was not taken")
        audit.record(action="account.link_failed", by=by, target=user)
    else:
        audit.record(action="account.link_sent", by=by, target=user)


def _follow_in_cms(user: User) -> None:
    """The groups of a person are those of their roles, and no others of ours."""
    held = set(Membership.objects.filter(user=user).values_list("role", flat=True))
    for role in CMS_ROLES:
        move = user.groups.add if role in held else user.groups.remove
        move(group_for(role))
    user.__dict__.pop("active_memberships", None)


def _told(membership: Membership) -> dict[str, str | int | None]:
    return {
        "role": membership.role,
        "institution": membership.institution_id,
        "region": membership.region_id,
    }
