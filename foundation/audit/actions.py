from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model

from foundation.audit.models import AuditEntry
from foundation.audit.screening import unfit_values
from foundation.audit.sealing import seal_after_commit


def record(
    *, action: str, by: AbstractBaseUser | None, target: Model, data: dict[str, Any] | None = None
) -> AuditEntry:
    """Write one entry, in the transaction of the change that it tells of; it is sealed right after.

    `action` is a code such as "record.changed"; `by` is None when the system acted. `data` holds what
    JSON can (dates and decimals too): codes, keys, counts, fingerprints; never prose, never personal data. What the
    actor has as `audit_facts` stands beside it.
    Raises ValueError for a blank action, a target that is not saved, somebody without an account, or such data.
    """
    if not action.strip():
        raise ValueError("an audit entry needs the code of its action")
    if target.pk is None:
        raise ValueError("an audit entry needs a saved target")
    if by is not None and by.pk is None:
        raise ValueError("who has no account is not an actor: pass None if the system acted")
    data = {**(data or {}), **getattr(by, "audit_facts", {})}
    unfit = list(unfit_values(data))
    if unfit:
        raise ValueError(f"an audit entry is kept for good and holds no {'; '.join(unfit)}")
    entry = AuditEntry.objects.create(
        action=action,
        actor_id=by.pk if by else None,
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        data=data,
    )
    seal_after_commit(entry)
    return entry
