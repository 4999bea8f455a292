"""From a practice to one page of A4, whatever its length."""

import hashlib
from datetime import date

from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.translation import override

from practices.models import PracticePage
from reports.marks import mark_files
from reports.pdf import PdfDocument, render_pdf
from reports.sheets.content import sheet_content
from reports.sheets.fitting import MOST_CHARACTERS, ROOMS, Room


def fingerprint_of(page: PracticePage, language: str, *, today: date) -> str:
    """Of everything that the sheet could say: another one means that the stored sheet is out of date."""
    return hashlib.sha256(_html(page, language, ROOMS[0], today).encode()).hexdigest()


def render_sheet(page: PracticePage, language: str, *, today: date) -> PdfDocument:
    """Raises PdfUnavailable where the engine cannot run, OverflowError if even the shortest form is too long."""
    for room in ROOMS:
        html = _html(page, language, room, today)
        if len(strip_tags(html)) > MOST_CHARACTERS:
            continue
        document = render_pdf(html, passed=mark_files())
        if document.pages == 1:
            return document
    raise OverflowError(f"practice {page.pk} does not fit on one page")


def _html(page: PracticePage, language: str, room: Room, today: date) -> str:
    with override(language):
        content = sheet_content(page, room=room, today=today)
        return render_to_string("reports/sheets/practice.html", {"sheet": content, "language": language})
