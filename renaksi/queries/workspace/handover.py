"""What is open with one officer: what a handover would move, and the receipts of those that were made."""

from dataclasses import dataclass

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.domain.rights import Right
from accounts.enums import INSTITUTION_ROLES
from accounts.models import Membership, SignInLink, User
from accounts.permissions import appointing_institutions, reach
from foundation.formats import moment
from institutions.models import Institution
from renaksi.enums import EDITABLE_STATES, UpdateState
from renaksi.models import Handover, PlanGrant, ProgressUpdate, UpdateEvent
from renaksi.queries.guards import involved_in
from renaksi.queries.wording import numbered


@dataclass(frozen=True, slots=True)
class Open:
    """`drafts` are also reports that came back; `reviews` are those that the giver has begun."""

    memberships: tuple[Membership, ...] = ()
    drafts: tuple[ProgressUpdate, ...] = ()
    grants: tuple[PlanGrant, ...] = ()
    reviews: tuple[ProgressUpdate, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.memberships or self.drafts or self.grants or self.reviews)

    @property
    def counts(self) -> dict[str, int]:
        return {
            "memberships": len(self.memberships),
            "drafts": len(self.drafts),
            "grants": len(self.grants),
            "reviews": len(self.reviews),
        }


def open_with(giver: User, institution: Institution | None) -> Open:
    if institution is None:
        return _open_desk(giver)
    memberships = giver.memberships.filter(institution=institution, role__in=INSTITUTION_ROLES)
    drafts = ProgressUpdate.objects.current().filter(
        author=giver, institution=institution, state__in=EDITABLE_STATES
    )
    return Open(
        memberships=tuple(memberships.select_related("user", "institution").order_by("pk")),
        drafts=tuple(drafts.select_related("milestone", "period").order_by("pk")),
    )


def _open_desk(giver: User) -> Open:
    """Who began a review, its newest event of that kind says."""
    begun = UpdateEvent.objects.filter(update=OuterRef("pk"), transition="start_review").order_by(
        "-at", "-pk"
    )
    reviews = ProgressUpdate.objects.current().filter(state=UpdateState.IN_REVIEW)
    mine = reviews.annotate(begun_by=Subquery(begun.values("by")[:1])).filter(begun_by=giver.pk)
    grants = PlanGrant.objects.filter(user=giver).select_related("plan")
    return Open(
        grants=tuple(grants.order_by("pk")),
        reviews=tuple(mine.select_related("milestone", "period").order_by("pk")),
    )


def places_of(giver: User, reader: User) -> dict[int, Institution]:
    """Institutions of the giver that the reader manages; where the role is gone, those of what they still write."""
    written = ProgressUpdate.objects.current().filter(author=giver, state__in=EDITABLE_STATES)
    roles = giver.memberships.filter(role__in=INSTITUTION_ROLES)
    theirs = Q(pk__in=roles.values("institution")) | Q(pk__in=written.values("institution"))
    return {one.pk: one for one in appointing_institutions(reader).filter(theirs).order_by("name")}


@dataclass(frozen=True, slots=True)
class Preview:
    """`lines` say what moves; `warnings` what the taker will not be able to do."""

    lines: tuple[str, ...]
    warnings: tuple[str, ...]


def preview(giver: User, taker: User, institution: Institution | None) -> Preview:
    found = open_with(giver, institution)
    links = SignInLink.objects.filter(user=giver, revoked_at__isnull=True)
    standing = links.filter(institution=institution) if institution else links
    named = [
        *(_("Peran %(role)s") % {"role": one.get_role_display()} for one in found.memberships),
        *(_("Draf: %(what)s") % {"what": _named(one)} for one in found.drafts),
        *(
            _("Penugasan %(kind)s: %(plan)s") % {"kind": one.get_kind_display(), "plan": one.plan}
            for one in found.grants
        ),
        *(_("Telaah yang sudah dimulai: %(what)s") % {"what": _named(one)} for one in found.reviews),
    ]
    if standing.exists():
        named.append(_("Tautan masuk pemberi dicabut"))
    wrote = [one for one in found.reviews if taker.pk in involved_in(one)]
    warnings = [
        _("%(what)s: penerima ikut menulis atau menyetujuinya, jadi orang lain yang menelaah.")
        % {"what": _named(one)}
        for one in wrote
    ]
    return Preview(tuple(named), tuple(warnings))


def _named(update: ProgressUpdate) -> str:
    return f"{numbered(update.milestone)} ({update.period})"


@dataclass(frozen=True, slots=True)
class HandoverReceipt:
    receipt: str
    giver: str
    taker: str
    place: str
    reason: str
    moved: tuple[str, ...]
    by: str
    at: str


def handover_receipt(handover: Handover) -> HandoverReceipt:
    """`handover` comes with its people and institution."""
    return HandoverReceipt(
        receipt=handover.receipt,
        giver=str(handover.giver),
        taker=str(handover.taker),
        place=str(handover.institution) if handover.institution else _("Rencana aksi yang ditugaskan"),
        reason=handover.reason,
        moved=_counted(handover.moved),
        by=str(handover.by),
        at=moment(handover.at),
    )


def _counted(moved: dict[str, int]) -> tuple[str, ...]:
    words = {
        "memberships": ("%(n)s peran", "%(n)s peran"),
        "drafts": (
            "%(n)s laporan yang sedang ditulis atau dikembalikan",
            "%(n)s laporan yang sedang ditulis atau dikembalikan",
        ),
        "grants": ("%(n)s penugasan rencana aksi", "%(n)s penugasan rencana aksi"),
        "reviews": ("%(n)s telaah yang sudah dimulai", "%(n)s telaah yang sudah dimulai"),
        "links": ("%(n)s tautan masuk dicabut", "%(n)s tautan masuk dicabut"),
    }
    return tuple(
        ngettext(*words[kind], count) % {"n": count}
        for kind, count in moved.items()
        if count and kind in words
    )


def handovers_readable_by(user: User) -> QuerySet[Handover]:
    """The two people, who did it, and who manages the accounts of the institution."""
    known = Handover.objects.select_related("giver", "taker", "institution", "by")
    mine = reach(user, Right.MANAGE_ACCOUNTS)
    if mine.everywhere:
        return known
    own = Q(giver=user) | Q(taker=user) | Q(by=user)
    return known.filter(own | Q(institution__region__in=mine.regions))
