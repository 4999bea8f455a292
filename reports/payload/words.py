"""From the words of the public pages to those of a payload."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from foundation.formats import long_date
from foundation.languages import Told
from renaksi.queries import texts
from reports.document import Fact, Phrase, Text, Words
from reports.payload.material import Material


def in_words(text: str) -> Text:
    """Marked with its language if that is not the edition's."""
    lang = getattr(text, "lang", "")
    return Words(str(text), lang) if lang else str(text)


def joined(parts: Iterable[str], separator: str = "; ") -> Told:
    """One text; marked if all of its parts are in the same other language."""
    found = [part for part in parts if part]
    langs = {getattr(part, "lang", "") for part in found}
    return Told(separator.join(found), langs.pop() if len(langs) == 1 else "")


def day_text(day: date | str | None) -> str:
    """31 Mar 2026; a year stays as it is, nothing is blank."""
    return long_date(day) if isinstance(day, date) else day or ""


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def fact(material: Material, found: texts.Fact) -> Fact:
    """As a page tells it, with whole addresses; blank says that it is unknown."""
    if found.entries:
        return Fact(found.term, tuple(phrase(material, entry.text, entry.url) for entry in found.entries))
    return Fact(found.term, (phrase(material, found.value or _("tidak diketahui"), found.url),))


def phrase(material: Material, text: str, url: str = "") -> Phrase:
    return Phrase(in_words(text), material.address_of(url))
