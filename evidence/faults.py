"""The places on the way of a proof where a test may kill the process, in the order in which it passes them."""

FAIL_POINTS: tuple[str, ...] = (
    "publish.before_commit",
    "takedown.before_commit",
    "takedown.before_remove",
)
