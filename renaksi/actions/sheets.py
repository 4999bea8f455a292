"""A sheet that came back: kept until it is applied, then saved as drafts by the same steps as the form's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from foundation.audit.actions import record
from institutions.models import Institution
from renaksi.actions.refusals import Refused
from renaksi.actions.steps import require
from renaksi.actions.updates import DraftContent, revision_to_send, save_draft, start_update
from renaksi.models import Milestone, ReportingPeriod, ReportSheet
from renaksi.permissions import may_report_for, may_report_in


@dataclass(frozen=True, slots=True)
class SheetDraft:
    """`revision` is the one that was compared with, 0 if nobody had begun; `key` is the number of the row."""

    key: str
    milestone: Milestone
    content: DraftContent
    revision: int


@dataclass(frozen=True, slots=True)
class SavedRow:
    """`refused` is the sentence of what kept it from being saved, or empty."""

    key: str
    refused: str


@transaction.atomic
def keep_sheet(
    *,
    institution: Institution,
    period: ReportingPeriod,
    file_name: str,
    sha256: str,
    rows: Sequence[dict[str, Any]],
    by: User,
    at: datetime,
) -> ReportSheet:
    """What was read of a file, for its sender alone; one that they sent before and did not apply gives way."""
    require(may_report_for(by, institution) and may_report_in(by, period.pk))
    earlier = ReportSheet.objects.filter(user=by, institution=institution, period=period)
    earlier.filter(applied_at__isnull=True).delete()
    sheet = ReportSheet.objects.create(
        user=by,
        institution=institution,
        period=period,
        file_name=file_name[-255:],
        sha256=sha256,
        rows=list(rows),
        created_at=at,
    )
    record(action="sheet.read", by=by, target=sheet, data={"rows": len(rows), "sha256": sha256})
    return sheet


@transaction.atomic
def apply_sheet(
    *, sheet: ReportSheet, drafts: Iterable[SheetDraft], by: User, at: datetime
) -> tuple[SavedRow, ...]:
    """Save the rows as drafts, each by itself: one that is refused keeps no other from being saved.

    The same rows once more change nothing.
    """
    require(sheet.user_id == by.pk)
    require(may_report_for(by, sheet.institution) and may_report_in(by, sheet.period_id))
    saved = tuple(_saved(sheet.period, draft, by, at) for draft in drafts)
    sheet.applied_at = at
    sheet.save(update_fields=["applied_at"])
    refused = sum(bool(one.refused) for one in saved)
    facts = {"saved": len(saved) - refused, "refused": refused}
    record(action="sheet.applied", by=by, target=sheet, data=facts)
    return saved


def _saved(period: ReportingPeriod, draft: SheetDraft, by: User, at: datetime) -> SavedRow:
    try:
        with transaction.atomic():
            update = start_update(milestone=draft.milestone, period=period, by=by, at=at)
            revision = revision_to_send(draft.revision, update)
            save_draft(update=update, content=draft.content, revision=revision, by=by, at=at)
    except Refused as refusal:
        return SavedRow(draft.key, str(refusal))
    return SavedRow(draft.key, "")
