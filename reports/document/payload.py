"""The whole document, its bytes and its fingerprint."""

import hashlib
import json
from dataclasses import dataclass

from reports.document.blocks import Block
from reports.document.coding import decoded, encoded
from reports.document.tables import DataTable, State
from reports.document.words import Fact, Text

# Another number for every change that a reader of the JSON would notice.
SCHEMA = "renaksi.report/1"
# So many hexadecimal digits of the fingerprint stand on each page, in groups of four.
SHORT_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Part:
    """`key` is a value of `reports.domain.outlines.PartKey`; `anchor` is unique within the edition.

    `eyebrow` stands above the title (“Komitmen 3”), `state` beside it. `lies_across`: on landscape pages.
    """

    key: str
    title: Text
    anchor: str
    blocks: tuple[Block, ...]
    eyebrow: str = ""
    state: State | None = None
    lies_across: bool = False


@dataclass(frozen=True, slots=True)
class Edition:
    """The report in one language, `id` or `en`. `notice` is what a sample says of itself on its cover."""

    lang: str
    title: str
    subtitle: str
    cover: tuple[Fact, ...]
    parts: tuple[Part, ...]
    tables: tuple[DataTable, ...]
    notice: str = ""

    def table(self, key: str) -> DataTable:
        """Raises KeyError for a table that the edition does not have."""
        for table in self.tables:
            if table.key == key:
                return table
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class PlanName:
    """`url` is the whole address of its page."""

    slug: str
    label: Text
    url: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """The version before this one, and why there is a new one."""

    version: int
    fingerprint: str
    published_on: str
    reason: str


@dataclass(frozen=True, slots=True)
class Payload:
    """`as_of` is the ISO day whose figures it holds, `gathered_at` the ISO moment (UTC) when they were read.

    `address` is the whole permanent address of this version, `site` that of the site without a slash at its
    end. `period` is the code and year, B09-2026, or blank. `has_cover` is false for what is meant to be short:
    its head stands on the first page, and it has no contents.
    """

    report: str
    kind: str
    subject: str
    version: int
    plan: PlanName
    period: str
    as_of: str
    gathered_at: str
    is_sample: bool
    has_cover: bool
    site: str
    address: str
    editions: tuple[Edition, ...]
    replaces: Replaced | None = None

    @property
    def main(self) -> Edition:
        """The edition whose tables become files."""
        return self.editions[0]

    def to_bytes(self) -> bytes:
        """Canonical JSON: the same document gives the same bytes on every machine."""
        text = json.dumps(
            {"schema": SCHEMA, **encoded(self)},
            ensure_ascii=False,
            allow_nan=False,
            sort_keys=True,
            separators=(",", ":"),
        )
        return text.encode() + b"\n"

    @classmethod
    def from_bytes(cls, content: bytes) -> "Payload":
        """Raises ValueError for what is not a payload of this schema."""
        found = json.loads(content)
        if not isinstance(found, dict) or found.pop("schema", "") != SCHEMA:
            raise ValueError(f"no payload of schema {SCHEMA}")
        return decoded(cls, found)


def fingerprint(content: bytes) -> str:
    """SHA-256 in hexadecimal: of the payload's bytes, or of any file."""
    return hashlib.sha256(content).hexdigest()


def short_fingerprint(whole: str) -> str:
    """1a2b 3c4d 5e6f 7081: as it stands on the pages."""
    digits = whole[:SHORT_DIGITS]
    return " ".join(digits[place : place + 4] for place in range(0, len(digits), 4))
