"""The pages of a report: tagged, named, numbered, checkable, and the same bytes each time."""

import io
import itertools
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import get_args

import pikepdf
import pytest
from django.utils.translation import gettext, override
from pypdf import PdfReader

from reports.document import (
    Bars,
    Block,
    Changes,
    DataColumn,
    DataTable,
    EvidenceList,
    Fact,
    Facts,
    Grid,
    Heading,
    Milestones,
    Paragraph,
    Part,
    Payload,
    Phrase,
    Points,
    Replaced,
    Signatures,
    TableView,
    Tiles,
)
from reports.document.blocks import GridCell, GridColumn, GridRow, Milestone
from reports.document.payload import fingerprint, short_fingerprint
from reports.enums import FileFormat
from reports.rendering.drawing.blocks import template_of
from reports.rendering.pages import draw_pages
from reports.rendering.text_tables import csv_files
from tests.report_payloads import ADDRESS, SITE, bilingual_payload, sample_payload

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[4]
# A library that looks at the clock finds another year.
SCRIPT = """
import time
time.time = lambda now=time.time: now() + 400 * 86400
import django
django.setup()
from tests.unit.reports.rendering.test_pages import drawn
print("\\n".join(drawn().fingerprints))
"""


@dataclass(frozen=True)
class Drawn:
    payload: Payload
    files: dict[FileFormat, bytes]
    told: tuple[tuple[str, int, int], ...]

    @cached_property
    def reading(self) -> pikepdf.Pdf:
        return pikepdf.open(io.BytesIO(self.files[FileFormat.PDF]))

    @cached_property
    def archive(self) -> pikepdf.Pdf:
        return pikepdf.open(io.BytesIO(self.files[FileFormat.ARCHIVE]))

    @cached_property
    def texts(self) -> list[str]:
        """Of each page."""
        pages = PdfReader(io.BytesIO(self.files[FileFormat.PDF])).pages
        return [page.extract_text() for page in pages]

    @property
    def fingerprints(self) -> list[str]:
        return [sha256(content).hexdigest() for content in self.files.values()]

    def elements(self, kind: str) -> list[pikepdf.Object]:
        """Tags of a kind, in reading order."""
        return [one for one in below(self.reading.Root.StructTreeRoot.K[0]) if f"/{kind}" == one.S]


