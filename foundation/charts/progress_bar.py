from dataclasses import dataclass

from django.utils.safestring import SafeString

from foundation.charts.marks import Mark
from foundation.charts.palette import PAPER, Palette, Tone
from foundation.charts.svg import (
    beside,
    drawing,
    outline,
    placed,
    textured_bar,
    toned,
    triangle_down,
    upright,
)
from foundation.formats import Number
from foundation.tables import Column, Table

BAR_TOP = 8
BAR_HEIGHT = 20
HEIGHT = BAR_TOP + BAR_HEIGHT + 4


@dataclass(frozen=True)
class Progress:
    """How far something is. `percent` and `expected` are 0 to 100, or None for unknown.

    `value_text` says the percent in words, or that there is none ("42 %", "belum ada bukti").
    """

    title: str
    percent: Number | None
    value_text: str
    value_header: str
    expected: Number | None = None
    expected_text: str = ""
    expected_header: str = ""
    tone: Tone = Tone.INFO

    def table(self) -> Table:
        columns = [Column("percent", self.value_header, "percent")]
        if self.expected is not None:
            columns.append(Column("expected", self.expected_header, "percent"))
        return Table(self.title, tuple(columns), [{"percent": self.percent, "expected": self.expected}])


def progress_bar(chart: Progress, *, palette: Palette = PAPER) -> SafeString:
    """A frame filled as far as the percent; a tick where it is expected to be.

    Unknown is a dashed frame with its words in it: it never looks like 0.
    """
    parts = _unknown(chart) if chart.percent is None else _known(chart.percent, chart.tone, palette)
    if chart.expected is not None:
        parts += _tick(_share(chart.expected))
    texts = (chart.value_text, chart.expected_text if chart.expected is not None else "")
    return drawing(
        kind="progress",
        title=chart.title,
        description="; ".join(filter(None, texts)),
        height=HEIGHT,
        palette=palette,
        parts=parts,
    )


def _known(percent: Number, tone: Tone, palette: Palette) -> list[SafeString]:
    filled = textured_bar(0, BAR_TOP, _share(percent), BAR_HEIGHT, Mark.FULL)
    return [toned(tone, palette, filled, outline(0, BAR_TOP, 100, BAR_HEIGHT))]


def _unknown(chart: Progress) -> list[SafeString]:
    words = placed(0, BAR_TOP + BAR_HEIGHT / 2, beside(chart.value_text, shift=8))
    return [outline(0, BAR_TOP, 100, BAR_HEIGHT, dashed=True), words]


def _tick(x: float) -> list[SafeString]:
    return [upright(x, BAR_TOP - 2, HEIGHT, width=2), placed(x, 0, triangle_down())]


def _share(value: Number) -> float:
    return max(0.0, min(100.0, float(value)))
