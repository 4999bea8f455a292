"""The places on the way of a mail where a test may kill the process, in the order in which it passes them."""

FAIL_POINTS: tuple[str, ...] = (
    "mail.after_lease",
    "mail.after_sending",
    "mail.after_row",
)
