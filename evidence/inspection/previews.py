"""What a reviewer sees of a file without opening it: pictures of its pages, its tables, its text.

Runs in the process of the checks, on what passed them. It writes files with the names of `evidence.domain.preview` and
nothing else; in the text a form feed parts the pages.
"""

import json
import warnings
from collections import Counter
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

from evidence.domain.personal_data import count_hints
from evidence.domain.preview import EXTRACT, PAGE_BREAK, TABLES, TEXT
from evidence.inspection.preview_content import BROKEN, MOST_TEXT, Content, PreviewImpossible
from evidence.inspection.preview_pages import read_pdf, read_picture
from evidence.inspection.preview_tables import read_csv, read_workbook
from evidence.inspection.preview_text import read_document, read_plain, read_slides

_EXTRACT_LINES = 6
_EXTRACT_LINE = 60
_EXTRACT_CELLS = 4

_READERS: dict[str, Callable[[Path, Path], Content]] = {
    "pdf": read_pdf,
    **dict.fromkeys(("jpg", "jpeg", "png", "webp"), read_picture),
    "xlsx": read_workbook,
    "csv": read_csv,
    "docx": read_document,
    "pptx": read_slides,
    "txt": read_plain,
}


def make_previews(source: Path, extension: str, folder: Path) -> dict[str, Any]:
    """The manifest of what lies in `folder` afterwards; of a file that cannot be drawn `{"problem": code}`.

    `pages` are the pictures with their size in pixels, `of` counts all pages, `sheets` all sheets; `tables`
    tells each table without its cells; `hints` counts by kind in all that was read, which is more than what
    is shown; `cut` says that something is not shown.
    """
    with warnings.catch_warnings():
        # The readers warn of what they leave out, such as drawings in a workbook.
        warnings.simplefilter("ignore")
        try:
            content = _READERS[extension](source, folder)
        except PreviewImpossible as impossible:
            return {"problem": impossible.code}
        except BROKEN:
            return {"problem": "unreadable"}
        except OSError as error:
            if error.errno:  # the machine's fault, not the file's
                raise
            return {"problem": "unreadable"}
    return _keep(content, folder)


def _keep(content: Content, folder: Path) -> dict[str, Any]:
    text = PAGE_BREAK.join(content.texts)
    if text.strip():
        _write(folder / TEXT, text[:MOST_TEXT])
    if content.tables:
        _write(folder / TABLES, json.dumps([table.rows for table in content.tables], ensure_ascii=False))
    if not content.pages:
        _write(folder / EXTRACT, _extract(content))
    hints = content.hints + Counter(count_hints(content.texts))
    return {
        "pages": [{"width": width, "height": height} for width, height in content.pages],
        "of": content.page_count,
        "tables": [table.told() for table in content.tables],
        "sheets": content.sheet_count,
        "text": bool(text.strip()),
        "cut": content.is_cut or len(text) > MOST_TEXT,
        "hints": dict(hints),
    }


def _extract(content: Content) -> str:
    """The first words, or the first cells of the first rows."""
    rows = [" · ".join(filter(None, row[:_EXTRACT_CELLS])) for table in content.tables for row in table.rows]
    lines = filter(None, map(str.strip, rows or "\n".join(content.texts).split("\n")))
    return "\n".join(line[:_EXTRACT_LINE] for line in islice(lines, _EXTRACT_LINES))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", errors="replace", newline="\n")
