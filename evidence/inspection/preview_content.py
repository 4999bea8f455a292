"""What the readers of a preview hand over, and the limits that they share."""

import re
import struct
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass, field
from xml.parsers import expat

MOST_TEXT = 200_000
# Read for hints beyond what is shown; far more than a report of people holds.
MOST_READ = 2_000_000

# What the libraries raise when they meet bytes that are not what they seem.
BROKEN = (
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    SyntaxError,
    EOFError,
    RuntimeError,
    struct.error,
    zlib.error,
    zipfile.BadZipFile,
    expat.ExpatError,
)

# Control characters, marks of width nothing, marks that turn the direction of writing, lone surrogates and
# non-characters.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)


class PreviewImpossible(Exception):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True)
class Table:
    """`rows` are what is shown; `row_count` and `column_count` what there is, as far as it was read.

    `has_more` says that reading stopped there; `has_head` that the first row names the columns.
    """

    name: str
    rows: list[list[str]] = field(default_factory=list)
    row_count: int = 0
    column_count: int = 0
    has_more: bool = False
    has_head: bool = False
    is_hidden: bool = False
    is_shortened: bool = False

    def told(self) -> dict[str, str | int | bool]:
        return {
            "name": self.name,
            "rows": self.row_count,
            "columns": self.column_count,
            "more": self.has_more,
            "head": self.has_head,
            "hidden": self.is_hidden,
        }

    @property
    def is_cut(self) -> bool:
        wider = any(len(row) < self.column_count for row in self.rows[:1])
        return self.is_shortened or self.has_more or wider or self.row_count > len(self.rows)


@dataclass(slots=True)
class Content:
    """`pages` are sizes of pictures (width, height); `texts` one per page; `hints` of what is in neither."""

    pages: list[tuple[int, int]] = field(default_factory=list)
    page_count: int = 0
    tables: list[Table] = field(default_factory=list)
    sheet_count: int = 0
    texts: list[str] = field(default_factory=list)
    hints: Counter[str] = field(default_factory=Counter)
    is_cut: bool = False


def plain(text: str) -> str:
    """As it can be shown: lines and tabs are kept, what cannot be seen is not."""
    return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n"))
