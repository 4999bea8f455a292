"""What a proof holds, ready to be shown: each place that looks like personal data is a piece of its own."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from evidence.domain.personal_data import find_hints
from evidence.domain.preview import Manifest, TableFacts
from evidence.models import Evidence
from evidence.storage.previews import tables_of, texts_of
from foundation.formats import decimal_comma

# Nothing shorter can be a hint.
_SHORTEST_HINT = 6
_LETTERS = 26
_FULL_LINE = 60


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    is_hint: bool


@dataclass(frozen=True, slots=True)
class PageView:
    """`url` is None for a page that was not drawn; `pieces` are its words."""

    number: int
    url: str | None
    width: int
    height: int
    label: str
    pieces: tuple[Piece, ...]
    has_hints: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """`number` is None where rows carry no numbers."""

    number: int | None
    cells: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class TableView:
    key: int
    caption: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[RowView, ...]
    numbered: bool


def marked(text: str) -> tuple[Piece, ...]:
    """The text in pieces, in its order."""
    pieces: list[Piece] = []
    end = 0
    for hint in find_hints(text) if len(text) >= _SHORTEST_HINT else ():
        pieces += [
            Piece(text[end : hint.start], is_hint=False),
            Piece(text[hint.start : hint.end], is_hint=True),
        ]
        end = hint.end
    pieces.append(Piece(text[end:], is_hint=False))
    return tuple(piece for piece in pieces if piece.text)


def pages_of(evidence: Evidence, manifest: Manifest) -> tuple[PageView, ...]:
    """Those that were drawn, then those of which only the words are known."""
    texts = texts_of(evidence)
    count = max(len(manifest.pages), len(texts))
    return tuple(_page(evidence, manifest, number, texts) for number in range(1, count + 1))


def _page(evidence: Evidence, manifest: Manifest, number: int, texts: tuple[str, ...]) -> PageView:
    size = manifest.pages[number - 1] if number <= len(manifest.pages) else None
    words = texts[number - 1].strip() if number <= len(texts) else ""
    pieces = marked(flowing(words) if size else words)
    return PageView(
        number=number,
        url=reverse("evidence:page", args=[evidence.public_id, number]) if size else None,
        width=size.width if size else 0,
        height=size.height if size else 0,
        label=_label(evidence, number, manifest.page_count),
        pieces=pieces,
        has_hints=any(piece.is_hint for piece in pieces),
    )


def _label(evidence: Evidence, number: int, count: int) -> str:
    if evidence.content_type.startswith("image/"):
        return evidence.title
    return _("Halaman %(number)s dari %(count)s") % {"number": number, "count": count}


def flowing(text: str) -> str:
    """Lines that a page broke for want of width run on: beside its picture there is less of it."""
    lines: list[str] = []
    runs_on = False
    for line in text.split("\n"):
        if runs_on and line.strip():
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line)
        runs_on = len(line) >= _FULL_LINE and not line.rstrip().endswith((".", ":", ";"))
    return "\n".join(lines)


def table_views(evidence: Evidence, manifest: Manifest) -> tuple[TableView, ...]:
    cells = tables_of(evidence)
    return tuple(
        _table(key, facts, rows)
        for key, (facts, rows) in enumerate(zip(manifest.tables, cells, strict=False), 1)
    )


def _table(key: int, facts: TableFacts, rows: tuple[tuple[str, ...], ...]) -> TableView:
    body = rows[1:] if facts.has_head else rows
    width = max(map(len, rows), default=0)
    return TableView(
        key=key,
        caption=_caption(facts),
        note=_note(facts, shown=len(rows), width=width),
        columns=rows[0] if facts.has_head and rows else tuple(map(column_letters, range(width))),
        rows=tuple(_row(None if facts.has_head else number, row) for number, row in enumerate(body, 1)),
        numbered=not facts.has_head,
    )


def _row(number: int | None, cells: Iterable[str]) -> RowView:
    return RowView(number, tuple(map(marked, cells)))


def column_letters(index: int) -> str:
    """A, B, … Z, AA, as office programs name columns; `index` is counted from 0."""
    letters = ""
    while index >= 0:
        letters = chr(ord("A") + index % _LETTERS) + letters
        index = index // _LETTERS - 1
    return letters


def _caption(facts: TableFacts) -> str:
    if not facts.name:
        return _("Isi tabel")
    return _("Lembar “%(name)s”") % {"name": facts.name}


def _note(facts: TableFacts, *, shown: int, width: int) -> str:
    """What is hidden in the file, and what is not shown here."""
    notes = [_("Lembar ini disembunyikan di berkasnya.")] if facts.is_hidden else []
    counts = {"shown": shown, "rows": decimal_comma(facts.rows, 0)}
    if facts.has_more:
        text = _(
            "Ditampilkan %(shown)s baris pertama dari lebih dari %(rows)s. Unduh berkasnya untuk selebihnya."
        )
        notes.append(text % counts)
    elif facts.rows > shown:
        text = _("Ditampilkan %(shown)s baris pertama dari %(rows)s. Unduh berkasnya untuk selebihnya.")
        notes.append(text % counts)
    if facts.columns > width:
        notes.append(
            _("Ditampilkan %(shown)s kolom pertama dari %(columns)s.")
            % {"shown": width, "columns": facts.columns}
        )
    return " ".join(notes)
