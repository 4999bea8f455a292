"""What a proof is called, on pages and by whoever saves it: what its sender wrote, without tricks."""

import unicodedata
from pathlib import PurePosixPath

FALLBACK = "data-dukung"
# Most file systems hold 255 bytes; browsers add " (1)" and the like.
_MOST_BYTES = 200
_NEVER = frozenset('/\\:*?"<>|')


def visible_text(text: str) -> str:
    """In one line, without signs that nobody sees: one of them turns "fdp.exe" into "exe.pdf"."""
    shown = "".join(" " if sign.isspace() else sign for sign in text if _is_visible(sign))
    return " ".join(unicodedata.normalize("NFC", shown).split())


def sent_name(name: str) -> str:
    """As it is kept and shown: the last part of a path, its suffix included."""
    return visible_text(name.replace("\\", "/").rpartition("/")[2])


def download_name(original: str, suffix: str) -> str:
    """With the suffix of what is handed over."""
    name = original.replace("\\", "/").rpartition("/")[2]
    stem = PurePosixPath(name).stem if name.strip(".") else ""
    words = visible_text("".join(sign for sign in stem if sign not in _NEVER)).strip(". ")
    return (_cut(words, _MOST_BYTES - len(suffix.encode())) or FALLBACK) + suffix


def _is_visible(sign: str) -> bool:
    """Control signs, marks of direction, halves of surrogate pairs and unassigned signs are no part of a name."""
    return sign.isspace() or not unicodedata.category(sign).startswith("C")


def _cut(text: str, most_bytes: int) -> str:
    return text.encode()[:most_bytes].decode(errors="ignore").rstrip()
