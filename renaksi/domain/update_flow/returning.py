"""What a return says when its verifier has said it at each proof already."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from renaksi.enums import ReturnReason


@dataclass(frozen=True, slots=True)
class RefusedItem:
    title: str
    reason_code: ReturnReason
    note: str


def reason_of(items: Sequence[RefusedItem]) -> ReturnReason | None:
    """The one given most often, of equals the first; None if nothing was refused."""
    counted = Counter(item.reason_code for item in items).most_common(1)
    return counted[0][0] if counted else None


def note_of(items: Sequence[RefusedItem]) -> str:
    """One line for each refused proof: “Notulen”: belum bertanda tangan."""
    return "\n".join(f"“{item.title}”: {item.note}" for item in items)
