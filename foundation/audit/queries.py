from django.db.models import Model

from foundation.audit.models import AppendOnlyQuerySet, AuditEntry


def entries_for(*targets: Model) -> AppendOnlyQuerySet[AuditEntry]:
    """What was done to these records of one kind, newest first, with its actors."""
    kinds = {target._meta.label_lower for target in targets}
    keys = [str(target.pk) for target in targets]
    return AuditEntry.objects.filter(target_type__in=kinds, target_id__in=keys).select_related("actor")
