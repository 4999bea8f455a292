from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model

from foundation.audit.models import AuditEntry


def record(
    *, action: str, by: AbstractBaseUser | None, target: Model, data: dict[str, Any] | None = None
) -> AuditEntry:
    """Write one entry, in the transaction of the change that it tells of.

    `action` is a code such as "record.changed"; `by` is None when the system acted. `data` holds what
    JSON can (dates and decimals too); names and addresses of persons do not belong in it.
    Raises ValueError for a blank action, a target that is not saved, or somebody without an account.
    """
    if not action.strip():
        raise ValueError("an audit entry needs the code of its action")
    if target.pk is None:
        raise ValueError("an audit entry needs a saved target")
    if by is not None and by.pk is None:
        raise ValueError("who has no account is not an actor: pass None if the system acted")
    return AuditEntry.objects.create(
        action=action,
        actor_id=by.pk if by else None,
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        data=data or {},
    )
