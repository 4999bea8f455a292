"""Cutting texts so that a sheet is one page, and saying so."""

from dataclasses import dataclass

ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Room:
    """What one part of a sheet may take: characters of a text, and lines of a list."""

    characters: int
    lines: int


# Tried one after the other until the sheet is one page; the last one fits whatever stands in the records.
ROOMS = (
    Room(4000, 12),
    Room(900, 6),
    Room(600, 5),
    Room(400, 4),
    Room(280, 3),
    Room(180, 3),
    Room(110, 2),
    Room(60, 1),
)

# More never fits on a page of A4, so it is not even laid out: that takes seconds.
MOST_CHARACTERS = 7000


def cut(text: str, characters: int) -> str:
    """The text, or its beginning up to the end of a word, with an ellipsis; never longer than `characters`."""
    if len(text) <= characters:
        return text
    kept = text[: characters - len(ELLIPSIS)]
    ends_a_word = text[len(kept)].isspace()
    # A word that is longer than the room is cut itself.
    if not ends_a_word and " " in kept:
        kept = kept.rsplit(None, 1)[0]
    return kept.rstrip(" ,;:.") + ELLIPSIS
