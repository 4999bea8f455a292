"""How an entry becomes a link of the chain: one fingerprint over what it says and over the link before it.

Published so that anybody can recompute it: SHA-256 over JSON with sorted keys, without white space, in UTF-8,
the time in UTC with microseconds.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

# What the first link hangs on.
GENESIS = hashlib.sha256(b"renaksi audit log 1").hexdigest()


@dataclass(frozen=True, slots=True)
class LoggedFacts:
    """What an entry says. Who acted is a number: names and addresses are not in the chain."""

    entry_id: int
    at: datetime
    action: str
    actor_id: int | None
    target_type: str
    target_id: str
    data: dict[str, Any]


def link_hash(*, sequence: int, previous_hash: str, facts: LoggedFacts) -> str:
    """In hexadecimal."""
    content = {
        "sequence": sequence,
        "previous": previous_hash,
        "entry": facts.entry_id,
        "at": facts.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "action": facts.action,
        "actor": facts.actor_id,
        "target_type": facts.target_type,
        "target": facts.target_id,
        "data": facts.data,
    }
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    # Half a surrogate pair is no UTF-8; JSON can carry it all the same.
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
