"""The places on the way of a report where a test may kill the process, in the order in which it passes them."""

FAIL_POINTS: tuple[str, ...] = (
    "report.after_payload",
    "report.after_drawing",
    "report.after_files",
    "report.before_commit",
)
