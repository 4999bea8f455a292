"""The drawings of figures, for page and PDF alike."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from foundation.charts.bar_list import BarItem, BarList
from foundation.charts.marks import Mark
from foundation.charts.palette import Tone
from foundation.charts.stacked_bar import Segment, StackedBar
from foundation.formats import percent
from renaksi.enums import CompletionStatus
from renaksi.queries.figures import PlanFigures

STATUS_TONES = {
    CompletionStatus.COMPLETE: (Tone.GOOD, Mark.FULL),
    CompletionStatus.SUBSTANTIAL: (Tone.INFO, Mark.HALF),
    CompletionStatus.LIMITED: (Tone.WARN, Mark.EMPTY),
    CompletionStatus.NOT_STARTED: (Tone.IDLE, Mark.EMPTY),
    CompletionStatus.NO_EVIDENCE: (Tone.IDLE, Mark.DASH),
}


def status_chart(figures: PlanFigures) -> StackedBar:
    """Commitments by status, the best first."""
    counts = dict(figures.by_status)
    return StackedBar(
        title=_("Komitmen menurut status"),
        segments=[
            Segment(str(status.label), counts.get(status, 0), tone, mark)
            for status, (tone, mark) in STATUS_TONES.items()
        ],
        label_header=_("Status"),
        value_header=_("Komitmen"),
        empty_text=_("Belum ada komitmen"),
    )


def group_chart(title: str, header: str, groups: Iterable[tuple[str, PlanFigures]]) -> BarList:
    """The proven part by policy area, institution or region; what has no proof is a dashed frame."""
    return BarList(
        title=title,
        items=[
            BarItem(label, figures.progress.percent, percent(figures.progress.percent, _("belum ada bukti")))
            for label, figures in groups
        ],
        maximum=100,
        label_header=header,
        value_header=_("Terbukti"),
        empty_text=_("Belum ada komitmen"),
        kind="percent",
    )
