"""Ratings of the independent mechanism: stored as printed, each on the scale that knows it.

A rating becomes an assessment and nothing else: no import ever writes a status of our own.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from renaksi.domain.assessment import SCALES, Rating, find_scale
from renaksi.enums import AssessmentSource, Indicator
from renaksi.importing.cells import Reading, read_line

# Says that there is no verdict yet, so it is none.
_NOT_YET = "pending irm review"

# Until the plans of 2016 the first report of the IRM looked back (progress, mid-term); since the plans of
# 2017 it looks at the design (design report, later action plan review). In OGP's own data set the ratings
# of completion in that first report end with the plans submitted in 2016.
FIRST_DESIGN_REPORT_YEAR = 2017

_PREFIXES = {
    "potential impact": Indicator.POTENTIAL_IMPACT,
    "potential for results": Indicator.POTENTIAL_RESULTS,
}


@dataclass(frozen=True)
class ReadRating:
    """A rating with the report that it stands in and the column that said so."""

    source: AssessmentSource
    rating: Rating
    column: str
    report_year: int | None = None


def first_report_of(plan_year: int) -> AssessmentSource:
    """The kind of the IRM's first report on a plan that starts in that year."""
    if plan_year < FIRST_DESIGN_REPORT_YEAR:
        return AssessmentSource.IRM_MIDTERM
    return AssessmentSource.IRM_DESIGN


def read_rating(cell: str, *indicators: Indicator) -> Reading[Rating]:
    """The value on the first of these indicators' scales that knows it; else unknown with a warning."""
    value = read_line(cell).value
    if value is None:
        return Reading()
    if is_pending(value):
        return Reading(warning=_("belum dinilai, dibiarkan tidak diketahui"))
    named = _PREFIXES.get(value.partition(":")[0].casefold())
    if named in indicators:
        indicators, value = (named,), value.partition(":")[2].strip()
    scale = find_scale(value, *indicators)
    if scale is None:
        return Reading(warning=_("bukan nilai yang dikenal"))
    return Reading(Rating(scale.indicator, scale.version, value))


def is_pending(cell: str) -> bool:
    """The source says that there is no verdict yet."""
    return cell.strip().casefold() == _NOT_YET


def allowed_values(*indicators: Indicator) -> str:
    """What a column of these indicators may hold, for the message of a refused row."""
    values = [
        value for scale in SCALES if scale.indicator in indicators for value in scale.values + scale.unranked
    ]
    return ", ".join(dict.fromkeys(values))
