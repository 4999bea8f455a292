"""What keeps many updates from being submitted, in as many queries as for one."""

from collections.abc import Iterable
from datetime import date

from renaksi.domain.update_flow import Problem
from renaksi.models import ProgressUpdate
from renaksi.queries.guards import missing_for_submission


def missing_by_update(updates: Iterable[ProgressUpdate], on: date) -> dict[int, tuple[Problem, ...]]:
    return {update.pk: missing_for_submission(update, on) for update in updates}
