"""Independent ratings as the public reads them: printed value, its Indonesian word, and its scale."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renaksi.enums import AssessmentSource, Indicator
from renaksi.models import Assessment

# From the most telling to the least: whether it was done, what it changed, what it promised to change.
INDICATOR_ORDER = (
    Indicator.COMPLETION,
    Indicator.EARLY_RESULTS,
    Indicator.OPENED_GOVERNMENT,
    Indicator.POTENTIAL_RESULTS,
    Indicator.POTENTIAL_IMPACT,
    Indicator.AMBITION,
    Indicator.VERIFIABLE,
    Indicator.RELEVANT,
)
# The later a report, the more it has seen.
_SOURCE_ORDER = (
    AssessmentSource.IRM_END_OF_TERM,
    AssessmentSource.IMB,
    AssessmentSource.IRM_MIDTERM,
    AssessmentSource.CIVIL_SOCIETY,
    AssessmentSource.IRM_DESIGN,
)
_WORDS = {
    "not started": gettext_lazy("Belum dimulai"),
    "limited": gettext_lazy("Terbatas"),
    "complete": gettext_lazy("Selesai"),
    "completed": gettext_lazy("Selesai"),
    "unclear": gettext_lazy("Tidak jelas"),
    "low": gettext_lazy("Rendah"),
    "high": gettext_lazy("Tinggi"),
    "none": gettext_lazy("Tidak ada"),
    "minor": gettext_lazy("Kecil"),
    "moderate": gettext_lazy("Sedang"),
    "transformative": gettext_lazy("Transformatif"),
    "modest": gettext_lazy("Sederhana"),
    "worsened": gettext_lazy("Memburuk"),
    "did not change": gettext_lazy("Tidak berubah"),
    "marginal": gettext_lazy("Sedikit"),
    "major": gettext_lazy("Besar"),
    "outstanding": gettext_lazy("Luar biasa"),
    "no notable results": gettext_lazy("Belum ada hasil berarti"),
    "significant": gettext_lazy("Signifikan"),
    "no early results to report yet": gettext_lazy("Belum ada hasil awal untuk dilaporkan"),
    "not applicable": gettext_lazy("Tidak berlaku"),
    "pending irm review": gettext_lazy("Menunggu telaah IRM"),
    "withdrawn": gettext_lazy("Ditarik"),
    "yes": gettext_lazy("Ya"),
    "no": gettext_lazy("Tidak"),
}


def rating_word(value: str, indicator: str = Indicator.COMPLETION) -> str:
    """The Indonesian word for a printed value; a value that nobody knows stays as printed."""
    folded = " ".join(value.split()).casefold()
    if folded == "substantial":
        return _("Substansial") if indicator == Indicator.COMPLETION else _("Besar (substantial)")
    return str(_WORDS.get(folded, value))


@dataclass(frozen=True, slots=True)
class RatingLine:
    indicator: str
    indicator_label: str
    value: str
    word: str
    scale: str
    source: str
    report: str
    report_year: int | None
    url: str

    @property
    def said_by(self) -> str:
        return self.report or self.source


def rating_line(assessment: Assessment) -> RatingLine:
    return RatingLine(
        indicator=assessment.indicator,
        indicator_label=assessment.get_indicator_display(),
        value=assessment.value,
        word=rating_word(assessment.value, assessment.indicator),
        scale=scale_name(assessment.indicator, assessment.scale),
        source=assessment.get_source_display(),
        report=assessment.report,
        report_year=assessment.report_year,
        url=assessment.url,
    )


def scale_name(indicator: str, version: str) -> str:
    return _("skala OGP “%(indicator)s”, versi %(version)s") % {
        "indicator": Indicator(indicator).label,
        "version": version,
    }


def in_reading_order(assessments: Iterable[Assessment]) -> list[Assessment]:
    """Completion first, the latest report first; never mixed between scales."""
    return sorted(
        assessments,
        key=lambda one: (
            INDICATOR_ORDER.index(Indicator(one.indicator)),
            _SOURCE_ORDER.index(AssessmentSource(one.source)),
        ),
    )
