"""Text out of office files and plain ones. Office parts are read as a stream: no tree, little memory."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any
from xml.parsers import expat

from evidence.domain.personal_data import HintKind, count_hints
from evidence.inspection.preview_content import MOST_READ, MOST_TEXT, Content, PreviewImpossible, plain
from evidence.inspection.text import decoded

_READ_AT_ONCE = 256 * 1024
# The main text first, then what stands around it.
_DOCUMENT_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
# Never shown, but opened by whoever downloads: notes of speakers, comments, drawings, diagrams, names of authors.
_BESIDE = re.compile(
    r"docProps/core\.xml"
    r"|(?:word|ppt|xl)/(?!slides/|worksheets/|sharedStrings|styles|theme|slideLayouts/|slideMasters/).+\.xml"
)
_PROPERTIES = "docProps/core.xml"
_MOST_SLIDES = 300
_RELATIONS = "ppt/_rels/presentation.xml.rels"
_PRESENTATION = "ppt/presentation.xml"
# Between the cells of a table's row.
_CELL = " | "


def read_plain(source: Path, _folder: Path) -> Content:
    with source.open("rb") as opened:
        # A letter has at most four bytes.
        data = opened.read(MOST_READ * 4)
        is_whole = not opened.read(1)
    text = plain(decoded(data, is_whole=is_whole))
    if not text.strip():
        raise PreviewImpossible("empty")
    hints = Counter[str]({} if is_whole else {HintKind.UNREAD: 1})
    return Content(texts=[text], page_count=1, is_cut=len(text) > MOST_TEXT, hints=hints)


def read_document(source: Path, _folder: Path) -> Content:
    with zipfile.ZipFile(source) as archive:
        parts = sorted(filter(_DOCUMENT_PARTS.fullmatch, archive.namelist()), key=_main_first)
        hints = hints_beside(archive)
        texts = [text for part in parts if (text := _text_of(archive, part, hints))]
    if not texts and not hints:
        raise PreviewImpossible("empty")
    return Content(texts=["\n\n".join(texts)], page_count=1, hints=hints)


def _main_first(part: str) -> tuple[bool, str]:
    return part != "word/document.xml", part


def read_slides(source: Path, _folder: Path) -> Content:
    """One text per slide, in the order in which they are shown; an empty one where a slide has no words."""
    with zipfile.ZipFile(source) as archive:
        slides = _slides_in_order(archive)
        hints = hints_beside(archive)
        texts = [_text_of(archive, slide, hints) for slide in slides[:_MOST_SLIDES]]
    if len(slides) > _MOST_SLIDES:
        hints[HintKind.UNREAD] = 1
    if not any(texts) and not hints:
        raise PreviewImpossible("empty")
    return Content(texts=texts, page_count=len(slides), is_cut=len(slides) > _MOST_SLIDES, hints=hints)


def hints_beside(archive: zipfile.ZipFile) -> Counter[str]:
    """Of the parts that no reader shows."""
    names = [name for name in archive.namelist() if _BESIDE.fullmatch(name)]
    beside = [name for name in names if not _DOCUMENT_PARTS.fullmatch(name)]
    hints = Counter[str]()
    texts = [_text_of(archive, name, hints, _WordsBeside(name)) for name in beside]
    return hints + Counter(count_hints(texts))


def _slides_in_order(archive: zipfile.ZipFile) -> list[str]:
    targets = {
        found.get("Id", ""): str(PurePosixPath("ppt") / found.get("Target", "").removeprefix("/ppt/"))
        for name, found in _elements(archive, _RELATIONS)
        if name == "Relationship"
    }
    order = [
        value
        for name, found in _elements(archive, _PRESENTATION)
        if name == "sldId"
        for key, value in found.items()
        if key.endswith("/relationships id")
    ]
    members = set(archive.namelist())
    return [targets[one] for one in order if targets.get(one) in members]


def _elements(archive: zipfile.ZipFile, part: str) -> list[tuple[str, dict[str, str]]]:
    """Names without their namespace, attributes with it."""
    found: list[tuple[str, dict[str, str]]] = []

    def opened(name: str, attributes: dict[str, str]) -> None:
        found.append((_local(name), attributes))

    parser = _parser()
    parser.StartElementHandler = opened
    _feed(archive, part, parser)
    return found


class _Words:
    """Handlers that gather the words of a part: a line per paragraph, and one per row of a table."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.is_text = False
        self.cells_open = 0

    def open(self, name: str, _attributes: dict[str, str]) -> None:
        local = _local(name)
        self.is_text = local == "t"
        if local == "tc":
            self.cells_open += 1
        if local in {"tab", "br", "cr"}:
            self.add(" " if local == "tab" or self.cells_open else "\n")

    def close(self, name: str) -> None:
        local = _local(name)
        self.is_text = False
        if local == "p":
            self.add(" " if self.cells_open else "\n")
        elif local == "tc":
            self.cells_open -= 1
            self.add(_CELL)
        elif local == "tr":
            self.add("\n")

    def words(self, data: str) -> None:
        if self.is_text:
            self.add(data)

    def add(self, text: str) -> None:
        self.length += len(text)
        if not self.is_full:
            self.pieces.append(text)

    @property
    def is_full(self) -> bool:
        return self.length > MOST_READ

    def lines(self) -> Iterable[str]:
        for line in plain("".join(self.pieces)).split("\n"):
            yield re.sub(r"[ \t]+", " ", line).strip().removesuffix("|").strip()


class _WordsBeside(_Words):
    """Comments of sheets have no paragraphs, properties nothing but their elements; what pivot tables and links to
    other workbooks remember stands in values.
    """

    def __init__(self, part: str) -> None:
        super().__init__()
        self.is_properties = part == _PROPERTIES

    def open(self, name: str, attributes: dict[str, str]) -> None:
        super().open(name, attributes)
        self.is_text |= self.is_properties or _local(name) in {"text", "v"}
        if _local(name) in {"s", "n"} and "v" in attributes:
            self.add(attributes["v"] + "\n")

    def close(self, name: str) -> None:
        super().close(name)
        if self.is_properties or _local(name) in {"text", "comment", "v"}:
            self.add("\n")


def _text_of(archive: zipfile.ZipFile, part: str, hints: Counter[str], words: _Words | None = None) -> str:
    """`hints` learn of a part that is too long to be read."""
    words = words or _Words()
    parser = _parser()
    parser.buffer_text = True
    parser.StartElementHandler = words.open
    parser.EndElementHandler = words.close
    parser.CharacterDataHandler = words.words
    _feed(archive, part, parser)
    if words.is_full:
        hints[HintKind.UNREAD] = 1
    return re.sub(r"\n{3,}", "\n\n", "\n".join(words.lines())).strip()


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_declared: Any) -> None:
    """Office files have none; it could name entities that grow or lead outside."""
    raise PreviewImpossible("unreadable")


def _feed(archive: zipfile.ZipFile, part: str, parser: expat.XMLParserType) -> None:
    with archive.open(part) as opened:
        while chunk := opened.read(_READ_AT_ONCE):
            parser.Parse(chunk)
    parser.Parse(b"", True)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