def below(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield element
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield from below(child)


def drawn(payload: Payload | None = None) -> Drawn:
    payload = payload or replace(
        bilingual_payload(), replaces=Replaced(1, "ab" * 32, "2026-11-01", "Angka tonggak 3 keliru.")
    )
    content, told = payload.to_bytes(), []
    attachments = {"isi.json": content, **csv_files(payload, content)}
    files = draw_pages(payload, content, attachments, lambda *step: told.append(step))
    return Drawn(payload, {name: one.content for name, one in files.items()}, tuple(told))


@pytest.fixture(scope="module")
def report() -> Drawn:
    return drawn()


def with_parts(*parts: Part, tables: tuple[DataTable, ...] = (), has_cover: bool = False) -> Payload:
    payload = sample_payload()
    edition = replace(payload.main, parts=parts, tables=tables, notice="")
    return replace(payload, editions=(edition,), is_sample=False, has_cover=has_cover)


def in_language(words: str, lang: str) -> str:
    with override(lang):
        return gettext(words)


def part(*blocks: object, **more: object) -> Part:
    return Part(**{"key": "summary", "title": "Ringkasan", "anchor": "ringkasan", "blocks": blocks, **more})  # type: ignore[arg-type]


# --- What the files claim


def test_each_file_claims_its_own_standard(report: Drawn) -> None:
    with report.reading.open_metadata() as reading, report.archive.open_metadata() as archive:
        claims = [
            (one.get("pdfuaid:part"), one.get("pdfaid:part"), one.get("pdfaid:conformance"))
            for one in (reading, archive)
        ]
    assert claims == [("1", None, None), (None, "3", "A")]
    assert ("/OutputIntents" in report.reading.Root, "/OutputIntents" in report.archive.Root) == (False, True)
    assert "/ID" in report.archive.trailer


@pytest.mark.parametrize("name", ["reading", "archive"])
def test_document_names_itself_its_language_and_its_day(report: Drawn, name: str) -> None:
    pdf: pikepdf.Pdf = getattr(report, name)
    dates = [str(date)[:16] for date in (pdf.docinfo.CreationDate, pdf.docinfo.ModDate)]
    assert dates == ["D:20261102030405"] * 2
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "Laporan triwulan: Rencana Aksi Contoh 2026–2027, B09 2026"
        assert (metadata["xmp:CreateDate"], metadata["xmp:ModifyDate"]) == ("2026-11-02T03:04:05Z",) * 2
        assert metadata["pdf:Keywords"] == fingerprint(report.payload.to_bytes())
    assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == ("id", True)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_same_payload_gives_the_same_bytes_in_another_process_zone_and_year(report: Drawn) -> None:
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Kiritimati",
        "DJANGO_SETTINGS_MODULE": "config.settings.drawing",
    }
    told = subprocess.run(  # noqa: S603 - Python itself, with our own words
        [sys.executable, "-c", SCRIPT], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    assert told.stdout.split() == report.fingerprints


# --- Tags


def test_every_picture_has_its_words(report: Drawn) -> None:
    check = f"{SITE}/laporan/verifikasi/?sidik={fingerprint(report.payload.to_bytes())[:16]}"
    assert [str(figure.Alt) for figure in report.elements("Figure")] == [
        f"Kode QR menuju {check}",
        "Status penyelesaian per periode",
        in_language("Kode QR menuju %(address)s", "en") % {"address": check},
        "Status penyelesaian per periode",
    ]


def test_every_cell_knows_its_headers(report: Drawn) -> None:
    cells = report.elements("TD")
    named = [cell for cell in cells if cell.A.Headers]
    assert (len(cells) > 40, len(named)) == (True, len(cells))


def test_rows_of_the_tables_are_tagged(report: Drawn) -> None:
    kinds = [[str(cell.S) for cell in row.K] for row in report.elements("TR")]
    # The list of all commitments: its title names the row.
    assert kinds.count(["/TH"] * 7) == 2
    assert kinds.count(["/TD", "/TH", "/TD", "/TD", "/TD", "/TD", "/TD"]) == 4


def test_parts_in_another_language_say_so(report: Drawn) -> None:
    def spoken(element: pikepdf.Object, inherited: str = "id") -> Iterator[tuple[str, str]]:
        lang = str(element.get("/Lang", inherited))
        yield lang, str(element.S)
        for child in element.get("/K", []) if isinstance(element.get("/K"), pikepdf.Array) else []:
            if isinstance(child, pikepdf.Dictionary) and "/S" in child:
                yield from spoken(child, lang)

    told = list(spoken(report.reading.Root.StructTreeRoot.K[0]))
    # The whole second edition, and in the first one the title of a minute and two narratives.
    assert told.count(("en", "/H1")) == 1
    assert told.count(("en", "/H2")) == told.count(("id", "/H2")) == 6
    assert report.elements("Span")
    assert {str(one.Lang) for one in report.elements("Span") if "/Lang" in one} == {"en"}


def test_headings_leave_out_no_level(report: Drawn) -> None:
    levels = [
        int(str(one.S)[2:])
        for one in below(report.reading.Root.StructTreeRoot.K[0])
        if str(one.S)[1:2] == "H"
    ]
    assert (levels[0], set(levels)) == (1, {1, 2, 3})
    assert [pair for pair in itertools.pairwise(levels) if pair[1] - pair[0] > 1] == []


def test_fonts_are_embedded(report: Drawn) -> None:
    fonts = [font for page in report.archive.pages for font in page.Resources.get("/Font", {}).values()]
    described = [font.DescendantFonts[0].FontDescriptor for font in fonts]
    assert [one for one in described if not {"/FontFile2", "/FontFile3"} & set(one.keys())] == []
    assert {str(one.FontName).split("+")[1].strip(",") for one in described} == {
        "Source-Sans-3",
        "Source-Sans-3-Semi-Bold",
        "Source-Sans-3-Bold",
    }


# --- Finding one's way


def test_bookmarks_lead_through_both_languages(report: Drawn) -> None:
    parts = [
        "Ringkasan",
        "Komitmen × periode pelaporan",
        "Komitmen 1: Komitmen contoh nomor 1",
        "Komitmen 2: Komitmen contoh nomor 2",
        "Pengesahan",
    ]
    with report.reading.open_outline() as outline:
        told = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert told == [("Laporan triwulan", [in_language("Isi", lang), *parts]) for lang in ("id", "en")]


def test_contents_name_the_pages(report: Drawn) -> None:
    for contents in (report.texts[1], report.texts[len(report.texts) // 2 + 1]):
        pages = [int(line.rsplit(".", 1)[1]) for line in contents.splitlines() if "...." in line]
        assert len(pages) == 5
        assert "Komitmen contoh nomor 2" in report.texts[pages[3] - 1]
        assert "Pengesahan" in report.texts[pages[4] - 1]


def test_links_lead_to_places_that_exist(report: Drawn) -> None:
    names = report.reading.Root.Names.Dests.Names
    known = {str(name) for name in names[::2]}
    links = [note for page in report.reading.pages for note in page.get("/Annots", [])]
    inside = {str(link.Dest) for link in links if "/Dest" in link}
    assert (inside - known, {"bukti-1", "en-bukti-1", "komitmen-2", "en-komitmen-2"} - inside) == (
        set(),
        set(),
    )


def test_each_page_says_its_number_its_fingerprint_and_the_day_of_its_data(report: Drawn) -> None:
    short = short_fingerprint(fingerprint(report.payload.to_bytes()))
    count = len(report.texts)
    for number, text in enumerate(report.texts, start=1):
        lang, day = ("id", "31 Okt 2026") if number <= count // 2 else ("en", "31 Oct 2026")
        stamp = in_language("Sidik %(print)s · data per %(date)s · Renaksi", lang) % {
            "print": short,
            "date": day,
        }
        page = f"{in_language('Halaman', lang)} {number} {in_language('dari', lang)} {count}"
        assert (page in text, stamp in text) == (True, True)


def test_cover_says_what_it_replaces_and_where_it_can_be_checked(report: Drawn) -> None:
    cover = " ".join(report.texts[0].split())
    for words in (
        "Data per 31 Okt 2026 · versi 1",
        "seluruh rencana aksi, 2 komitmen",
        "versi 1 yang terbit 1 Nov 2026 (sidik abab abab abab abab)",
        "Angka tonggak 3 keliru.",
        "2 Nov 2026 10.04 WIB",
        ADDRESS,
    ):
        assert words in cover


def test_sample_says_so_on_every_page(report: Drawn) -> None:
    first, *others = report.texts[: len(report.texts) // 2]
    assert "Data peragaan. Tidak satu pun angka" in first
    assert [text for text in others if "CONTOH: data peragaan, bukan data sebenarnya" not in text] == []


# --- Attachments


def test_payload_and_tables_lie_inside(report: Drawn) -> None:
    content = report.payload.to_bytes()
    expected = {"isi.json": content, **csv_files(report.payload, content)}
    for pdf in (report.reading, report.archive):
        assert {name: file.get_file().read_bytes() for name, file in pdf.attachments.items()} == expected
        dates = {str(file.get_file().obj.Params.ModDate) for file in pdf.attachments.values()}
        assert dates == {"D:20261102030405Z"}


def test_archive_says_how_each_attachment_belongs_to_it(report: Drawn) -> None:
    told = {str(file.UF): str(file.AFRelationship) for file in report.archive.Root.AF}
    assert told == {"isi.json": "/Source", "commitments.csv": "/Data", "evidence.csv": "/Data"}
    assert len(report.archive.Root.AF) == 3


# --- Pages that hold


def test_no_row_is_torn_and_heads_come_again() -> None:
    columns = (DataColumn("title", "Judul panjang"), DataColumn("count", "Jumlah", "number"))
    rows = tuple((f"Awal{n:03} {'kata demi kata ' * (n % 7 * 4)} Akhir{n:03}", n) for n in range(90))
    table = DataTable("commitments", "Panjang", columns, rows)
    payload = with_parts(part(TableView("commitments")), tables=(table,))
    report = drawn(payload)
    first = {n: page for page, text in enumerate(report.texts) for n in re.findall(r"Awal(\d+)", text)}
    last = {n: page for page, text in enumerate(report.texts) for n in re.findall(r"Akhir(\d+)", text)}
    assert (len(first), first) == (90, last)
    assert [text.count("Judul panjang") for text in report.texts] == [1] * len(report.texts)
    assert len(report.elements("TR")) == 90 + len(report.texts)


def test_no_heading_ends_a_page() -> None:
    blocks = [
        block for n in range(40) for block in (Heading(f"Judul{n}"), Paragraph("Isi. " * (n % 9 * 20 + 1)))
    ]
    report = drawn(with_parts(part(*blocks)))
    bodies = [text.split("Sidik")[0] for text in report.texts]
    assert len(bodies) > 2
    assert [body for body in bodies if re.search(r"Judul\d+\s*$", body)] == []


def test_short_report_begins_on_its_first_page() -> None:
    payload = replace(sample_payload(commitments=1), has_cover=False, is_sample=False)
    report = drawn(payload)
    first = " ".join(report.texts[0].split())
    assert ("Laporan triwulan" in first, "Separuh dari yang dijanjikan" in first) == (True, True)
    assert first.count(short_fingerprint(fingerprint(payload.to_bytes()))) == 2
    assert [text for text in report.texts if "Isi" in text.split() or "CONTOH:" in text] == []
    assert next(str(figure.Alt)[:8] for figure in report.elements("Figure")) == "Kode QR "


def test_whatever_people_wrote_is_drawn(caplog: pytest.LogCaptureFixture) -> None:
    """Long words, markup, signs of other scripts, many periods, nothing at all: it wraps, and nothing is lost."""
    word = "x" * 299 + "z"
    periods = tuple(GridColumn(f"P{n:02}") for n in range(60))
    cells = tuple(GridCell("verified", f"S{n:02}") for n in range(60))
    row = GridRow("1", word, "", "", "", "tidak-ada", cells)
    table = DataTable(
        "t", word, tuple(DataColumn(f"k{n}", f"{word[:40]}{n}") for n in range(9)), ((word,) * 9,)
    )
    blocks = (
        Paragraph(f"{word} <img src='file:///etc/passwd'> & <b>tebal</b> 😀"),
        Paragraph(""),
        Points(()),
        Facts(()),
        Facts((Fact(word, (Phrase(word, f"{SITE}/{word}"), Phrase("jahat", "javascript:alert(1)"))),)),
        Tiles(()),
        Bars("Kosong", (), "a", "b", "Belum ada angka."),
        Grid("Banyak", periods, (row,)),
        Grid("Kosong", (), ()),
        TableView("t"),
        TableView("t", rows=(), empty="Tidak ada baris."),
        Milestones((Milestone("", word, narrative="Kisah panjang sekali. " * 450),), is_monitored=False),
        EvidenceList(()),
        Changes(()),
        Signatures("", ()),
    )
    with caplog.at_level(logging.WARNING):
        report = drawn(with_parts(part(*blocks), tables=(table,)))
    text = "".join("".join(report.texts).split())
    assert ("<imgsrc='file:///etc/passwd'>&<b>tebal</b>" in text, text.count("Kisah")) == (True, 450)
    assert [n for n in range(60) if text.count(f"S{n:02}") != 1] == []
    assert "".join(text.split()).count("z") >= 24
    links = [note for page in report.reading.pages for note in page.get("/Annots", [])]
    assert [str(one.A.URI) for one in links if "/A" in one and "javascript" in str(one.A.URI)] == []
    assert [record.getMessage() for record in caplog.records] == []


def test_engine_has_nothing_to_complain_of_and_tells_what_it_does(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        report = drawn(with_parts(part(), has_cover=True))
    assert [record.getMessage() for record in caplog.records] == []
    assert report.told == (
        ("Ringkasan", 0, 1),
        ("Menata halaman", 0, 0),
        ("Menata halaman", 1, 0),
        ("Menata halaman", 2, 0),
        ("Menulis PDF, 2 halaman", 0, 2),
        ("Menulis PDF, 2 halaman", 1, 2),
    )


@pytest.mark.parametrize("on_screen", [False, True])
@pytest.mark.parametrize("block", [one.__name__.lower() for one in get_args(Block)])
def test_every_kind_of_block_can_be_drawn(block: str, on_screen: bool) -> None:
    assert template_of(block, on_screen=on_screen)
