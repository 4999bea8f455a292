"""What the versions of one report are to each other: a correction, or a verdict that was undone."""

from django.db.models import Exists, OuterRef

from foundation.audit.queries import entries_for
from renaksi.domain.update_flow import CorrectionFacts, ReopeningFacts
from renaksi.enums import PlanState, UpdateState
from renaksi.models import EvidenceItem, ProgressUpdate
from renaksi.queries.guards import WRITING_ACTIONS, involved_in

REOPENED = "reopen"


def is_reopened(update: ProgressUpdate) -> bool:
    """It begins with the undoing of a verdict, not with its author's correction; one query for a new version."""
    return update.corrects_id is not None and update.events.filter(transition=REOPENED).exists()


def waits_reopened(update: ProgressUpdate) -> bool:
    """It waits for the second verdict on what its author sent before."""
    if update.corrects_id is None or update.state != UpdateState.SUBMITTED:
        return False
    last = update.events.last()
    return last is not None and last.transition == REOPENED


def correction_facts(update: ProgressUpdate, reason: str) -> CorrectionFacts:
    return CorrectionFacts(
        UpdateState(update.state),
        update.is_current,
        PlanState(update.milestone.commitment.plan.state),
        reason,
    )


def reopening_facts(update: ProgressUpdate, reason: str, by: int) -> ReopeningFacts:
    return ReopeningFacts(
        UpdateState(update.state),
        update.is_current,
        PlanState(update.milestone.commitment.plan.state),
        reason,
        by=by,
        involved=involved_in(update),
        mended_since=_mended_since_its_return(update),
    )


def _mended_since_its_return(update: ProgressUpdate) -> bool:
    if update.state != UpdateState.RETURNED:
        return False
    entries = entries_for(update)
    returned = entries.filter(action="update.return_").order_by("-pk").values_list("pk", flat=True).first()
    return returned is not None and entries.filter(action__in=WRITING_ACTIONS, pk__gt=returned).exists()


def is_carried(item: EvidenceItem) -> bool:
    """It came into a correction with the verdict of the version before, and was not judged since."""
    if item.update.corrects_id is None or item.judged_at is None:
        return False
    before = EvidenceItem.objects.filter(update=item.update.corrects_id, evidence=item.evidence_id)
    return before.filter(judged_at=item.judged_at).exists()


def carried_items(update: ProgressUpdate) -> frozenset[int]:
    """Ids of all its items of which `is_carried` is true; one query, none for a first version."""
    if update._state.adding or update.corrects_id is None:
        return frozenset()
    before = EvidenceItem.objects.filter(
        update=update.corrects_id, evidence=OuterRef("evidence"), judged_at=OuterRef("judged_at")
    )
    return frozenset(update.items.filter(Exists(before)).values_list("pk", flat=True))


def counting_version(update: ProgressUpdate) -> ProgressUpdate | None:
    """The earlier version that counts while this one has no verdict."""
    earlier = ProgressUpdate.objects.filter(
        milestone=update.milestone_id,
        period=update.period_id,
        version__lt=update.version,
        state=UpdateState.VERIFIED,
        superseded_at__isnull=True,
    )
    return earlier.order_by("-version").first() if update.corrects_id is not None else None
