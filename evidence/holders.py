"""What a proof belongs to is known only above: the apps there say whether its bytes may still come, and let go of it."""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.models import User
from evidence.models import Evidence


class UploadClosed(Exception):
    """Its bytes are no longer wanted; `str()` is the sentence for whoever sends them."""


@dataclass(frozen=True, slots=True)
class Holder:
    """`check_wanted` raises UploadClosed, or PermissionDenied if the person may not send for it (any more).

    `let_go` takes away what points to a row that is about to be removed, inside the same transaction.
    """

    check_wanted: Callable[[Evidence, User], None]
    let_go: Callable[[Evidence, User | None], None]


_holders: list[Holder] = []


def register_holder(holder: Holder) -> None:
    """From `AppConfig.ready()`."""
    if holder not in _holders:
        _holders.append(holder)


def check_wanted(evidence: Evidence, by: User) -> None:
    for holder in _holders:
        holder.check_wanted(evidence, by)


def let_go(evidence: Evidence, by: User | None) -> None:
    for holder in _holders:
        holder.let_go(evidence, by)
