"""The drawings of figures, for page and PDF alike."""

from django.utils.translation import gettext as _

from foundation.charts.marks import Mark
from foundation.charts.palette import Tone
from foundation.charts.stacked_bar import Segment, StackedBar
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
