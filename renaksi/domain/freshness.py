"""How old the last accepted evidence of a commitment is."""

from datetime import date

# OGP asks for an update at least every six months.
STALE_AFTER_DAYS = 183


def days_since_accepted(last: date | None, today: date) -> int | None:
    """`None` if no evidence was ever accepted ("belum ada")."""
    return None if last is None else max((today - last).days, 0)


def is_stale(days: int | None, *, plan_closed: bool = False) -> bool:
    """Over 183 days. Closed plans are exempt; never accepted is its own case, not stale."""
    return days is not None and days > STALE_AFTER_DAYS and not plan_closed
