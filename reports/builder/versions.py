"""What draws the files: the same versions give the same bytes of the same payload."""

import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from reports.document import SCHEMA
from reports.pdf.versions import pango_version

_ROOT = Path(__file__).resolve().parents[2]
_LIBRARIES = ("weasyprint", "pydyf", "fonttools", "openpyxl", "python-docx", "segno")
_FONTS = ("static/vendored/fonts",)
_CODE = (
    "foundation/charts",
    "foundation/tables",
    "locale",
    "reports/document",
    "reports/pdf",
    "reports/rendering",
    "static/css",
    "static/img",
    "templates/charts",
    "templates/reports",
)
_SHORT = 10


def made_with() -> str:
    """Names and versions, then short fingerprints of the fonts and of our own templates, styles and code."""
    found = [f"{name} {version(name)}" for name in _LIBRARIES]
    found.append(f"pango {pango_version()}")
    found.append(f"fonts {_fingerprint(_FONTS)}")
    found.append(f"templates {_fingerprint(_CODE)}")
    return "; ".join([*found, SCHEMA])


def _fingerprint(folders: tuple[str, ...]) -> str:
    """Of every file's name and bytes, in one order."""
    whole = hashlib.sha256()
    for path in _files(folders):
        whole.update(str(path.relative_to(_ROOT)).encode())
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:_SHORT]


def _files(folders: tuple[str, ...]) -> Iterator[Path]:
    for folder in folders:
        for path in sorted((_ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path
