"""Exact figures as the numbers of a payload."""

from fractions import Fraction
from math import floor

from renaksi.domain.progress import counted

SMALLEST = 0.01


def hundredths(value: Fraction | None) -> int | float | None:
    """A percent of 0 to 100 with at most two decimals, rounded down; 0 stands for nothing at all, 100 for all."""
    if value is None:
        return None
    exact = counted(value)
    cut = max(floor(exact * 100) / 100, SMALLEST) if exact else 0
    return int(cut) if cut == int(cut) else cut
