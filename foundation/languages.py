"""Two languages of one record: twin fields `title` and `title_en`, and addresses with or without `/en`.

Bahasa Indonesia stands at `/`, English at `/en/`, each page at the same path in both. A text that is missing
in the language of the page is told in the other one and says so by its `lang`.
"""

from collections.abc import Iterator
from typing import Any, Self

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override

INDONESIAN = "id"
ENGLISH = "en"
_PREFIX = f"/{ENGLISH}/"


class Told(str):
    """A text that knows its language: `lang` is "" if it is the page's own, else the code of the other one."""

    lang: str

    def __new__(cls, text: str, lang: str = "") -> Self:
        told = super().__new__(cls, text)
        told.lang = lang
        return told


def language() -> str:
    """Of the page that is being made: `en` or `id`, nothing else."""
    return ENGLISH if (get_language() or "").startswith(ENGLISH) else INDONESIAN


def told(record: Any, field: str) -> Told:
    """The text of twin fields in the language of the page, else in the other one; empty if both are."""
    return choose(getattr(record, field), getattr(record, f"{field}_en"))


def choose(indonesian: str, english: str) -> Told:
    """The same for two texts at hand."""
    if language() == ENGLISH:
        return Told(english) if english else Told(indonesian, INDONESIAN if indonesian else "")
    return Told(indonesian) if indonesian else Told(english, ENGLISH if english else "")


def indonesian(text: str) -> Told:
    """What is written in Bahasa Indonesia alone: a report's narrative, the title of a proof, a reason."""
    return choose(text, "")


def marked(text: str) -> SafeString:
    """The text, in a `<span lang>` if it is not in the page's language."""
    lang = getattr(text, "lang", "")
    return format_html('<span lang="{}">{}</span>', lang, text) if lang else conditional_escape(text)


def in_language(pieces: Iterator[str]) -> Iterator[str]:
    """What is written while it is sent is written after the request: its language is kept for it."""
    code = get_language() or ""

    def written() -> Iterator[str]:
        with override(code):
            yield from pieces

    return written()


def language_of(path: str) -> str:
    """What the page at that address is told in."""
    return ENGLISH if path.startswith(_PREFIX) else INDONESIAN


def path_in(path: str, code: str) -> str:
    """The address of the same page in another language; query and fragment stay."""
    plain = path[len(_PREFIX) - 1 :] if path.startswith(_PREFIX) else path
    return f"{_PREFIX}{plain[1:]}" if code == ENGLISH else plain


def has_both(path: str) -> bool:
    """Whether the page at that address exists in both languages: sign-in, workspace and CMS are Indonesian alone."""
    return not path.startswith(
        ("/masuk/", "/ruang-kerja/", "/admin/", "/data-dukung/", "/dokumen/", "/media/")
    )
