"""Texts of a report, each of which knows when it is not in the language around it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A text in another language than its edition: `lang` is `id` or `en`."""

    text: str
    lang: str

    def __str__(self) -> str:
        return self.text


Text = str | Words


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text, perhaps with the whole address that it leads to, or `#anchor` within the report."""

    text: Text
    url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A term and what is known of it; several values stand one after the other."""

    term: str
    values: tuple[Phrase, ...]
