"""Publication of plans and commitments: what was published changes only with a reason."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.models import Revision

from accounts.models import User
from foundation.audit import actions as audit
from renaksi.actions.amendments import record_amendments, sources_after
from renaksi.domain.amendments import Change
from renaksi.models import ActionPlan, Commitment, PolicyArea
from renaksi.permissions import may_edit_plans, may_publish_plans


def publish_plan(*, plan: ActionPlan, by: User, reason: str = "") -> None:
    """Makes the latest draft public. Raises as `publish_commitment` does."""
    _publish(plan, by=by, reason=reason)


def publish_commitment(*, commitment: Commitment, by: User, reason: str = "") -> None:
    """Makes the latest draft public, and keeps what it changes of the published one as amendments.

    Raises PermissionDenied for who may not publish, ReasonRequired if something published changes without
    a reason, ValidationError for an incomplete draft or a changed address.
    """
    _publish(commitment, by=by, reason=reason)


@transaction.atomic
def _publish(record: ActionPlan | Commitment, *, by: User, reason: str) -> None:
    if not may_publish_plans(by):
        raise PermissionDenied
    row = _locked(record)
    revision = row.latest_revision or row.save_revision(user=by)
    draft = revision.as_object()
    draft.full_clean()
    changes = draft.unpublished_changes()
    record_amendments(target=row, changes=changes, by=by, reason=reason)
    # Past the guard of `PublishedWithReason.publish`: the reason was given and is kept.
    PublishRevisionAction(revision, user=by, changed=bool(changes)).execute(skip_permission_checks=True)
    if isinstance(draft, Commitment) and changes:
        _remember_source(row, revision, sources_after(draft.field_sources, changes))
    _log(row, changes, by=by)


def _remember_source(row: ActionPlan | Commitment, revision: Revision, sources: dict[str, Any]) -> None:
    """On the row and in the revision that the next draft starts from, or that draft would forget it."""
    Commitment.objects.filter(pk=row.pk).update(field_sources=sources)
    revision.content["field_sources"] = sources
    revision.save(update_fields=["content"])


def _locked(record: ActionPlan | Commitment) -> ActionPlan | Commitment:
    if isinstance(record, ActionPlan):
        return ActionPlan.objects.select_for_update().get(pk=record.pk)
    return Commitment.objects.select_for_update().get(pk=record.pk)


def _log(record: ActionPlan | Commitment, changes: tuple[Change, ...], *, by: User) -> None:
    data = {"fields": [change.field for change in changes]}
    audit.record(action=f"{record._meta.model_name}.published", by=by, target=record, data=data)


@transaction.atomic
def withdraw_commitment(*, commitment: Commitment, by: User, reason: str, on: date) -> None:
    """The promise no longer stands; it stays readable with its reason. Raises ValidationError without one."""
    if not may_publish_plans(by):
        raise PermissionDenied
    row = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if row.withdrawn_on is not None:
        raise ValidationError(_("Komitmen ini sudah ditarik."))
    if not reason.strip():
        raise ValidationError(_("Tulis alasan penarikan; alasan ini tampil di halaman publik."))
    row.withdrawn_on, row.withdrawn_reason = on, reason.strip()
    row.save(update_fields=["withdrawn_on", "withdrawn_reason"])
    if row.was_published:
        change = Change("withdrawn_on", "", on.isoformat())
        record_amendments(target=row, changes=[change], by=by, reason=reason)
    renew_draft(row, by=by, change=partial(_withdraw_in_draft, on=on, reason=row.withdrawn_reason))
    audit.record(action="commitment.withdrawn", by=by, target=row)


def _withdraw_in_draft(draft: Commitment, *, on: date, reason: str) -> None:
    draft.withdrawn_on, draft.withdrawn_reason = on, reason


def renew_draft(row: Commitment, *, by: User, change: Callable[[Commitment], None]) -> None:
    """The CMS edits the latest revision: it must hold what was written beside it, or publishing undoes it."""
    if row.latest_revision is None:
        return
    draft = row.latest_revision.as_object()
    change(draft)
    unpublished = row.has_unpublished_changes
    revision = draft.save_revision(user=by, clean=False)
    Commitment.objects.filter(pk=row.pk).update(
        has_unpublished_changes=unpublished,
        **({} if unpublished or not row.live else {"live_revision": revision}),
    )


@transaction.atomic
def add_policy_area(*, commitments: list[Commitment], area: PolicyArea, by: User) -> int:
    """Adds one policy area to each; tells how many did not have it. Areas sort, they promise nothing."""
    if not may_edit_plans(by):
        raise PermissionDenied
    added = 0
    for commitment in commitments:
        drafted = commitment.get_latest_revision_as_object()
        if area not in drafted.policy_areas.all():
            drafted.policy_areas.add(area)
            if not commitment.was_published:
                drafted.save()
            drafted.save_revision(user=by, clean=False)
            added += 1
            audit.record(action="commitment.area_added", by=by, target=commitment, data={"area": area.slug})
    return added
