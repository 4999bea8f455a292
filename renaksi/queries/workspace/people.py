"""The focal points whose accounts somebody manages: of the own region, or all."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import Membership, User
from accounts.permissions import appointing_institutions, may_change_account, may_manage_accounts
from accounts.queries import newest_link
from foundation.formats import moment


@dataclass(frozen=True, slots=True)
class HeldRole:
    membership_id: int
    institution: str


@dataclass(frozen=True, slots=True)
class Person:
    """`roles` are those that the reader manages; `why_not` says why nothing can be changed here, blank if it can."""

    id: int
    name: str
    email: str
    roles: tuple[HeldRole, ...]
    is_active: bool
    has_password: bool
    why_not: str

    @property
    def may_change(self) -> bool:
        return not self.why_not


@dataclass(frozen=True, slots=True)
class PersonPage:
    person: Person
    mail: str


def focal_points(user: User, search: str = "") -> QuerySet[User]:
    """People who are a focal point of an institution that `user` manages, with all that they hold."""
    mine = Membership.objects.filter(role=Role.FOCAL_POINT, institution__in=appointing_institutions(user))
    if search:
        mine = mine.filter(
            Q(institution__name__icontains=search)
            | Q(user__name__icontains=search)
            | Q(user__email__icontains=search)
        )
    held = Membership.objects.select_related("institution", "region").order_by("pk")
    found = User.objects.filter(pk__in=mine.values("user"))
    return found.prefetch_related(Prefetch("memberships", held)).order_by("name", "pk")


def officers(user: User) -> QuerySet[User]:
    """Between whom the person may hand over: everybody with a role, or the focal points of the own region."""
    held = User.objects.filter(is_superuser=False, memberships__isnull=False)
    if may_manage_accounts(user):
        return held.distinct().order_by("name", "pk")
    own = {"role": Role.FOCAL_POINT, "institution__in": appointing_institutions(user)}
    beside = Membership.objects.exclude(pk__in=Membership.objects.filter(**own).values("pk"))
    return held.filter(is_staff=False).exclude(pk__in=beside.values("user")).distinct().order_by("name", "pk")


def people(found: Iterable[User], *, reader: User) -> tuple[Person, ...]:
    """`found` comes from `focal_points`."""
    theirs = set(appointing_institutions(reader).values_list("pk", flat=True))
    return tuple(_person(one, reader, theirs) for one in found)


def _person(account: User, reader: User, institutions: set[int]) -> Person:
    held = [one for one in account.memberships.all() if one.role == Role.FOCAL_POINT]
    return Person(
        id=account.pk,
        name=account.name,
        email=account.email,
        roles=tuple(
            HeldRole(one.pk, str(one.institution)) for one in held if one.institution_id in institutions
        ),
        is_active=account.is_active,
        has_password=account.has_usable_password(),
        why_not=_why_not(account, reader),
    )


def _why_not(account: User, reader: User) -> str:
    if may_change_account(reader, account):
        return ""
    if may_manage_accounts(reader):
        return _("Akun pengelola server: hanya pengelola server yang mengubahnya.")
    return _("Akun ini juga punya peran lain. Hanya sekretariat yang dapat mengubahnya.")


def person_page(account: User, *, reader: User) -> PersonPage:
    """`account` comes from `focal_points`."""
    [person] = people([account], reader=reader)
    link = newest_link(account)
    if link is None:
        told = ""
    elif link.was_sent:
        told = _("Surel kata sandi terkirim %(when)s.") % {"when": moment(link.at)}
    else:
        told = _("Surel kata sandi gagal terkirim %(when)s. Kirim lagi.") % {"when": moment(link.at)}
    return PersonPage(person, told)
