"""The places on the way of a proof where a test may kill the process, in the order in which it passes them."""

FAIL_POINTS: tuple[str, ...] = (
    "receive.announced_before_commit",
    "receive.announced",
    "receive.during_stream",
    "receive.after_flush",
    "receive.after_rename",
    "receive.at_rest",
    "receive.before_commit",
    "receive.after_commit",
    "check.after_lease",
    "check.after_derivative",
    "check.before_commit",
    "check.after_commit",
    "preview.after_files",
    "preview.before_commit",
    "publish.before_commit",
    "takedown.before_commit",
    "takedown.before_remove",
    "takedown.after_remove",
    "visit.after_copy",
    "visit.before_commit",
)
