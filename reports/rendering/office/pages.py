"""Upright pages and pages on their side, and the sections of a text that are made of them."""

from collections.abc import Sequence
from enum import Enum

_PER_MM = 1440 / 25.4
_LONG, _SHORT, _EDGE = 297, 210, 20


def _twips(millimetres: float) -> int:
    return round(millimetres * _PER_MM)


class Page(Enum):
    """A4. `value` is its width and height in millimetres."""

    UPRIGHT = (_SHORT, _LONG)
    ACROSS = (_LONG, _SHORT)

    @property
    def text_width(self) -> int:
        """Between the margins, in twentieths of a point."""
        return _twips(self.value[0] - 2 * _EDGE)

    def shares(self, percents: Sequence[float]) -> list[int]:
        """Widths of columns."""
        return [int(self.text_width * share / sum(percents)) for share in percents]

    def section(self, references: str, *, has_bare_first: bool = False) -> str:
        """What ends a section; the next begins on a new page. `has_bare_first`: no head or foot on its first page."""
        width, height = map(_twips, self.value)
        turned = ' w:orient="landscape"' if self is Page.ACROSS else ""
        edge = _twips(_EDGE)
        return (
            f'<w:sectPr>{references}<w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
            f'<w:pgMar w:top="{_twips(24)}" w:right="{edge}" w:bottom="{_twips(20)}" w:left="{edge}"'
            f' w:header="{_twips(11)}" w:footer="{_twips(9)}" w:gutter="0"/>'
            f"{'<w:titlePg/>' if has_bare_first else ''}</w:sectPr>"
        )
