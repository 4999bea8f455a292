"""What keeps a proof from the public, and what stands in its place once it is gone."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from evidence.domain.publication import Obstacle, PublicationFacts, publication_obstacles
from evidence.enums import EvidenceKind, EvidenceState, KipClass, Visibility
from evidence.messages import tombstone_text
from evidence.models import Evidence


def publication_facts(evidence: Evidence) -> PublicationFacts:
    return PublicationFacts(
        state=EvidenceState(evidence.state),
        visibility=Visibility(evidence.visibility),
        kip_class=KipClass(evidence.kip_class),
        is_approved=evidence.approved_at is not None,
        was_read=was_read(evidence),
        has_hints=bool(evidence.hints),
        hints_cleared=evidence.hints_cleared_at is not None,
    )


def was_read(evidence: Evidence) -> bool:
    """The pages and text of a file were made, or tried in vain; a link has no bytes of ours to read."""
    return evidence.kind == EvidenceKind.LINK or bool(evidence.preview)


def obstacles_of(evidence: Evidence) -> tuple[Obstacle, ...]:
    return publication_obstacles(publication_facts(evidence))


def waiting_for_publication() -> QuerySet[Evidence]:
    """Accepted by a review, and nothing is in the way any more."""
    read = Q(kind=EvidenceKind.LINK) | ~Q(preview={})
    looked_at = Q(hints={}) | Q(hints_cleared_at__isnull=False)
    return Evidence.objects.filter(
        read,
        looked_at,
        state=EvidenceState.CLEAN,
        visibility=Visibility.PUBLIC,
        approved_at__isnull=False,
    ).exclude(kip_class=KipClass.EXEMPT)


def tombstone_of(evidence: Evidence) -> str:
    """What stands in place of a proof that was taken down; empty for any other."""
    if evidence.taken_down_at is None:
        return ""
    return tombstone_text(evidence.takedown_reason, timezone.localdate(evidence.taken_down_at))
