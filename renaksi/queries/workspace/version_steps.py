"""Which steps between versions a report offers, by the table of the update flow."""

from renaksi.domain.update_flow import allowed
from renaksi.enums import FINISHED_PLAN_STATES, UpdateState
from renaksi.models import ProgressUpdate
from renaksi.queries.versions import counting_version, waits_reopened


def may_correct(update: ProgressUpdate) -> bool:
    return update.is_current and _runs(update) and "correct" in _steps(update)


def may_reopen(update: ProgressUpdate) -> bool:
    return update.is_current and _runs(update) and "reopen" in _steps(update)


def may_give_up(update: ProgressUpdate) -> bool:
    return "give_up" in _steps(update) and counting_version(update) is not None


def may_recall(update: ProgressUpdate) -> bool:
    return "recall" in _steps(update) and not waits_reopened(update)


def _steps(update: ProgressUpdate) -> frozenset[str]:
    return frozenset(one.name for one in allowed(UpdateState(update.state)))


def _runs(update: ProgressUpdate) -> bool:
    return update.milestone.commitment.plan.state not in FINISHED_PLAN_STATES
