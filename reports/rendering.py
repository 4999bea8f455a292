"""From the payload to pages: the template places what the payload says."""

from collections.abc import Callable

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from foundation.charts.palette import PAPER, Palette
from reports.marks import mark_pictures
from reports.payload import ProgressReport
from reports.pdf import PdfDocument, render_pdf

PAPER_FONT = Palette(PAPER.colours, font_family="Source Sans 3")
_WATERMARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="500" height="500" viewBox="0 0 500 500">'
    '<text x="250" y="290" font-family="Source Sans 3" font-size="120" font-weight="bold" fill="#fdf3f1"'
    ' text-anchor="middle" transform="rotate(-35 250 250)">{}</text></svg>'
)


def report_html(report: ProgressReport) -> str:
    return render_to_string("reports/pdf/report.html", {"report": report, "paper": PAPER_FONT})


def render_report(report: ProgressReport, progress: Callable[[str], None] | None = None) -> PdfDocument:
    """Raises PdfUnavailable where the engine cannot run."""
    pictures = {**mark_pictures(), "watermark.svg": _WATERMARK.format(_("CONTOH"))}
    return render_pdf(report_html(report), pictures=pictures, progress=progress)
