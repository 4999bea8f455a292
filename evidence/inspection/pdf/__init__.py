"""PDF files: read strictly, whole, and without anything that acts by itself or hides another file.

What two programs would read differently is refused: a mended file could be harmless to this check and harmful
to a reader.
"""

from pathlib import Path

import pikepdf
from pikepdf.settings import set_qpdf_limits

from evidence.inspection.first_bytes import refuse_hidden_archive
from evidence.inspection.pdf.actions import refuse_active_content
from evidence.inspection.pdf.streams import refuse_bombs
from evidence.inspection.refusal import CheckFailed

MOST_OBJECTS = 150_000
_MOST_IN_CONTAINER = 200_000
_MOST_OBJECT_STREAM_BYTES = 64 * 1024 * 1024
_HEAD = b"%PDF-"
_TAIL = b"%%EOF"
# ISO 32000-2, 7.2.3
_WHITE_SPACE = b"\0\t\n\f\r "
# Slips of honest programs that change nothing of what is read.
_HARMLESS_WARNINGS = ("reported number of objects", "object has offset 0")


def check_pdf(source: Path, _extension: str) -> None:
    """Raises CheckFailed."""
    _check_ends(source.read_bytes())
    set_qpdf_limits(parser_max_container_size=_MOST_IN_CONTAINER, flate_max_memory=_MOST_OBJECT_STREAM_BYTES)
    try:
        with pikepdf.open(source, attempt_recovery=False) as pdf:
            _check_document(pdf)
    except pikepdf.PasswordError as error:
        raise CheckFailed("encrypted") from error
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, IndexError, RuntimeError) as error:
        raise CheckFailed("unreadable") from error


def _check_ends(data: bytes) -> None:
    """Nothing before the head, nothing behind the tail."""
    if not data.startswith(_HEAD):
        raise CheckFailed("content_differs")
    tail = data.rfind(_TAIL)
    if tail == -1:
        raise CheckFailed("unreadable")
    if data[tail + len(_TAIL) :].strip(_WHITE_SPACE):
        raise CheckFailed("two_in_one")
    refuse_hidden_archive(data)


def _check_document(pdf: pikepdf.Pdf) -> None:
    if int(pdf.trailer["/Size"]) > MOST_OBJECTS:
        raise CheckFailed("unpacks_too_large")
    if len(pdf.pages) == 0:
        raise CheckFailed("unreadable")
    objects = list(pdf.objects)
    if len(objects) > MOST_OBJECTS:
        raise CheckFailed("unpacks_too_large")
    refuse_active_content(objects)
    refuse_bombs(found for found in objects if isinstance(found, pikepdf.Stream))
    if any(not _is_harmless(str(warning)) for warning in pdf.get_warnings()):
        raise CheckFailed("unreadable")


def _is_harmless(warning: str) -> bool:
    return any(words in warning for words in _HARMLESS_WARNINGS)
