"""Who can be sent a sign-in link for a period, and how it stands with the one they have."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import Membership, SignInLink, User
from accounts.permissions import appointing_institutions
from foundation.formats import moment
from renaksi.enums import PartnerRole, PeriodState
from renaksi.models import Milestone, Partnership, ReportingPeriod

# Named as the marks of their badges.
NO_LINK, STANDING, USED = "none", "submitted", "verified"


@dataclass(frozen=True, slots=True)
class LinkLine:
    """One focal point of one institution. `code` and `word` say how the newest link stands, `when` the times of it."""

    membership_id: int
    name: str
    email: str
    institution: str
    code: str
    word: str
    when: str
    link_id: int | None


def periods_for_links(today: date) -> QuerySet[ReportingPeriod]:
    """Those in which something can still be sent, the one that ends first on top."""
    running = Q(verify_by__gte=today) | Q(extensions__closes_on__gte=today)
    found = ReportingPeriod.objects.exclude(state=PeriodState.PLANNED).filter(running)
    return found.select_related("plan").distinct().order_by("closes_on", "plan__label")


def addressees(user: User, period: ReportingPeriod, *, at: datetime, lacks: str, search: str) -> QuerySet:
    """Active focal points of the institutions that take part in the plan, as far as the person manages accounts.

    `lacks` is "link" for those who have none that stands, "use" for those who did not use theirs yet.
    """
    reporting = Milestone.objects.filter(commitment__plan=period.plan_id, commitment__live=True)
    leading = Partnership.objects.filter(commitment__plan=period.plan_id, role=PartnerRole.LEAD)
    theirs = appointing_institutions(user).filter(
        Q(pk__in=reporting.values("responsible")) | Q(pk__in=leading.values("institution"))
    )
    found = Membership.objects.filter(
        role=Role.FOCAL_POINT, user__is_active=True, user__is_superuser=False, institution__in=theirs
    )
    if search:
        found = found.filter(Q(institution__name__icontains=search) | Q(user__name__icontains=search))
    standing = SignInLink.objects.filter(
        user=OuterRef("user"),
        institution=OuterRef("institution"),
        period=period.pk,
        revoked_at__isnull=True,
        expires_at__gt=at,
    )
    if lacks == "link":
        found = found.filter(~Exists(standing))
    elif lacks == "use":
        found = found.filter(Exists(standing.filter(first_used_at__isnull=True)))
    return found.select_related("user", "institution").order_by("institution__name", "user__name", "pk")


def link_lines(
    memberships: Sequence[Membership], period: ReportingPeriod, *, at: datetime
) -> tuple[LinkLine, ...]:
    links = SignInLink.objects.filter(
        period=period.pk, user__in={one.user_id for one in memberships}
    ).order_by("created_at", "pk")
    newest = {(link.user_id, link.institution_id): link for link in links}
    return tuple(_line(one, newest.get((one.user_id, one.institution_id or 0)), at) for one in memberships)


def _line(membership: Membership, link: SignInLink | None, at: datetime) -> LinkLine:
    code, word, when = _standing(link, at)
    stands = link is not None and code in {STANDING, USED}
    return LinkLine(
        membership_id=membership.pk,
        name=membership.user.name,
        email=membership.user.email,
        institution=str(membership.institution),
        code=code,
        word=word,
        when=when,
        link_id=link.pk if link is not None and stands else None,
    )


def _standing(link: SignInLink | None, at: datetime) -> tuple[str, str, str]:
    if link is None:
        return NO_LINK, _("Belum dikirim"), ""
    if link.revoked_at is not None:
        return NO_LINK, _("Dicabut"), moment(link.revoked_at)
    if link.expires_at <= at:
        return NO_LINK, _("Sudah berakhir"), moment(link.expires_at)
    until = _("berlaku sampai %(when)s") % {"when": moment(link.expires_at)}
    if link.first_used_at is None:
        return (
            STANDING,
            _("Dikirim, belum dipakai"),
            _("%(sent)s, %(until)s")
            % {
                "sent": moment(link.created_at),
                "until": until,
            },
        )
    told = {"when": moment(link.last_used_at), "until": until}
    return USED, _("Dipakai"), _("terakhir %(when)s, %(until)s") % told


def standing_links(user: User, period: ReportingPeriod, *, at: datetime) -> QuerySet[SignInLink]:
    """All of the period that still let somebody in, as far as the person manages accounts."""
    links = SignInLink.objects.filter(period=period.pk, revoked_at__isnull=True, expires_at__gt=at)
    return links.filter(institution__in=appointing_institutions(user)).select_related("institution")
