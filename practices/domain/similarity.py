"""Whether two titles tell of the same thing: by the words that they share."""

import re
from collections.abc import Set as AbstractSet

# Words that every second practice has say nothing.
_EMPTY = frozenset(
    {
        "agar", "antara", "baik", "bagi", "bersama", "dalam", "dan", "daerah", "dari", "dengan", "desa", "jadi", "kabupaten",
        "kota", "layanan", "lewat", "melalui", "oleh", "pada", "para", "pemerintah", "praktik", "provinsi", "publik",
        "secara", "sebuah", "sistem", "tentang", "untuk", "warga", "yang", "with", "from", "public", "the", "for", "and",
    }
)  # fmt: skip
_SHORTEST = 3
_ENOUGH = 0.4


def telling_words(title: str) -> frozenset[str]:
    words = re.findall(r"\w+", title.casefold())
    return frozenset(word for word in words if len(word) >= _SHORTEST and word not in _EMPTY)


def likeness(one: AbstractSet[str], other: AbstractSet[str]) -> float:
    """The share of common words among the fewer of both, 0 to 1; one word in common says nothing unless it is the only one."""
    common = len(one & other)
    fewer = min(len(one), len(other))
    if not common or (common == 1 and fewer > 1):
        return 0.0
    return common / fewer


def is_alike(one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    return likeness(one, other) >= _ENOUGH
