"""What a sheet carries hidden in itself: whose it is, and what each of its rows stood for when it was made.

Signed, so that a sheet of another institution, or one whose rows were given other numbers, is recognised.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core import signing

from renaksi.sheets.columns import TOLD
from renaksi.sheets.readers import tidy

# Before the signed text, so that its cell is found wherever an office program puts it.
MARK = "renaksi-lembar-1:"
_SALT = "renaksi.sheets"
# Below the most that a cell of a spreadsheet holds.
_PIECE = 30_000
_DIGEST_BYTES = 3
DIGESTED = tuple(column.key for column in TOLD[1:])


@dataclass(frozen=True, slots=True)
class TokenLine:
    """`revision`: of the draft, 0 if nobody had begun. `digests` by column of what was told."""

    milestone_id: int
    revision: int
    digests: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Token:
    """`lines` by the number in the first column."""

    period_id: int
    institution_id: int
    lines: Mapping[str, TokenLine]


class ForeignToken(ValueError):
    """Not one of ours, or changed."""


def digest_of(text: str) -> str:
    bare = " ".join(tidy(text).split())
    return hashlib.blake2b(bare.encode("utf-8", "replace"), digest_size=_DIGEST_BYTES).hexdigest()


def digests_of(told: Mapping[str, str]) -> dict[str, str]:
    return {key: digest_of(told.get(key, "")) for key in DIGESTED}


def signed(token: Token) -> list[str]:
    """The texts of the cells that carry it."""
    lines = {
        key: [line.milestone_id, line.revision, "".join(line.digests[name] for name in DIGESTED)]
        for key, line in token.lines.items()
    }
    text = signing.dumps([token.period_id, token.institution_id, lines], salt=_SALT, compress=True)
    return [f"{MARK}{text[at : at + _PIECE]}" for at in range(0, len(text), _PIECE)]


def unsigned(pieces: Iterable[str]) -> Token:
    """Raises ForeignToken."""
    text = "".join(piece.strip().removeprefix(MARK) for piece in pieces)
    try:
        period, institution, lines = signing.loads(text, salt=_SALT)
    except signing.BadSignature as error:
        raise ForeignToken from error
    return Token(period, institution, {key: _line(*line) for key, line in lines.items()})


def _line(milestone: int, revision: int, digests: str) -> TokenLine:
    length = 2 * _DIGEST_BYTES
    cut = [digests[at : at + length] for at in range(0, len(digests), length)]
    return TokenLine(milestone, revision, dict(zip(DIGESTED, cut, strict=True)))
