from django.db.models import Model

from foundation.audit.models import AppendOnlyQuerySet, AuditEntry


def entries_for(target: Model) -> AppendOnlyQuerySet[AuditEntry]:
    """What was done to this record, newest first, with its actors."""
    return AuditEntry.objects.filter(
        target_type=target._meta.label_lower, target_id=str(target.pk)
    ).select_related("actor")
