"""The mode `clean`: ending, first bytes and a full parse must agree, and nothing in the file may act.

A picture is drawn anew into DERIVATIVE; of other kinds the bytes as received are what may be opened.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from evidence.inspection.kinds import DERIVATIVE, KINDS


def clean(source: Path, extension: str, folder: Path) -> dict[str, Any]:
    """Raises CheckFailed; there is nothing else to tell."""
    if KINDS[extension].is_redrawn:
        from evidence.inspection.pictures import redraw

        redraw(source, extension, folder / DERIVATIVE)
    else:
        _check_of(extension)(source, extension)
    return {}


def _check_of(extension: str) -> Callable[[Path, str], None]:
    """Imported for the kind at hand: no library that a file does not need sees its bytes."""
    if extension == "pdf":
        from evidence.inspection.pdf import check_pdf

        return check_pdf
    if extension in {"csv", "txt"}:
        from evidence.inspection.text import check_text

        return check_text
    from evidence.inspection.office import check_office

    return check_office
