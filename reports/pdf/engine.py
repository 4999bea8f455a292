"""One layout, several files: the engine lays the pages out once and writes each variant from them."""

import gc
import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from reports.pdf.fetching import fetcher

logger = logging.getLogger(__name__)

# What is being done, how much of it is done, of how much (0: nobody knows).
Progress = Callable[[str, int, int], None]
_PAGE_LOGGED = "Step 5 - Creating layout - Page %d"


class PdfUnavailable(Exception):
    """The engine cannot run on this machine; `str()` is the sentence that says what to install."""


class Variant(StrEnum):
    """A file can claim one of them alone."""

    READING = "pdf/ua-1"
    ARCHIVE = "pdf/a-3a"


@dataclass(frozen=True, slots=True)
class PdfDocument:
    content: bytes
    pages: int


@dataclass(frozen=True, slots=True)
class Attached:
    """A file inside the PDF, dated `at`. `relationship` to the pages: Source, Data, Alternative or Supplement."""

    name: str
    content: bytes
    description: str
    relationship: str
    at: datetime


def render_pdf(html: str, *, passed: Mapping[str, str] | None = None) -> PdfDocument:
    """For reading. `passed` are SVG and CSS by file name. Raises PdfUnavailable."""
    return next(render_variants(html, variants=(Variant.READING,), passed=passed))


def render_variants(
    html: str,
    *,
    variants: Sequence[Variant],
    passed: Mapping[str, str] | None = None,
    attached: Sequence[Attached] = (),
    progress: Progress | None = None,
) -> Iterator[PdfDocument]:
    """The variants in their order, each as soon as it is written. Raises PdfUnavailable.

    The same `html`, `passed` and `attached` give the same bytes, whichever process asks.
    """
    weasyprint = _engine()
    tell = progress or (lambda _step, _done, _of: None)
    with _no_collector(), _told_pages(tell):
        laid_out = weasyprint.HTML(string=html, url_fetcher=fetcher(passed or {})).render(
            pdf_variant=variants[0].value
        )
    for done, variant in enumerate(variants):
        tell(_("Menulis PDF, %(pages)s halaman") % {"pages": len(laid_out.pages)}, done, len(variants))
        with _no_collector(), _fixed_clock():
            content = _written(laid_out, variant, attached)
        yield PdfDocument(content, len(laid_out.pages))


def _written(laid_out: Any, variant: Variant, attached: Sequence[Attached]) -> bytes:
    """A copy of the document each time: fonts and colour profiles of one variant stay out of the next."""
    from weasyprint import Attachment

    document = laid_out.copy()
    document.color_profiles = {}
    files = [
        Attachment(
            string=one.content,
            name=one.name,
            description=one.description,
            created=one.at,
            modified=one.at,
            relationship=one.relationship,
        )
        # Names of a PDF are looked up as in a sorted tree.
        for one in sorted(attached, key=lambda one: one.name)
    ]
    content: bytes = document.write_pdf(
        pdf_variant=variant.value, attachments=files, finisher=_each_file_once
    )
    return content


def _each_file_once(_document: Any, pdf: Any) -> None:
    """The engine lists every attachment of an archive twice, by its name and by its object."""
    if "AF" in pdf.catalog:
        once = list(dict.fromkeys(pdf.catalog["AF"]))
        pdf.catalog["AF"].clear()
        pdf.catalog["AF"].extend(once)


@contextmanager
def _no_collector() -> Iterator[None]:
    """Pages are millions of objects that all live to the end: looking for garbage among them takes a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def _fixed_clock() -> Iterator[None]:
    """A variable font that is made static notes when, unless it is told a time (reproducible-builds.org)."""
    told = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = told or "0"
    try:
        yield
    finally:
        if told is None:
            del os.environ["SOURCE_DATE_EPOCH"]


@contextmanager
def _told_pages(tell: Progress) -> Iterator[None]:
    """The engine says in its log which page it lays out; where page numbers are quoted, it goes through them again."""
    step = _("Menata halaman")

    class Listener(logging.Handler):
        pages = 0

        def emit(self, record: logging.LogRecord) -> None:
            if record.msg != _PAGE_LOGGED or not isinstance(record.args, tuple):
                return
            page = int(str(record.args[0]))
            if page > self.pages:
                self.pages = page
                tell(step, page, 0)

    log, listener = logging.getLogger("weasyprint.progress"), Listener()
    was = log.level, log.propagate
    tell(step, 0, 0)
    log.addHandler(listener)
    log.setLevel(logging.INFO)
    log.propagate = False
    try:
        yield
    finally:
        log.removeHandler(listener)
        log.setLevel(was[0])
        log.propagate = was[1]


def _engine() -> Any:
    try:
        import weasyprint
    except OSError as error:
        logger.exception("the system libraries of WeasyPrint are missing")
        raise PdfUnavailable(
            _(
                "PDF belum dapat disusun karena pustaka sistem tidak ada. Pasang dengan "
                "“apt-get install libpangoft2-1.0-0 libharfbuzz-subset0”, lalu coba lagi."
            )
        ) from error
    from reports.pdf.mending import mend

    mend()
    # It tells every table of every font that it subsets.
    logging.getLogger("fontTools").setLevel(logging.WARNING)
    return weasyprint
