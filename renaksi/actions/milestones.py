"""Milestones are their own records: they have no draft, so what is published changes only with a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.audit import actions as audit
from renaksi.actions.amendments import record_amendments, sources_after
from renaksi.domain.amendments import Change, canonical_text, changes_between
from renaksi.models import Commitment, EvidenceRequirement, Milestone
from renaksi.permissions import may_change_milestones

MILESTONE_FIELDS = frozenset(
    {
        "number", "sort_order", "title", "title_en", "success_measure", "success_measure_en", "unit",
        "baseline", "target", "start_on", "start_precision", "due_on", "due_precision", "weight",
        "responsible", "source_url",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RequirementText:
    """What counts as proof; `id` is None for a new one, `remove` takes a saved one away."""

    text: str
    text_en: str = ""
    is_required: bool = True
    id: int | None = None
    remove: bool = False


@dataclass(frozen=True, slots=True)
class MilestoneProof:
    """Requirements, and targets in percent by the id of their period (None: no target).

    What is not named stays as it is.
    """

    requirements: Sequence[RequirementText] = ()
    checkpoints: Mapping[int, Decimal | None] | None = None


@transaction.atomic
def add_milestone(
    *,
    commitment: Commitment,
    values: Mapping[str, Any],
    by: User,
    reason: str = "",
    proof: MilestoneProof = MilestoneProof(),
) -> Milestone:
    """A new step; of a published commitment it is an amendment. Raises as `change_milestone` does."""
    if not may_change_milestones(by, commitment):
        raise PermissionDenied
    milestone = Milestone(commitment=commitment)
    _set(milestone, values)
    milestone.save()
    _save_proof(milestone, proof)
    if commitment.was_published:
        record_amendments(
            target=milestone, changes=[Change("title", "", milestone.title)], by=by, reason=reason
        )
    audit.record(action="milestone.added", by=by, target=milestone)
    return milestone


@transaction.atomic
def change_milestone(
    *,
    milestone: Milestone,
    changes: Mapping[str, Any],
    by: User,
    reason: str = "",
    proof: MilestoneProof = MilestoneProof(),
) -> Milestone:
    """Sets the fields in `changes`, and keeps what was published as amendments.

    Raises PermissionDenied, ReasonRequired if something published changes without a reason, and
    ValidationError for values that break a rule of the milestone.
    """
    row = Milestone.objects.select_for_update().select_related("commitment__plan").get(pk=milestone.pk)
    if not may_change_milestones(by, row.commitment):
        raise PermissionDenied
    before = _published_values(row)
    _set(row, changes)
    row.save()
    _save_proof(row, proof)
    changed = changes_between(before, _published_values(row))
    row.field_sources = sources_after(row.field_sources, changed)
    row.save(update_fields=["field_sources"])
    if row.commitment.was_published:
        record_amendments(target=row, changes=changed, by=by, reason=reason)
    data = {"fields": [change.field for change in changed]}
    audit.record(action="milestone.changed", by=by, target=row, data=data)
    return row


@transaction.atomic
def withdraw_milestone(*, milestone: Milestone, by: User, reason: str, on: date) -> None:
    """It no longer counts and stays readable; what was reported on it stays. Never deleted."""
    row = Milestone.objects.select_for_update().select_related("commitment__plan").get(pk=milestone.pk)
    if not may_change_milestones(by, row.commitment):
        raise PermissionDenied
    if row.withdrawn_on is not None:
        raise ValidationError(_("Tonggak ini sudah ditarik."))
    if not reason.strip():
        raise ValidationError(_("Tulis alasan penarikan; alasan ini tampil di halaman publik."))
    row.withdrawn_on, row.withdrawn_reason = on, reason.strip()
    row.full_clean()
    row.save(update_fields=["withdrawn_on", "withdrawn_reason"])
    if row.commitment.was_published:
        change = Change("withdrawn_on", "", on.isoformat())
        record_amendments(target=row, changes=[change], by=by, reason=reason)
    audit.record(action="milestone.withdrawn", by=by, target=row)


def _set(milestone: Milestone, values: Mapping[str, Any]) -> None:
    unknown = set(values) - MILESTONE_FIELDS
    if unknown:
        raise ValueError(f"not a milestone's to change: {', '.join(sorted(unknown))}")
    for name, value in values.items():
        setattr(milestone, name, value)
    milestone.full_clean()


def _published_values(milestone: Milestone) -> dict[str, str]:
    """The milestone's own fields, its requirements and its targets, as canonical text."""
    requirements = milestone.requirements.order_by("sort_order", "pk")
    checkpoints = milestone.checkpoints.select_related("period").order_by("period__ends_on")
    return {
        **milestone.amendable_values(),
        "requirements": "\n".join(_requirement_line(one) for one in requirements),
        "checkpoints": "\n".join(f"{one.period}: {canonical_text(one.percent)}" for one in checkpoints),
    }


def _requirement_line(requirement: EvidenceRequirement) -> str:
    return f"{requirement.text} ({_('wajib') if requirement.is_required else _('pilihan')})"


def _save_proof(milestone: Milestone, proof: MilestoneProof) -> None:
    for order, requirement in enumerate(proof.requirements):
        _save_requirement(milestone, requirement, order)
    for period_id, percent in (proof.checkpoints or {}).items():
        _save_checkpoint(milestone, period_id, percent)
    _check_not_falling(milestone)


def _save_requirement(milestone: Milestone, given: RequirementText, order: int) -> None:
    if given.remove:
        _remove_requirement(milestone, given)
        return
    values = {
        "text": given.text,
        "text_en": given.text_en,
        "is_required": given.is_required,
        "sort_order": order,
    }
    if given.id is None:
        milestone.requirements.create(**values)
    else:
        milestone.requirements.filter(pk=given.id).update(**values)


def _remove_requirement(milestone: Milestone, given: RequirementText) -> None:
    """Raises ValidationError if evidence already answers it: what was reported stays."""
    requirement = milestone.requirements.filter(pk=given.id or 0).first()
    if requirement is None:
        return
    if requirement.items.exists():
        message = _(
            "Syarat “%(text)s” sudah dijawab dengan data dukung dan tidak dapat dihapus; ubah teksnya."
        )
        raise ValidationError(message % {"text": requirement.text})
    requirement.delete()


def _save_checkpoint(milestone: Milestone, period_id: int, percent: Decimal | None) -> None:
    period = milestone.commitment.plan.periods.get(pk=period_id)
    if percent is None:
        milestone.checkpoints.filter(period=period).delete()
        return
    if not 0 <= percent <= 100:
        raise ValidationError(_("Target periode antara 0 dan 100."))
    milestone.checkpoints.update_or_create(period=period, defaults={"percent": percent})


def _check_not_falling(milestone: Milestone) -> None:
    targets = milestone.checkpoints.order_by("period__ends_on").values_list("percent", flat=True)
    if any(later < earlier for earlier, later in pairwise(targets)):
        raise ValidationError(_("Target periode tidak boleh turun dari periode sebelumnya."))
