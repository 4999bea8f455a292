"""What an institution has open: what its successors take over when it ends."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from institutions.models import Institution
from institutions.succession import OpenThing
from renaksi.enums import AWAITING_APPROVAL_STATES, EDITABLE_STATES, PeriodState, PlanState
from renaksi.models import Commitment, Milestone, Partnership, PeriodExtension, ProgressUpdate
from renaksi.queries.figures import figures_for
from renaksi.queries.wording import numbered

_RUNNING_PLANS = (PlanState.DRAFT, PlanState.ACTIVE)
_UNSENT = EDITABLE_STATES | AWAITING_APPROVAL_STATES


def partnership_key(partnership: Partnership) -> str:
    return f"partnership:{partnership.pk}"


def milestone_key(milestone_id: int) -> str:
    return f"milestone:{milestone_id}"


def open_things_of(institution: Institution, today: date) -> tuple[OpenThing, ...]:
    """Registered with `institutions.succession`; the same number of queries for any number of things."""
    return (
        *_partnership_things(institution),
        *_milestone_things(institution, today),
        *_update_things(institution),
        *_extension_things(institution, today),
    )


def running_partnerships(institution: Institution) -> QuerySet[Partnership]:
    return Partnership.objects.filter(
        institution=institution,
        commitment__withdrawn_on__isnull=True,
        commitment__plan__state__in=_RUNNING_PLANS,
    ).select_related("commitment", "institution")


def owned_in_running(institution: Institution) -> QuerySet[Milestone]:
    """Milestones that it answers for, done or not, in commitments that run."""
    return (
        Milestone.objects.filter(
            commitment__withdrawn_on__isnull=True, commitment__plan__state__in=_RUNNING_PLANS
        )
        .with_owner_id()
        .filter(owner_id=institution.pk)  # type: ignore[misc]  # annotated
        .select_related("commitment__plan")
    )


def open_milestone_ids(institution: Institution, today: date) -> frozenset[int]:
    """Neither withdrawn nor complete on that day."""
    owned = owned_in_running(institution)
    commitments = Commitment.objects.filter(pk__in=owned.values("commitment")).for_figures()
    figures = figures_for(commitments, as_of=today).values()
    return frozenset(
        milestone.id
        for one in figures
        for milestone in one.milestones
        if milestone.owner_id == institution.pk and not milestone.withdrawn and not milestone.is_complete
    )


def unsent_updates(institution: Institution) -> QuerySet[ProgressUpdate]:
    """Drafts, what came back, and what waits for an approval: whoever goes on finishes them."""
    return ProgressUpdate.objects.filter(institution=institution, state__in=_UNSENT, is_current=True)


def open_extensions(institution: Institution, today: date) -> QuerySet[PeriodExtension]:
    return PeriodExtension.objects.filter(institution=institution, closes_on__gte=today).filter(
        ~Q(period__state=PeriodState.CLOSED) | Q(period__verify_by__gte=today)
    )


def reporter_now(update: ProgressUpdate) -> Institution:
    """Who sent it; if that institution has ended since, who answers for the milestone now."""
    if Institution.objects.standing().filter(pk=update.institution_id).exists():
        return update.institution
    return update.milestone.owner or update.institution


def _partnership_things(institution: Institution) -> Iterator[OpenThing]:
    for one in running_partnerships(institution):
        label = f"{numbered(one.commitment)} ({one.get_role_display()})"
        yield OpenThing(_("peran dalam komitmen"), partnership_key(one), label)


def _milestone_things(institution: Institution, today: date) -> Iterator[OpenThing]:
    for milestone in Milestone.objects.filter(pk__in=open_milestone_ids(institution, today)).order_by("pk"):
        yield OpenThing(_("tonggak"), milestone_key(milestone.pk), numbered(milestone))


def _update_things(institution: Institution) -> Iterator[OpenThing]:
    for update in unsent_updates(institution).select_related("milestone", "period"):
        yield OpenThing(_("laporan yang belum terkirim"), f"update:{update.pk}", str(update), follows=True)


def _extension_things(institution: Institution, today: date) -> Iterator[OpenThing]:
    for one in open_extensions(institution, today).select_related("period"):
        yield OpenThing(_("perpanjangan"), f"extension:{one.pk}", str(one.period), follows=True)
