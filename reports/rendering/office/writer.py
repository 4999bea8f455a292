"""Writes runs, links and bookmarks of one edition into the document that it is part of."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.encoding import iri_to_uri
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.rel import Relationships

from reports.document import Phrase, Text, Words
from reports.marks import tone_of
from reports.rendering.drawing.canvas import Canvas
from reports.rendering.office import markup
from reports.rendering.office.styles import LANGUAGES, ORDERED, TONE_STYLES


@dataclass
class Counters:
    """What is numbered through the whole document, whatever the edition."""

    links: dict[str, str] = field(default_factory=dict)
    bookmarks: dict[str, str] = field(default_factory=dict)
    places: int = 0
    tables: int = 0
    ordered_lists: int = 0


@dataclass(frozen=True)
class Writer:
    """`main` is the language of the document: what is in another one says so."""

    canvas: Canvas
    main: str
    relationships: Relationships
    counters: Counters

    def text(self, text: Text, style: str = "") -> str:
        if not str(text):
            return ""
        lang = text.lang if isinstance(text, Words) else self.canvas.edition.lang
        return markup.run(str(text), style=style, lang="" if lang == self.main else LANGUAGES.get(lang, lang))

    def state(self, code: str, word: str) -> str:
        return self.text(word, TONE_STYLES[tone_of(code)])

    def linked(self, text: Text, url: str, style: str = "") -> str:
        """The text, leading to `url` if that is a web address or a place of the edition."""
        address = self.canvas.address(url)
        return self.leading(self.text(text, "Hyperlink" if address and not style else style), address)

    def leading(self, runs: str, address: str) -> str:
        """`address` as the canvas gives it; blank leads nowhere."""
        if not address:
            return runs
        if address.startswith("#"):
            return markup.link_inside(self.bookmark_name(address[1:]), runs)
        return markup.link_outside(self._relationship(address), runs)

    def phrases(self, phrases: Iterable[Phrase]) -> str:
        return self.text("; ").join(self.linked(one.text, one.url) for one in phrases)

    def place(self, name: str) -> str:
        """A bookmark where links to `#name` lead; blank if there is one already."""
        anchor = self.canvas.anchor(name)
        return "".join(self.marks(self.bookmark_name(anchor))) if anchor else ""

    def marks(self, name: str) -> tuple[str, str]:
        """Where a bookmark begins and where it ends."""
        self.counters.places += 1
        number = self.counters.places
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{number}"/>'

    def bookmark_name(self, anchor: str) -> str:
        """Offices allow letters, digits and `_`, forty of them."""
        return self.counters.bookmarks.setdefault(anchor, f"place_{len(self.counters.bookmarks) + 1}")

    def next_table(self) -> int:
        self.counters.tables += 1
        return self.counters.tables

    def next_list(self) -> int:
        """The number of a list that counts from 1."""
        self.counters.ordered_lists += 1
        return ORDERED + self.counters.ordered_lists - 1

    def _relationship(self, address: str) -> str:
        """One for each address, encoded. The library's own way looks through all of them each time."""
        if address not in self.counters.links:
            name = f"link{len(self.counters.links) + 1}"
            target = iri_to_uri(address)
            self.relationships.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, target, name, is_external=True)
            self.counters.links[address] = name
        return self.counters.links[address]
