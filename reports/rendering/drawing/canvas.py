"""What a block is drawn on: an edition, on paper or on screen, and the places that links can lead to."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from reports.document import Edition, EvidenceList, Heading, Payload

_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Canvas:
    """`prefix` makes the anchors of a second edition its own. `placed` are those that were drawn already."""

    edition: Edition
    on_screen: bool
    prefix: str
    anchors: frozenset[str]
    placed: set[str] = field(default_factory=set)

    def anchor(self, name: str) -> str:
        """Blank if it was drawn already: one name, one place."""
        anchor = f"{self.prefix}{name}"
        if not name or anchor in self.placed:
            return ""
        self.placed.add(anchor)
        return anchor

    def address(self, url: str) -> str:
        """Where a link leads: a web address, a place within the report, or nowhere (blank)."""
        if url.startswith("#"):
            name = url.removeprefix("#")
            return f"#{self.prefix}{name}" if name in self.anchors else ""
        return url if url.startswith(_WEB) else ""


def canvases(payload: Payload, *, on_screen: bool) -> tuple[Canvas, ...]:
    """One for each edition, in their order."""
    return tuple(
        Canvas(edition, on_screen, f"{edition.lang}-" if place else "", frozenset(_anchors(edition)))
        for place, edition in enumerate(payload.editions)
    )


def evidence_anchor(number: int) -> str:
    return f"bukti-{number}"


def _anchors(edition: Edition) -> Iterator[str]:
    for part in edition.parts:
        yield part.anchor
        for block in part.blocks:
            if isinstance(block, Heading):
                yield block.anchor
            elif isinstance(block, EvidenceList):
                yield from (evidence_anchor(entry.number) for entry in block.entries)
