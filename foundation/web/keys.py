"""Ids that a form sends as text."""

# Longer ones no database counts to, and some not even Python reads.
_MOST_DIGITS = 18


def sent_key(text: str) -> int:
    """0, which no record has, for what is no id."""
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else 0
