"""What version 70 of the engine leaves out, or does again for every element, added where it looks for it.

A test fails for each of them if another version no longer asks here.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any


@cache
def mend() -> None:
    """Once for the process."""
    from weasyprint import pdf
    from weasyprint.pdf import tags

    pdf.ColorProfile = _closing(pdf.ColorProfile)
    pdf.pydyf.PDF.page_references = property(_page_references)
    # The only place where an element and its tag meet.
    tags._build_box_tree = _with_languages(tags._build_box_tree)  # noqa: SLF001


def _closing(make: Any) -> Any:
    """The engine leaves the file of the colour profile open."""

    def make_and_close(file: Any, *rest: Any) -> Any:
        with file:
            return make(file, *rest)

    return make_and_close


def _page_references(pdf: Any) -> tuple[bytes, ...]:
    """The engine lists all pages anew for every tag: of 500 pages, that is most of the time it writes."""
    kids = pdf.pages["Kids"]
    known: tuple[bytes, ...] = pdf.__dict__.get("_known_pages", ())
    if len(known) * 3 != len(kids):
        known = tuple(f"{number} 0 R".encode("ascii") for number in kids[::3])
        pdf.__dict__["_known_pages"] = known
    return known


def _with_languages(build: Any) -> Any:
    """Tags of elements with a `lang` say so, too: a screen reader then speaks the other language."""
    from weasyprint.pdf import pydyf

    def build_with_language(box: Any, *rest: Any) -> Iterator[Any]:
        element = getattr(box, "element", None)
        lang = element.get("lang") if element is not None else None
        for tag in build(box, *rest):
            if lang and "Lang" not in tag:
                tag["Lang"] = pydyf.String(lang)
            yield tag

    return build_with_language
