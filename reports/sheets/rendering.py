"""From a practice to one page of A4, whatever its length."""

import hashlib
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.translation import override

from practices.models import PracticePage
from reports.builder import draw_sheet
from reports.sheets.content import sheet_content
from reports.sheets.fitting import MOST_CHARACTERS, ROOMS, Room
from reports.storage import workplace


def fingerprint_of(page: PracticePage, language: str, *, today: date) -> str:
    """Of everything that the sheet could say: another one means that the stored sheet is out of date."""
    return hashlib.sha256(_html(page, language, ROOMS[0], today).encode()).hexdigest()


def render_sheet(page: PracticePage, language: str, *, today: date) -> bytes:
    """As a PDF of one page, drawn by a process of its own. Raises BuildFailed, also if the shortest form is too long."""
    drafts = [_html(page, language, room, today) for room in ROOMS]
    fitting = [draft for draft in drafts if len(strip_tags(draft)) <= MOST_CHARACTERS]
    with TemporaryDirectory(dir=workplace(), prefix=f"sheet-{page.pk}-") as folder:
        return draw_sheet(fitting, folder=Path(folder))


def _html(page: PracticePage, language: str, room: Room, today: date) -> str:
    with override(language):
        content = sheet_content(page, room=room, today=today)
        return render_to_string("reports/sheets/practice.html", {"sheet": content, "language": language})
