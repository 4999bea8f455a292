"""What the people of a story saw before its process died."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Seen:
    told: list[dict[str, Any]] = field(default_factory=list)

    def of(self, what: str) -> list[dict[str, Any]]:
        return [fact for fact in self.told if fact["what"] == what]
