"""The answers of a report in words, field by field: to compare with the last period's and with a colleague's."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from foundation.formats import long_date
from renaksi.enums import Challenge, Step
from renaksi.models import ProgressUpdate
from renaksi.queries.wording import reached_text

# What a new report takes over from the last one; the narrative is told anew.
CARRIED_OVER = (
    "realised",
    "step",
    "challenges",
    "challenge_text",
    "next_step",
    "blocked_by",
    "blocked_since",
    "blocked_reason",
)
ANSWERS = (*CARRIED_OVER, "narrative")


def answer_text(update: ProgressUpdate, name: str) -> str:
    """Empty if nothing was answered."""
    value: Any = getattr(update, name)
    if value in (None, "", []):
        return ""
    if name == "realised":
        return reached_text(value, None, update.milestone.unit)
    if name == "step":
        return str(Step(value).label) if value in Step.values else str(value)
    if name == "challenges":
        return ", ".join(str(Challenge(code).label) for code in value if code in Challenge.values)
    return long_date(value) if name == "blocked_since" else str(value).replace("\r\n", "\n")


def carried_over(update: ProgressUpdate, earlier: ProgressUpdate | None) -> Mapping[str, str]:
    """By field: that its answer is the last period's, or what the last period's was; none if that was blank."""
    if earlier is None:
        return {}
    period = str(earlier.period)
    told = {}
    for name in CARRIED_OVER:
        before = answer_text(earlier, name)
        if before and before == answer_text(update, name):
            told[name] = _("Sama seperti %(period)s; ubah bila berbeda.") % {"period": period}
        elif before:
            told[name] = _("Pada %(period)s: %(answer)s") % {"period": period, "answer": before}
    return told
