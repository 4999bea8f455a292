"""How an action says no. Who may not at all gets Django's PermissionDenied instead."""

from collections.abc import Iterable

from renaksi.domain.update_flow import Problem
from renaksi.messages import sentence


class Refused(Exception):
    """Nothing was changed; `problems` say all that is in the way, `str()` in sentences."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        super().__init__(*(problem.code for problem in self.problems))

    def __str__(self) -> str:
        return " ".join(map(sentence, self.problems))

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(problem.code for problem in self.problems)


class StaleDraft(Refused):
    """Somebody else saved the draft since it was opened."""

    def __init__(self) -> None:
        super().__init__([Problem("stale_draft")])


class SubmissionRefused(Refused):
    """The update lacks what a submission needs."""


class ReviewRefused(Refused):
    """The verdict lacks what it needs, or is not this person's to give."""


def refuse_if(*problems: Problem | None) -> None:
    found = [problem for problem in problems if problem is not None]
    if found:
        raise Refused(found)
