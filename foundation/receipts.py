"""Numbers of receipts: short enough to be read out on the telephone, too many to be guessed."""

import secrets
from collections.abc import Callable
from datetime import date

# Without 0, O, 1, I and L: they are mistaken for one another.
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_LENGTH = 6


def new_receipt(prefix: str, day: date, *, is_taken: Callable[[str], bool]) -> str:
    """Such as "TT-261122-7KQ2ZM"; drawn again while `is_taken`."""
    while True:
        drawn = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
        receipt = f"{prefix}-{day:%y%m%d}-{drawn}"
        if not is_taken(receipt):
            return receipt
