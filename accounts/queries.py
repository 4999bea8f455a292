"""What the pages of accounts show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import Membership, User
from foundation.audit.models import AuditEntry
from foundation.audit.queries import entries_for
from institutions.models import Institution, Region
from institutions.succession import OpenThing

LINK_SENT, LINK_FAILED = "account.link_sent", "account.link_failed"
# By the codes of the log.
TOLD: dict[str, str | Promise] = {
    "account.created": _("Akun dibuat"),
    "account.deactivated": _("Akun dinonaktifkan"),
    "account.reactivated": _("Akun diaktifkan kembali"),
    LINK_SENT: _("Surel kata sandi terkirim"),
    LINK_FAILED: _("Surel kata sandi gagal terkirim"),
    "role.granted": _("Peran diberikan"),
    "role.revoked": _("Peran dicabut"),
    "role.moved": _("Peran pindah ke instansi penerus"),
}


@dataclass(frozen=True)
class LinkMail:
    """The newest mail with a link to set a password."""

    at: datetime
    was_sent: bool


@dataclass(frozen=True)
class LogLine:
    """`what` is the role, with its institution or region; blank for the rest. `by` is None for the server."""

    at: datetime
    told: str | Promise
    what: str
    by: str | None


@dataclass(frozen=True)
class AccountSheet:
    memberships: tuple[Membership, ...]
    link: LinkMail | None
    log: tuple[LogLine, ...]


def accounts_with_roles() -> QuerySet[User]:
    memberships = Membership.objects.select_related("institution", "region").order_by("role", "pk")
    return User.objects.prefetch_related(Prefetch("memberships", memberships))


def account_with(email: str) -> User | None:
    return User.objects.filter(email__iexact=email.strip()).first()


def account_sheet(user: User) -> AccountSheet:
    entries = list(entries_for(user).filter(action__in=TOLD))
    return AccountSheet(
        memberships=tuple(user.memberships.select_related("institution", "region").order_by("role", "pk")),
        link=_newest_link(entries),
        log=tuple(_log_lines(entries)),
    )


def memberships_of(institution: Institution) -> tuple[Membership, ...]:
    return tuple(institution.memberships.select_related("user").order_by("user__name", "role", "pk"))


def membership_key(membership: Membership) -> str:
    return f"membership:{membership.pk}"


def open_memberships(institution: Institution, _today: date) -> tuple[OpenThing, ...]:
    """Whose rights move when it ends (registered with `institutions.succession`)."""
    return tuple(
        OpenThing(
            kind=gettext("akun"),
            key=membership_key(one),
            label=f"{one.user} ({Role(one.role).label})",
        )
        for one in memberships_of(institution)
    )


def newest_link(user: User) -> LinkMail | None:
    return _newest_link(entries_for(user).filter(action__in=(LINK_SENT, LINK_FAILED))[:1])


def _newest_link(entries: Iterable[AuditEntry]) -> LinkMail | None:
    """Of entries with the newest first."""
    mails = (entry for entry in entries if entry.action in {LINK_SENT, LINK_FAILED})
    newest = next(mails, None)
    return LinkMail(newest.at, newest.action == LINK_SENT) if newest else None


def _log_lines(entries: list[AuditEntry]) -> Iterable[LogLine]:
    institutions = Institution.objects.in_bulk({entry.data.get("institution") for entry in entries} - {None})
    regions = Region.objects.in_bulk({entry.data.get("region") for entry in entries} - {None})
    for entry in entries:
        role = entry.data.get("role")
        place = institutions.get(entry.data.get("institution")) or regions.get(entry.data.get("region"))
        parts = [str(Role(role).label)] if role in Role.values else []
        yield LogLine(
            at=entry.at,
            told=TOLD[entry.action],
            what=": ".join([*parts, str(place)] if place else parts),
            by=str(entry.actor) if entry.actor else None,
        )
