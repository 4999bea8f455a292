"""The drafts of one institution and period, with what each still lacks before it can be sent."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from institutions.models import Institution
from renaksi.enums import EDITABLE_STATES, UpdateState
from renaksi.messages import sentence
from renaksi.models import ProgressUpdate, ReportingPeriod
from renaksi.queries.submissions import missing_by_update
from renaksi.queries.wording import numbered


@dataclass(frozen=True, slots=True)
class DraftLine:
    """`missing` are sentences; none: it can be sent."""

    milestone: str
    commitment: str
    code: str
    word: str
    missing: tuple[str, ...]
    url: str


def draft_lines(institution: Institution, period: ReportingPeriod, *, today: date) -> tuple[DraftLine, ...]:
    """What lacks most comes first. The same number of queries for any number of drafts."""
    updates = list(editable_updates(institution, period))
    missing = missing_by_update(updates, today)
    lines = [
        DraftLine(
            milestone=numbered(update.milestone),
            commitment=numbered(update.milestone.commitment),
            code=update.state,
            word=str(UpdateState(update.state).label),
            missing=tuple(map(sentence, missing[update.pk])),
            url=reverse("workspace:report", args=[period.pk, update.milestone_id]),
        )
        for update in updates
    ]
    return tuple(sorted(lines, key=lambda one: (not one.missing, one.milestone)))


def editable_updates(institution: Institution, period: ReportingPeriod) -> QuerySet[ProgressUpdate]:
    current = ProgressUpdate.objects.current().filter(
        institution=institution, period=period, state__in=EDITABLE_STATES
    )
    return current.select_related("milestone__commitment__plan", "period", "institution").order_by("pk")
