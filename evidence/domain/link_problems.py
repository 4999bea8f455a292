"""What a visit of a link may meet; each code has its sentence in `evidence.messages`.

Standard library only: the fetcher's process has no Django.
"""

from enum import StrEnum


class LinkProblem(StrEnum):
    # The address itself.
    INVALID = "link_invalid"
    SCHEME = "link_scheme"
    CREDENTIALS = "link_has_password"
    HOST = "link_odd_host"
    PRIVATE = "link_private"
    PORT = "link_port"
    # The way there.
    NAME_UNKNOWN = "link_name_unknown"
    NO_CONNECTION = "link_no_connection"
    TIMEOUT = "link_timeout"
    CERTIFICATE = "link_certificate"
    NOT_HTTP = "link_not_web"
    REDIRECTS = "link_redirects"
    # The answer.
    NOT_FOUND = "link_not_found"
    FORBIDDEN = "link_forbidden"
    SERVER_ERROR = "link_server_error"
    ODD_ANSWER = "link_odd_answer"
    # The source can be opened, but no copy is kept.
    TOO_LARGE = "link_too_large"
    TOO_SLOW = "link_too_slow"
    COMPRESSED = "link_compressed"
    NO_COPY_WANTED = "link_copy_not_wanted"
    KIND_NOT_KEPT = "link_kind_not_kept"
    COPY_REFUSED = "link_copy_refused"
    NO_ROOM = "link_no_room"


class LinkRefused(Exception):
    """A link is not visited, or not to the end."""

    def __init__(self, problem: LinkProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


_FORBIDDING = {401, 403, 407, 429, 451}
_NOT_FOUND = {404, 410}


def problem_of_status(status: int) -> LinkProblem | None:
    """Of an HTTP answer; None for 2xx, the only ones that show the source."""
    if 200 <= status < 300:
        return None
    if status in _NOT_FOUND:
        return LinkProblem.NOT_FOUND
    if status in _FORBIDDING:
        return LinkProblem.FORBIDDEN
    return LinkProblem.SERVER_ERROR if status >= 500 else LinkProblem.ODD_ANSWER
