"""The page on which one milestone is reported for one period."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.audit.queries import entries_for
from foundation.formats import long_date, moment
from institutions.models import Institution
from renaksi.enums import EDITABLE_STATES, ReturnReason, ReviewVerdict, UpdateState
from renaksi.models import Milestone, ProgressUpdate, ReportingPeriod
from renaksi.queries.guards import WRITING_ACTIONS, accepted_before, was_returned, window_for
from renaksi.queries.workspace.answers import CARRIED_OVER, carried_over
from renaksi.queries.workspace.deadlines import Deadline, deadline_of
from renaksi.queries.workspace.milestones import MilestoneCard, milestone_card
from renaksi.queries.workspace.on_behalf import OnBehalf, on_behalf_of
from renaksi.queries.workspace.proofs import RequirementProofs, by_requirement, proofs_of
from renaksi.queries.workspace.readiness import Readiness, readiness_of
from renaksi.queries.workspace.version_steps import may_give_up
from renaksi.queries.workspace.versions import Versions, versions_of


@dataclass(frozen=True, slots=True)
class CameBack:
    """Who sent it back, when, and why."""

    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Earlier:
    period: str
    narrative: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    """`revision` is 0 for a report that nobody has begun; `carried` says by field what comes from the last one.

    A correction has no `deadline`, and tells its `versions`. `saved` says who changed it last, and when;
    `on_behalf` that the secretariat types in what came by letter.
    """

    update_id: int | None
    period_id: int
    milestone_id: int
    milestone: MilestoneCard
    period: str
    institution: str
    deadline: Deadline | None
    versions: Versions | None
    may_give_up: bool
    state_code: str
    state_word: str
    revision: int
    came_back: CameBack | None
    requirements: tuple[RequirementProofs, ...]
    readiness: Readiness
    carried: Mapping[str, str]
    earlier: Earlier | None
    saved: str
    on_behalf: OnBehalf | None


def last_answer(milestone: Milestone, period: ReportingPeriod) -> dict[str, Any]:
    """The fields that a new report takes over; empty if there is no earlier one."""
    last = earlier_update(milestone, period)
    return {name: getattr(last, name) for name in CARRIED_OVER} if last else {}


def earlier_update(milestone: Milestone, period: ReportingPeriod) -> ProgressUpdate | None:
    earlier = ProgressUpdate.objects.current().filter(milestone=milestone, period__ends_on__lt=period.ends_on)
    return earlier.select_related("period").order_by("-period__ends_on").first()


def unsaved_update(milestone: Milestone, period: ReportingPeriod, owner: Institution) -> ProgressUpdate:
    """What the form of a report that nobody has begun starts from; it is not stored."""
    return ProgressUpdate(
        milestone=milestone, period=period, institution=owner, revision=0, **last_answer(milestone, period)
    )


def report_page(update: ProgressUpdate, *, today: date) -> ReportPage:
    """`update` may be unsaved; it comes with its milestone, commitment, plan and period."""
    earlier = earlier_update(update.milestone, update.period)
    proofs = proofs_of(update) if update.pk else ()
    return ReportPage(
        update_id=update.pk,
        period_id=update.period_id,
        milestone_id=update.milestone_id,
        milestone=milestone_card(update.milestone, today),
        period=str(update.period),
        institution=update.institution.name,
        deadline=_deadline(update, today),
        versions=versions_of(update) if update.corrects_id else None,
        may_give_up=update.corrects_id is not None and may_give_up(update),
        state_code=update.state,
        state_word=str(UpdateState(update.state).label) if update.pk else _("Belum dilaporkan"),
        revision=update.revision,
        came_back=_came_back(update) if update.pk else None,
        requirements=by_requirement(update, proofs, accepted_before(update)),
        readiness=readiness_of(update, today=today),
        carried=carried_over(update, earlier),
        earlier=Earlier(str(earlier.period), earlier.narrative) if earlier and earlier.narrative else None,
        saved=saved_text(update, today) if update.pk else "",
        on_behalf=on_behalf_of(update),
    )


def _deadline(update: ProgressUpdate, today: date) -> Deadline | None:
    """None for a correction, which may be sent as long as the plan runs."""
    if update.corrects_id is not None:
        return None
    window = window_for(update.period, update.institution_id)
    return deadline_of(window, today, returned=was_returned(update))


def saved_text(update: ProgressUpdate, today: date) -> str:
    """Fitri menyimpan 10.12 WIB; with the day if it was not today."""
    last = entries_for(update).filter(action__in=WRITING_ACTIONS).first()
    if last is None or last.actor is None:
        return ""
    at = timezone.localtime(last.at)
    when = f"{at:%H.%M} WIB" if at.date() == today else moment(last.at)
    return _("%(who)s menyimpan %(when)s") % {"who": last.actor, "when": when}


def _came_back(update: ProgressUpdate) -> CameBack | None:
    if update.state not in EDITABLE_STATES:
        return None
    last = update.events.select_related("by").last()
    if last is None or not (last.to_state == UpdateState.RETURNED or last.transition.startswith("send_back")):
        return None
    review = update.reviews.filter(verdict=ReviewVerdict.RETURNED).first()
    if last.to_state == UpdateState.RETURNED and review is not None:
        title = _("Dikembalikan sekretariat pada %(date)s") % {"date": long_date(review.at)}
        return CameBack(title, f"{ReturnReason(review.reason_code).label}. {review.note}")
    return CameBack(_("Dikembalikan penyetuju pada %(date)s") % {"date": long_date(last.at)}, last.note)


def institutions_to_wait_for(update: ProgressUpdate) -> QuerySet[Institution]:
    """Those that take part in commitments, of the sample or of the real world like the plan."""
    is_sample = update.milestone.commitment.plan.is_sample
    takes_part = Q(partnerships__isnull=False) | Q(milestones__isnull=False)
    return (
        Institution.objects.filter(
            takes_part, is_sample=is_sample, country=settings.SITE_COUNTRY, merged_into__isnull=True
        )
        .exclude(pk=update.institution_id)
        .distinct()
    )
