"""Who may do what with plans, reports and verdicts: the table of rights (`accounts.domain.rights`), asked by name.

Reading is a filter (`*_readable_by`), so that lists and single records obey the same sentence; a
record outside the filter does not exist for that person, and the view answers 404.
"""

from django.db.models import Q, QuerySet

from accounts.domain.rights import Right, roles_with
from accounts.enums import Role
from accounts.models import Membership, SignInLink, User
from accounts.permissions import (
    Actor,
    may_appoint,
    may_change_account,
    may_everywhere,
    may_manage_accounts,
    reach,
)
from evidence.models import Evidence
from institutions.models import Institution
from institutions.queries import predecessors_of
from renaksi.enums import GrantKind, UpdateState
from renaksi.models import (
    ActionPlan,
    Commitment,
    EvidenceRequirement,
    Milestone,
    PlanGrant,
    ProgressUpdate,
)

ROLE_GRANTED = {GrantKind.VERIFY: Role.VERIFIER, GrantKind.MONITOR: Role.MONITOR}


def granted_plan_ids(user: Actor, right: Right) -> frozenset[int]:
    """Plans for which the person was granted what gives the right; a grant counts only with its role."""
    roles = reach(user, right).granted_to
    kinds = [kind for kind, role in ROLE_GRANTED.items() if role in roles]
    if not kinds or user.pk is None:
        return frozenset()
    return frozenset(
        PlanGrant.objects.filter(user_id=user.pk, kind__in=kinds).values_list("plan_id", flat=True)
    )


def is_reporter(user: Actor) -> bool:
    return bool(reach(user, Right.WRITE_UPDATES))


def is_verifier(user: Actor) -> bool:
    return bool(reach(user, Right.VERIFY))


def is_approver(user: Actor) -> bool:
    """Agencies' approvers and regional coordinators; which reports they approve is asked per report."""
    return bool(reach(user, Right.APPROVE_FOR_AGENCY) or reach(user, Right.APPROVE_FOR_REGION))


def is_monitor(user: Actor) -> bool:
    return bool(reach(user, Right.NOTE_INDEPENDENTLY).granted_to)


def reporting_institutions(user: Actor) -> QuerySet[Institution]:
    """Institutions for which the person writes and submits updates."""
    mine = reach(user, Right.WRITE_UPDATES)
    return Institution.objects.filter(Q(pk__in=mine.institutions) | Q(region__in=mine.regions))


def remembered_institutions(user: Actor) -> QuerySet[Institution]:
    """Whose receipts the person keeps: those for which they report, and those that ended in them."""
    reporting = reporting_institutions(user)
    ended = predecessors_of(reporting.values_list("pk", flat=True))
    return Institution.objects.filter(Q(pk__in=reporting.values("pk")) | Q(pk__in=ended))


def may_report_for(user: Actor, institution: Institution) -> bool:
    return reach(user, Right.WRITE_UPDATES).covers(institution)


def may_report_in(user: Actor, period_id: int) -> bool:
    """Who came by a sign-in link reports for its period and for no other."""
    link = _link_of(user)
    return link is None or link.period == period_id


def _link_of(user: Actor) -> SignInLink | None:
    return user.came_by if isinstance(user, User) else None


def may_report(user: Actor, milestone: Milestone) -> bool:
    """True if the person reports for the institution that owns the milestone."""
    owner = milestone.owner
    return owner is not None and may_report_for(user, owner)


def may_write_on_behalf(user: Actor) -> bool:
    return may_everywhere(user, Right.WRITE_ON_BEHALF)


def may_write(user: Actor, update: ProgressUpdate) -> bool:
    """Reporters of its institution; the secretariat where it writes on behalf, with the letter as source."""
    on_behalf = update.on_behalf_source_id is not None and may_write_on_behalf(user)
    own = may_report_for(user, update.institution) and may_report_in(user, update.period_id)
    return on_behalf or own


def may_approve_for_agency(user: Actor, institution: Institution) -> bool:
    return reach(user, Right.APPROVE_FOR_AGENCY).covers(institution)


def may_approve_for_region(user: Actor, institution: Institution) -> bool:
    return reach(user, Right.APPROVE_FOR_REGION).covers(institution)


def may_approve(user: Actor, update: ProgressUpdate) -> bool:
    """At the stage where it waits; nobody at any other."""
    if update.state == UpdateState.AWAITING_AGENCY:
        return may_approve_for_agency(user, update.institution)
    return update.state == UpdateState.AWAITING_REGION and may_approve_for_region(user, update.institution)


def focal_points_of(institution: Institution) -> QuerySet[User]:
    """Who reports for it: those who are told what becomes of its reports; one query."""
    return _active_people(Q(role=Role.FOCAL_POINT, institution=institution))


def approvers_of(update: ProgressUpdate) -> QuerySet[User]:
    """Who may approve it at the stage where it waits; nobody at any other."""
    if update.state == UpdateState.AWAITING_AGENCY:
        roles = roles_with(Right.APPROVE_FOR_AGENCY)
        return _active_people(Q(role__in=roles, institution=update.institution_id))
    if update.state == UpdateState.AWAITING_REGION:
        roles = roles_with(Right.APPROVE_FOR_REGION)
        return _active_people(Q(role__in=roles, region=update.institution.region_id))
    return User.objects.none()


