"""What is open although nobody is there to do it: for the secretariat, with what to do about each."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.enums import Role
from accounts.models import Membership
from institutions.models import Institution
from renaksi.domain.periods import Quarter, is_expected
from renaksi.enums import (
    AWAITING_APPROVAL_STATES,
    EDITABLE_STATES,
    GrantKind,
    PartnerRole,
    PeriodState,
    PlanState,
    UpdateState,
)
from renaksi.models import ActionPlan, Commitment, Milestone, Partnership, PlanGrant, ProgressUpdate
from renaksi.queries.figures import figures_for
from renaksi.queries.milestone_figures import MilestoneFigures
from renaksi.queries.wording import numbered
from renaksi.queries.workspace.running import Running, running_periods


class Lacks(StrEnum):
    """What is missing, in the order of the page."""

    INSTITUTION = "institution"
    FOCAL_POINT = "focal_point"
    APPROVER = "approver"
    COORDINATOR = "coordinator"
    VERIFIER = "verifier"


@dataclass(frozen=True, slots=True)
class OwnerlessItem:
    """`key` stays the same as long as it is the same item; `url` leads to where it is mended.

    The ids say what it is about: a milestone, a report, an institution in a period, or a plan by its period.
    """

    lacks: Lacks
    key: str
    title: str
    where: str
    url: str
    milestone_id: int | None = None
    institution_id: int | None = None
    period_id: int | None = None
    update_id: int | None = None


def ownerless_items(*, today: date) -> tuple[OwnerlessItem, ...]:
    """The same number of queries for any number of items."""
    return (
        *_milestones_without_institution(),
        *_institutions_without_focal_point(today),
        *_reports_without_approver(),
        *_plans_without_verifier(),
    )


def _milestones_without_institution() -> Iterable[OwnerlessItem]:
    """Of running, monitored plans."""
    running = Q(commitment__plan__state=PlanState.ACTIVE, commitment__plan__periods__isnull=False)
    led = Partnership.objects.filter(commitment=OuterRef("commitment"), role=PartnerRole.LEAD)
    found = Milestone.objects.public().standing().filter(running, ~Exists(led), responsible__isnull=True)
    for milestone in found.select_related("commitment__plan").distinct().order_by("pk"):
        yield OwnerlessItem(
            lacks=Lacks.INSTITUTION,
            key=f"milestone:{milestone.pk}",
            title=numbered(milestone),
            where=f"{numbered(milestone.commitment)}, {milestone.commitment.plan.label}",
            url=reverse("cms_commitment:edit", args=[milestone.commitment_id]),
            milestone_id=milestone.pk,
        )


def _institutions_without_focal_point(today: date) -> Iterable[OwnerlessItem]:
    """Which of them owe a report, the figures say: they are asked for these institutions alone."""
    unserved = {one.pk: one for one in Institution.objects.filter(~Exists(_held_at(Role.FOCAL_POINT, "pk")))}
    running = [one for one in running_periods(unserved, today) if one.period.state == PeriodState.OPEN]
    if not running:
        return []
    plans = {one.period.plan_id for one in running}
    theirs = Q(milestones__responsible__in=unserved) | Q(
        partnerships__institution__in=unserved, partnerships__role=PartnerRole.LEAD
    )
    rows = Commitment.objects.public().filter(theirs, plan__in=plans, withdrawn_on__isnull=True)
    commitments = {row.pk: row for row in rows.for_figures().distinct()}
    owing = {
        (one.period.pk, milestone.owner_id): one
        for pk, figures in figures_for(commitments.values(), as_of=today).items()
        for milestone in figures.milestones
        for one in running
        if one.period.plan_id == commitments[pk].plan_id
        and milestone.owner_id in unserved
        and _is_owed(milestone, one)
    }
    return [_unserved(unserved, owner or 0, one) for (_period, owner), one in sorted(owing.items())]


def _held_at(role: Role, place: str) -> QuerySet[Membership]:
    """Of a person who can sign in; `place` names the institution in the outer query."""
    return Membership.objects.filter(role=role, user__is_active=True, institution=OuterRef(place))


def _is_owed(milestone: MilestoneFigures, running: Running) -> bool:
    period = running.period
    states = [one.state for one in milestone.updates if one.period_id == period.pk and one.is_current]
    if states:
        return states[0] in EDITABLE_STATES
    return is_expected(milestone.reportable, Quarter(period.starts_on, period.ends_on))


def _unserved(institutions: Mapping[int, Institution], owner: int, running: Running) -> OwnerlessItem:
    return OwnerlessItem(
        lacks=Lacks.FOCAL_POINT,
        key=f"focal_point:{running.period.pk}:{owner}",
        title=institutions[owner].name,
        where=f"{running.period}, {running.period.plan.label}",
        url=f"{reverse('workspace:account_add')}?instansi={owner}",
        institution_id=owner,
        period_id=running.period.pk,
    )


def _reports_without_approver() -> Iterable[OwnerlessItem]:
    """For a region's step its coordinators are asked, for the agency's its approvers."""
    agency = Q(state=UpdateState.AWAITING_AGENCY) & ~Exists(_held_at(Role.APPROVER, "institution"))
    coordinators = Membership.objects.filter(
        role=Role.COORDINATOR, user__is_active=True, region=OuterRef("institution__region")
    )
    region = Q(state=UpdateState.AWAITING_REGION) & ~Exists(coordinators)
    waiting = ProgressUpdate.objects.current().filter(state__in=AWAITING_APPROVAL_STATES)
    found = waiting.filter(agency | region).select_related("milestone", "institution__region", "period")
    for update in found.order_by("pk"):
        for_agency = update.state == UpdateState.AWAITING_AGENCY
        asked = update.institution if for_agency else update.institution.region
        yield OwnerlessItem(
            lacks=Lacks.APPROVER if for_agency else Lacks.COORDINATOR,
            key=f"{update.state}:{update.pk}",
            title=numbered(update.milestone),
            where=f"{asked}, {update.period}",
            url=reverse("cms_account:index"),
            update_id=update.pk,
        )


def _plans_without_verifier() -> Iterable[OwnerlessItem]:
    """Admins may verify everything; a plan still needs somebody whose work it is."""
    verifiers = PlanGrant.objects.filter(
        plan=OuterRef("milestone__commitment__plan"),
        kind=GrantKind.VERIFY,
        user__is_active=True,
        user__memberships__role=Role.VERIFIER,
    )
    waiting = ProgressUpdate.objects.waiting_for_verdict().filter(~Exists(verifiers))
    pairs = Counter(waiting.values_list("milestone__commitment__plan", "period"))
    plans = ActionPlan.objects.in_bulk({plan for plan, _period in pairs})
    return [_unverified(plans[plan], period, count) for (plan, period), count in sorted(pairs.items())]


def _unverified(plan: ActionPlan, period: int, count: int) -> OwnerlessItem:
    told = ngettext("%(n)s laporan menunggu telaah", "%(n)s laporan menunggu telaah", count)
    return OwnerlessItem(
        lacks=Lacks.VERIFIER,
        key=f"verifier:{plan.pk}:{period}",
        title=plan.label,
        where=told % {"n": count},
        url=reverse("cms_grant:index"),
        period_id=period,
    )


@dataclass(frozen=True, slots=True)
class OwnerlessGroup:
    code: str
    title: str
    todo: str
    action: str
    items: tuple[OwnerlessItem, ...]


def ownerless_page(*, today: date) -> tuple[OwnerlessGroup, ...]:
    """What is missing, what to do about it, and where; groups without items are left out."""
    found = ownerless_items(today=today)
    words = {
        Lacks.INSTITUTION: (
            _("Tonggak tanpa instansi yang melapor"),
            _("Pilih instansi penanggung jawab tonggak, atau tambahkan penanggung jawab komitmennya."),
            _("Buka komitmen"),
        ),
        Lacks.FOCAL_POINT: (
            _("Instansi yang harus melapor tetapi tidak punya narahubung aktif"),
            _("Tambahkan narahubung, atau minta koordinator daerahnya menambahkan."),
            _("Tambah narahubung"),
        ),
        Lacks.APPROVER: (
            _("Laporan yang menunggu penyetuju instansi, tetapi penyetujunya tidak ada"),
            _("Beri peran penyetuju instansi kepada pejabat yang ditunjuk instansi itu."),
            _("Buka akun dan peran"),
        ),
        Lacks.COORDINATOR: (
            _("Laporan yang menunggu koordinator daerah, tetapi koordinatornya tidak ada"),
            _("Beri peran koordinator daerah kepada pejabat yang ditunjuk daerah itu."),
            _("Buka akun dan peran"),
        ),
        Lacks.VERIFIER: (
            _("Rencana aksi dengan laporan yang menunggu telaah, tetapi tanpa verifikator"),
            _("Tugaskan verifikator aktif pada rencana aksi ini."),
            _("Buka penugasan"),
        ),
    }
    return tuple(
        OwnerlessGroup(code.value, *words[code], items=items)
        for code in Lacks
        if (items := tuple(one for one in found if one.lacks == code))
    )
