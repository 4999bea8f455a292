"""What a sheet says: the story of a practice, as far as there is room."""

import re
from dataclasses import dataclass
from datetime import date
from html import unescape

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from foundation.languages import Told
from practices.models import PracticePage
from practices.queries.story import Story, story_of
from reports.sheets.fitting import Room, cut


@dataclass(frozen=True, slots=True)
class SheetPart:
    heading: str
    texts: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class PracticeSheetContent:
    """`is_cut` if anything of the page is missing; `address` is where the whole is."""

    story: Story
    title: Told
    summary: Told
    level_note: Told
    facts: str
    parts: tuple[SheetPart, ...]
    address: str
    is_cut: bool


# It stands in a narrow column, and the engine takes minutes for one that runs over several pages.
MOST_OF_A_NOTE = 280


class _Scissors:
    """Cuts to the room, and remembers that it did."""

    def __init__(self, room: Room) -> None:
        self.room, self.used = room, False

    def text(self, text: Told, most: int | None = None) -> Told:
        room = self.room.characters
        shorter = cut(text, room if most is None else min(room, most))
        self.used |= shorter != text
        return Told(shorter, text.lang)

    def texts(self, texts: tuple[Told, ...]) -> tuple[Told, ...]:
        self.used |= len(texts) > self.room.lines
        return tuple(self.text(one) for one in texts[: self.room.lines])


def sheet_content(page: PracticePage, *, room: Room, today: date) -> PracticeSheetContent:
    """In the language that is active."""
    story = story_of(page, today=today)
    scissors = _Scissors(room)
    parts = tuple(_part(heading, texts, scissors) for heading, texts in _texts(story) if texts)
    return PracticeSheetContent(
        story=story,
        title=Told(cut(story.line.title, 160), story.line.title.lang),
        summary=scissors.text(story.line.summary),
        level_note=scissors.text(story.level_note, MOST_OF_A_NOTE),
        facts=cut(" · ".join(fact.value for fact in story.facts if fact.value), 240),
        parts=parts,
        address=page.get_full_url() or "",
        is_cut=scissors.used or any(block.block_type == "image" for block in story.body),
    )


def _part(heading: str, texts: tuple[Told, ...], scissors: _Scissors) -> SheetPart:
    return SheetPart(heading, scissors.texts(texts))


def _texts(story: Story) -> list[tuple[str, tuple[Told, ...]]]:
    """In the order of the page; why a practice stopped stands first."""
    stopped = (story.stopped_lesson,) if story.is_stopped and story.stopped_lesson else ()
    sections = {section.anchor: (section.heading, (section.text,)) for section in story.sections}
    lessons = sections.pop("pelajaran", (_("Pelajaran"), ()))
    return [
        (_("Mengapa berhenti"), stopped),
        *sections.values(),
        *_told_freely(story),
        (_("Hasil"), tuple(_result(one.text, one.source_name) for one in story.results)),
        lessons,
        (_("Bahan untuk meniru"), tuple(item.title for group in story.kit for item in group.items)),
        (_("Tujuan pembangunan berkelanjutan"), (Told("; ".join(story.goals)),) if story.goals else ()),
    ]


def _told_freely(story: Story) -> list[tuple[str, tuple[Told, ...]]]:
    """The story as plain text, below its own headings."""
    parts: list[tuple[str, tuple[Told, ...]]] = []
    for block in story.body:
        if block.block_type == "heading":
            parts.append((block.value, ()))
        elif block.block_type == "paragraph":
            heading, texts = parts.pop() if parts else (_("Cerita"), ())
            parts.append((heading, (*texts, Told(_plain(block.value.source), story.body_lang))))
    return parts


def _plain(markup: str) -> str:
    """What the editor wrote without its tags; the points of a list that end without a stop get a semicolon."""
    sentences = re.sub(r"([.!?])</li>\s*<li", r"\1 </li><li", markup)
    points = re.sub(r"(?<![.!?] )</li>\s*<li", "; </li><li", sentences)
    return unescape(strip_tags(points)).strip()


def _result(text: Told, source: str) -> Told:
    return Told(f"{text} ({source})" if source else text, text.lang)