def _active_people(memberships: Q) -> QuerySet[User]:
    holders = Membership.objects.filter(memberships).values("user")
    return User.objects.filter(is_active=True, pk__in=holders)


def may_verify(user: Actor, plan: ActionPlan) -> bool:
    return may_everywhere(user, Right.VERIFY) or plan.pk in granted_plan_ids(user, Right.VERIFY)


def plans_verified_by(user: Actor) -> QuerySet[ActionPlan]:
    if may_everywhere(user, Right.VERIFY):
        return ActionPlan.objects.all()
    return ActionPlan.objects.filter(pk__in=granted_plan_ids(user, Right.VERIFY))


def may_note(user: Actor, plan: ActionPlan) -> bool:
    """Independent notes: monitors of the plan, and the secretariat for what came by letter."""
    mine = reach(user, Right.NOTE_INDEPENDENTLY)
    return mine.everywhere or plan.pk in granted_plan_ids(user, Right.NOTE_INDEPENDENTLY)


def plans_monitored_by(user: Actor) -> QuerySet[ActionPlan]:
    """Those that the person was granted as a monitor."""
    return ActionPlan.objects.filter(pk__in=granted_plan_ids(user, Right.NOTE_INDEPENDENTLY))


def updates_readable_by(user: Actor) -> QuerySet[ProgressUpdate]:
    """Updates with drafts and internal evidence that the person may read.

    Who goes on for an institution that ended reads what it reported.
    """
    mine = reach(user, Right.READ_UPDATES)
    if mine.everywhere:
        return ProgressUpdate.objects.all()
    own = mine.institutions | predecessors_of(mine.institutions)
    theirs = ProgressUpdate.objects.filter(
        Q(institution__in=own)
        | Q(institution__region__in=mine.regions)
        | Q(milestone__commitment__plan__in=granted_plan_ids(user, Right.READ_UPDATES))
    )
    return _of_their_link(theirs, user)


def updates_reported_by(user: Actor) -> QuerySet[ProgressUpdate]:
    """Of the institutions for which the person writes and submits them."""
    return _of_their_link(ProgressUpdate.objects.filter(institution__in=reporting_institutions(user)), user)


def _of_their_link(updates: QuerySet[ProgressUpdate], user: Actor) -> QuerySet[ProgressUpdate]:
    link = _link_of(user)
    return updates if link is None else updates.filter(period=link.period)


def may_open_evidence(user: User, evidence: Evidence) -> bool:
    """Who may read an update may open what proves it (registered with `evidence.permissions`)."""
    return (
        updates_readable_by(user).filter(Q(items__evidence=evidence) | Q(on_behalf_source=evidence)).exists()
    )


def may_take_down_evidence(user: User, evidence: Evidence) -> bool:
    """What was sent for a plan that the person was granted for it (registered with `evidence.permissions`)."""
    plans = granted_plan_ids(user, Right.TAKE_DOWN)
    if not plans:
        return False
    is_theirs = {"milestone__commitment__plan__in": plans}
    return (
        updates_with(evidence).filter(**is_theirs).exists()
        or requirements_with_example(evidence).filter(**is_theirs).exists()
    )


def may_set_examples(user: Actor) -> bool:
    """An example is public as soon as it is clean: so it is for who publishes plans."""
    return may_publish_plans(user)


def may_handle_example(user: User, evidence: Evidence) -> bool:
    """Open an example that is not public yet, and say that it holds no personal data (registered with `evidence.permissions`)."""
    return may_set_examples(user) and requirements_with_example(evidence).exists()


def requirements_with_example(evidence: Evidence) -> QuerySet[EvidenceRequirement]:
    return EvidenceRequirement.objects.filter(example=evidence)


def updates_with(evidence: Evidence) -> QuerySet[ProgressUpdate]:
    return ProgressUpdate.objects.filter(Q(items__evidence=evidence) | Q(on_behalf_source=evidence))


def may_edit_plans(user: Actor) -> bool:
    """Editors draft plans, commitments and milestones; publishing is the secretariat admin's."""
    return may_everywhere(user, Right.DRAFT_PLANS)


def may_publish_plans(user: Actor) -> bool:
    return may_everywhere(user, Right.PUBLISH_PLANS)


def may_change_milestones(user: Actor, commitment: Commitment) -> bool:
    """A milestone has no draft: once its commitment was published, it is the secretariat admin's to change."""
    return may_publish_plans(user) if commitment.was_published else may_edit_plans(user)


def may_decide(user: Actor) -> bool:
    """Periods, extensions, grants, completion decisions."""
    return may_everywhere(user, Right.DECIDE)


def may_hand_over(user: Actor, *, giver: User, taker: User, institution: Institution | None) -> bool:
    """The secretariat admin everything; coordinators between focal points of the own region, which both are."""
    here = may_manage_accounts(user) or (institution is not None and may_appoint(user, institution))
    return here and may_change_account(user, giver) and may_change_account(user, taker)
