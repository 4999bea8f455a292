"""What waits for an approver, with its deadline, and what keeps them from approving it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from foundation.web.pagination import Page, paginate
from renaksi.models import PeriodExtension, ProgressUpdate
from renaksi.queries.guards import window_of
from renaksi.queries.workspace.deadlines import Deadline, deadline_on
from renaksi.queries.workspace.queue import QueueLine, queue_line, waiting_for_approval

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class ApprovalLine:
    """`deadline` is the day to report by; a correction has none. `is_own`: this person wrote or sent it."""

    id: int
    line: QueueLine
    deadline: Deadline | None
    is_correction: bool
    is_own: bool


def approvals_page(user: User, *, page: str | None, today: date) -> Page[ApprovalLine]:
    """The longest waiting first; the same number of queries for any number of reports."""
    found = paginate(waiting_for_approval(user), page, PER_PAGE)
    extended = _extended(found.items)
    lines = [_line(one, user, extended, today) for one in found.items]
    return Page(**{**{name: getattr(found, name) for name in Page.__dataclass_fields__}, "items": lines})


def _extended(updates: Iterable[ProgressUpdate]) -> dict[tuple[int, int], date]:
    """By period and institution: its own last day."""
    found = list(updates)
    rows = PeriodExtension.objects.filter(
        period__in={one.period_id for one in found}, institution__in={one.institution_id for one in found}
    )
    return {(row.period_id, row.institution_id): row.closes_on for row in rows}


def _line(
    update: ProgressUpdate, user: User, extended: Mapping[tuple[int, int], date], today: date
) -> ApprovalLine:
    window = window_of(update.period, extended.get((update.period_id, update.institution_id)))
    return ApprovalLine(
        id=update.pk,
        line=queue_line(update, today=today, url_name="workspace:approval"),
        deadline=None if update.corrects_id else deadline_on(window.last_day, today),
        is_correction=update.corrects_id is not None,
        is_own=user.pk in {update.author_id, update.submitted_by_id},
    )
