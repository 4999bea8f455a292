"""What a part of a report is made of, in reading order. Each renderer draws each of these, and nothing else.

All texts are ready to be read: numbers are worded as on the public pages ("83 %", "31 Mar 2026").
"""

from dataclasses import dataclass
from typing import Literal

from reports.document.words import Fact, Phrase, Text

Tone = Literal["", "lead", "note", "notice", "empty", "quote"]
FactsLook = Literal["", "box", "form", "definitions"]


@dataclass(frozen=True, slots=True)
class Heading:
    """Below the title of its part: level 3 or 4."""

    text: Text
    level: int = 3
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Blank lines part it into several. `empty` is what stands where nothing is, `notice` a warning."""

    text: Text
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Points:
    items: tuple[Phrase, ...]
    is_ordered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """`form` is a ruled table of two columns, `definitions` a glossary, `box` the head of a section."""

    facts: tuple[Fact, ...]
    look: FactsLook = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure. `note` says what it is of, `change` how it stood in the last report."""

    label: str
    value: str
    note: str = ""
    change: str = ""


@dataclass(frozen=True, slots=True)
class Tiles:
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class TableView:
    """Some columns and rows of one of the edition's tables; none named means all. `rows` are positions."""

    table: str
    columns: tuple[str, ...] = ()
    rows: tuple[int, ...] | None = None
    caption: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Slice:
    """`tone` and `mark` are values of `foundation.charts`' Tone and Mark."""

    label: str
    value: int
    tone: str
    mark: str


@dataclass(frozen=True, slots=True)
class Bar:
    """`label` is blank where there is one bar alone; `note` stands at its end."""

    slices: tuple[Slice, ...]
    label: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Parts of a whole, one bar below the other, such as the completion by period. Its table twin is drawn, too."""

    title: str
    bars: tuple[Bar, ...]
    label_header: str
    value_header: str
    empty: str = ""


@dataclass(frozen=True, slots=True)
class GridColumn:
    label: str
    sub: str = ""


@dataclass(frozen=True, slots=True)
class GridCell:
    code: str
    word: str
    detail: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """`anchor` is that of the commitment's part; `proven` blank if nothing is."""

    number: str
    title: Text
    meta: str
    proven: str
    coverage: str
    anchor: str
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The commitments × periods grid: as many cells in each row as there are columns."""

    title: str
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`code` and `word` are the status if there is one; `date` is blank where the source has none."""

    value: Text
    date: str = ""
    source: Text = ""
    url: str = ""
    note: Text = ""
    code: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Claimed, verified, independent: side by side, never merged. None: there is none, and that is said."""

    claimed: Verdict | None
    verified: Verdict | None
    independent: Verdict | None
    is_monitored: bool


@dataclass(frozen=True, slots=True)
class Milestone:
    """`evidence` are numbers of the list below; `original_due` is blank if it never changed."""

    number: str
    title: Text
    measure: Text = ""
    owner: Text = ""
    target: str = ""
    claimed: str = ""
    verified: str = ""
    proven: str = ""
    due: str = ""
    original_due: str = ""
    code: str = ""
    word: str = ""
    late: str = ""
    blocked_days: str = ""
    blocked_by: Text = ""
    withdrawn: Text = ""
    narrative: Text = ""
    challenges: Text = ""
    next_step: Text = ""
    missing: tuple[Text, ...] = ()
    accepted: str = ""
    evidence: tuple[int, ...] = ()
    internal: str = ""


@dataclass(frozen=True, slots=True)
class Milestones:
    milestones: tuple[Milestone, ...]
    is_monitored: bool


@dataclass(frozen=True, slots=True)
class EvidenceEntry:
    """`number` counts through the whole report. `sha256` of the file as everybody can download it; blank for a link."""

    number: int
    title: Text
    milestone: Text = ""
    kind: str = ""
    size: str = ""
    date: str = ""
    source: Text = ""
    requirement: Text = ""
    note: Text = ""
    sha256: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceList:
    entries: tuple[EvidenceEntry, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed or corrected after it was published; `old` and `new` blank mean that nothing stood there."""

    subject: Text
    field: str
    date: str
    old: Text
    new: Text
    reason: Text


@dataclass(frozen=True, slots=True)
class Changes:
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """A line to sign on; `name` blank leaves room for it."""

    role: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    place_and_date: str
    signatures: tuple[Signature, ...]


Block = (
    Heading
    | Paragraph
    | Points
    | Facts
    | Tiles
    | TableView
    | Bars
    | Grid
    | Verdicts
    | Milestones
    | EvidenceList
    | Changes
    | Signatures
)
