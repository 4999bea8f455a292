"""Under which name a proof is saved by whoever opens it: what its sender called it, without tricks."""

import unicodedata
from pathlib import PurePosixPath

FALLBACK = "data-dukung"
# Most file systems hold 255 bytes; browsers add " (1)" and the like.
_MOST_BYTES = 200
_NEVER = frozenset('/\\:*?"<>|')


def download_name(original: str, suffix: str) -> str:
    """With the suffix of what is handed over. Invisible signs go: one of them turns "fdp.exe" into "exe.pdf"."""
    name = unicodedata.normalize("NFC", original.replace("\\", "/").rpartition("/")[2])
    stem = PurePosixPath(name).stem if name.strip(".") else ""
    visible = "".join(" " if sign.isspace() else sign for sign in stem if _is_kept(sign))
    words = " ".join(visible.split()).strip(". ")
    return (_cut(words, _MOST_BYTES - len(suffix.encode())) or FALLBACK) + suffix


def _is_kept(sign: str) -> bool:
    """Control signs, marks of direction, halves of surrogate pairs and unassigned signs are no part of a name."""
    return sign.isspace() or (sign not in _NEVER and not unicodedata.category(sign).startswith("C"))


def _cut(text: str, most_bytes: int) -> str:
    return text.encode()[:most_bytes].decode(errors="ignore").rstrip()
