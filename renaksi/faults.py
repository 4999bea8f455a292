"""The places in the work on an update where a test may kill the process, in the order in which it passes them."""

FAIL_POINTS: tuple[str, ...] = (
    "attach.after_receiving",
    "attach.before_commit",
    "step.after_state",
    "step.after_event",
    "review.after_start",
    "judge.after_row",
    "judge.before_commit",
    "verify.after_row",
    "verify.after_state",
    "verify.before_commit",
    "return.after_row",
    "return.before_commit",
    "version.after_old",
    "version.before_commit",
    "notice.after_settled",
)
