"""What the visits of a link say about it, and when the next one is due."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from evidence.domain.link_problems import LinkProblem
from evidence.enums import LinkState

VISIT_EVERY = timedelta(days=7)
# A source that fails is looked at again soon: most failures pass.
RETRY_EVERY = timedelta(days=1)
RETRY_FOR = timedelta(days=3)
GONE_AFTER_NOT_FOUND = timedelta(days=7)
GONE_AFTER_SILENCE = timedelta(days=28)

_P = LinkProblem
_OPENS = {
    _P.TOO_LARGE,
    _P.TOO_SLOW,
    _P.COMPRESSED,
    _P.NO_COPY_WANTED,
    _P.KIND_NOT_KEPT,
    _P.COPY_REFUSED,
    _P.NO_ROOM,
}
# The site does not let a program look, or we do not go there: says nothing about what people find.
_NOT_SEEN = {_P.INVALID, _P.SCHEME, _P.CREDENTIALS, _P.HOST, _P.PRIVATE, _P.PORT, _P.FORBIDDEN}
_SILENT = {_P.NAME_UNKNOWN, _P.NO_CONNECTION, _P.TIMEOUT, _P.NOT_HTTP, _P.SERVER_ERROR}


@dataclass(frozen=True, slots=True)
class Standing:
    """Of a link after its visits. `state` is None before the first one; `failing_since` outlives `gone`."""

    state: LinkState | None = None
    failing_since: datetime | None = None


def after_visit(
    before: Standing, problem: LinkProblem | None, at: datetime, *, others_answer: bool
) -> Standing:
    """Said to be gone is only what stays away: “not found” for a week, or silence for four.

    Silence counts only while other sources answer (`others_answer`): else it may be our own line that is
    broken. A certificate that ran out or a redirect without end never makes a source gone.
    """
    if problem is None or problem in _OPENS:
        return Standing(LinkState.REACHABLE)
    if before.state == LinkState.GONE:
        return before
    if problem in _NOT_SEEN:
        return Standing(LinkState.NOT_VISITED)
    since = before.failing_since or at
    if problem == LinkProblem.NOT_FOUND:
        is_gone = at - since >= GONE_AFTER_NOT_FOUND
    else:
        is_gone = problem in _SILENT and others_answer and at - since >= GONE_AFTER_SILENCE
    return Standing(LinkState.GONE if is_gone else LinkState.FAILING, since)


def next_visit(standing: Standing, visited_at: datetime) -> datetime:
    """Every week; daily in the first days of a failure."""
    since = standing.failing_since
    fresh = standing.state == LinkState.FAILING and since is not None and visited_at - since < RETRY_FOR
    return visited_at + (RETRY_EVERY if fresh else VISIT_EVERY)
