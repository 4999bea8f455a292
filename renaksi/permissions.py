"""Who may do what with plans, reports and verdicts: the table of rights of the domain, asked by name.

Reading is a filter (`*_readable_by`), so that lists and single records obey the same sentence; a
record outside the filter does not exist for that person, and the view answers 404.
"""

from django.db.models import Q, QuerySet

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import Actor, has_role, institution_ids, is_secretariat_admin, region_ids
from evidence.models import Evidence
from institutions.models import Institution
from renaksi.enums import GrantKind
from renaksi.models import ActionPlan, Commitment, Milestone, PlanGrant, ProgressUpdate


def granted_plan_ids(user: Actor, kind: GrantKind) -> frozenset[int]:
    """Plans that the person verifies or monitors; the grant counts only with the role."""
    role = Role.VERIFIER if kind == GrantKind.VERIFY else Role.MONITOR
    if not isinstance(user, User) or not has_role(user, role):
        return frozenset()
    return frozenset(PlanGrant.objects.filter(user=user, kind=kind).values_list("plan_id", flat=True))


def is_reporter(user: Actor) -> bool:
    return has_role(user, Role.FOCAL_POINT, Role.COORDINATOR)


def is_verifier(user: Actor) -> bool:
    return is_secretariat_admin(user) or has_role(user, Role.VERIFIER)


def reporting_institutions(user: Actor) -> QuerySet[Institution]:
    """Institutions for which the person writes and submits updates."""
    return Institution.objects.filter(
        Q(pk__in=institution_ids(user, Role.FOCAL_POINT)) | Q(region__in=region_ids(user))
    )


def may_report_for(user: Actor, institution: Institution) -> bool:
    return institution.pk in institution_ids(user, Role.FOCAL_POINT) or (
        institution.region_id is not None and institution.region_id in region_ids(user)
    )


def may_report(user: Actor, milestone: Milestone) -> bool:
    """True if the person reports for the institution that owns the milestone."""
    owner = milestone.owner
    return owner is not None and may_report_for(user, owner)


def may_write(user: Actor, update: ProgressUpdate) -> bool:
    """Reporters of its institution; the secretariat where it writes on behalf, with the letter as source."""
    on_behalf = update.on_behalf_source_id is not None and is_secretariat_admin(user)
    return on_behalf or may_report_for(user, update.institution)


def may_approve_for_agency(user: Actor, institution: Institution) -> bool:
    return institution.pk in institution_ids(user, Role.APPROVER)


def may_approve_for_region(user: Actor, institution: Institution) -> bool:
    return institution.region_id is not None and institution.region_id in region_ids(user)


def may_verify(user: Actor, plan: ActionPlan) -> bool:
    return is_secretariat_admin(user) or plan.pk in granted_plan_ids(user, GrantKind.VERIFY)


def plans_verified_by(user: Actor) -> QuerySet[ActionPlan]:
    if is_secretariat_admin(user):
        return ActionPlan.objects.all()
    return ActionPlan.objects.filter(pk__in=granted_plan_ids(user, GrantKind.VERIFY))


def updates_readable_by(user: Actor) -> QuerySet[ProgressUpdate]:
    """Updates with drafts and internal evidence that the person may read."""
    if is_secretariat_admin(user):
        return ProgressUpdate.objects.all()
    own = institution_ids(user, Role.FOCAL_POINT) | institution_ids(user, Role.APPROVER)
    granted = granted_plan_ids(user, GrantKind.VERIFY) | granted_plan_ids(user, GrantKind.MONITOR)
    return ProgressUpdate.objects.filter(
        Q(institution__in=own)
        | Q(institution__region__in=region_ids(user))
        | Q(milestone__commitment__plan__in=granted)
    )


def may_open_evidence(user: User, evidence: Evidence) -> bool:
    """Who may read an update may open what proves it (registered with `evidence.permissions`)."""
    return (
        updates_readable_by(user).filter(Q(items__evidence=evidence) | Q(on_behalf_source=evidence)).exists()
    )


def may_edit_plans(user: Actor) -> bool:
    """Editors draft plans, commitments and milestones; publishing is the secretariat admin's."""
    return is_secretariat_admin(user) or has_role(user, Role.EDITOR)


def may_publish_plans(user: Actor) -> bool:
    return is_secretariat_admin(user)


def may_change_milestones(user: Actor, commitment: Commitment) -> bool:
    """A milestone has no draft: once its commitment was published, it is the secretariat admin's to change."""
    return may_publish_plans(user) if commitment.was_published else may_edit_plans(user)


def may_decide(user: Actor) -> bool:
    """Periods, extensions, grants, completion decisions, reports."""
    return is_secretariat_admin(user)
