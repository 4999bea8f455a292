"""Each allowed kind of file, in this process; the one that confines it has tests of its own."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PIL import Image

from evidence.domain.preview import MOST_PAGES, read_manifest
from evidence.inspection import preview_pages, preview_tables, preview_text
from evidence.inspection.preview_content import MOST_READ
from evidence.inspection.preview_pages import PAGE_BOX
from evidence.inspection.previews import make_previews
from tests.architecture.sources import ROOT
from tests.factories.evidence import picture
from tests.factories.previews import WORD, archive, blank_pdf, document, paragraph, slides, text_pdf

SCRIPT = "<script>alert(1)</script>"
ESCAPED = SCRIPT.replace("<", "&lt;").replace(">", "&gt;")


@pytest.fixture
def drawn(tmp_path: Path) -> Callable[..., dict[str, Any]]:
    def draw(content: bytes, extension: str) -> dict[str, Any]:
        source = tmp_path / f"berkas.{extension}"
        source.write_bytes(content)
        (tmp_path / "out").mkdir()
        return make_previews(source, extension, tmp_path / "out")

    return draw


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def rows_of(out: Path) -> list[list[list[str]]]:
    return json.loads((out / "tables.json").read_text())


def workbook(fill: Callable[[Any], None]) -> bytes:
    book = openpyxl.Workbook()
    fill(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_pdf_gives_pictures_and_the_text_of_each_page(drawn, out):
    told = drawn(text_pdf("Satu", f"Dua {SCRIPT} 3201010101900001"), "pdf")
    assert (told["pages"], told["of"], told["cut"], told["hints"]) == (
        [{"width": 1000, "height": 1416}] * 2,
        2,
        False,
        {"nik": 1},
    )
    assert (out / "text.txt").read_text() == f"Satu\fDua {SCRIPT} 3201010101900001"
    with Image.open(out / "page-2.webp") as page:
        assert page.size == (1000, 1416)
    with Image.open(out / "thumbnail.webp") as small:
        assert small.size == (240, 340)


def test_files_are_those_of_the_manifest_and_no_others(drawn, out):
    told = drawn(text_pdf("Satu"), "pdf")
    assert sorted(path.name for path in out.iterdir()) == sorted(read_manifest(told).names)


def test_long_pdf_is_drawn_in_part_and_read_whole(drawn, out):
    told = drawn(text_pdf(*[f"Halaman {n} 0812-3456-{7000 + n}" for n in range(1, 26)]), "pdf")
    assert (len(told["pages"]), told["of"], told["cut"]) == (MOST_PAGES, 25, True)
    assert told["hints"] == {"phone": 25}
    assert len((out / "text.txt").read_text().split("\f")) == 25


@pytest.mark.parametrize("size", [(144_000, 144_000), (14_400, 1), (1, 14_400), (3, 3)])
def test_page_of_any_size_fits_into_the_box(drawn, size):
    told = drawn(blank_pdf(size), "pdf")
    (page,) = told["pages"]
    assert 1 <= page["width"] <= PAGE_BOX[0]
    assert 1 <= page["height"] <= PAGE_BOX[1]


def test_scanned_pdf_has_no_text(drawn, out):
    told = drawn(blank_pdf((595, 842)), "pdf")
    assert told["text"] is False
    assert not (out / "text.txt").exists()


@pytest.mark.parametrize(("kind", "extension"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")])
def test_picture_gives_a_smaller_one(drawn, kind, extension):
    assert drawn(picture(kind, (2800, 1400)), extension)["pages"] == [{"width": 1400, "height": 700}]


def test_transparent_picture_stands_on_white(drawn, out):
    target = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(target, "PNG")
    drawn(target.getvalue(), "png")
    with Image.open(out / "page-1.webp") as shown:
        assert shown.convert("RGB").getpixel((20, 20)) == (255, 255, 255)


def test_workbook_gives_what_stands_in_its_cells(drawn, out):
    def fill(book: Any) -> None:
        book.active.title = "Peserta"
        book.active.append(["Nama", SCRIPT, None, 12.5, 3201010101900001, date(2026, 5, 3), True])
        book.active["B4"] = "jauh"
        hidden = book.create_sheet("Cadangan")
        hidden.sheet_state = "hidden"
        hidden["A1"] = "081234567890"

    told = drawn(workbook(fill), "xlsx")
    first, second = rows_of(out)
    assert first[0] == ["Nama", SCRIPT, "", "12,5", "3201010101900001", "3 Mei 2026", "TRUE"]
    assert first[3] == ["", "jauh", "", "", "", "", ""]
    assert second == [["081234567890"]]
    assert [(one["name"], one["rows"], one["columns"], one["hidden"]) for one in told["tables"]] == [
        ("Peserta", 4, 7, False),
        ("Cadangan", 1, 1, True),
    ]
    assert (told["hints"], told["cut"], told["sheets"]) == ({"nik": 1, "phone": 1}, False, 2)


def test_large_sheet_is_shown_in_part_and_looked_through_whole(drawn, out):
    def fill(book: Any) -> None:
        for number in range(10_000):
            book.active.append([number, "0812-3456-7890" if number == 9_999 else "x"])

    told = drawn(workbook(fill), "xlsx")
    (rows,) = rows_of(out)
    assert (len(rows), told["tables"][0]["rows"], told["tables"][0]["more"]) == (200, 10_000, False)
    assert (told["cut"], told["hints"]) == (True, {"phone": 1})


def test_rows_beyond_all_measure_are_not_read(drawn, monkeypatch):
    monkeypatch.setattr(preview_tables, "MOST_ROWS_READ", 3)
    told = drawn(b"a;b\n" * 5, "csv")
    assert (told["tables"][0]["rows"], told["tables"][0]["more"], told["cut"]) == (3, True, True)


def test_wide_sheet_is_cut_at_its_side(drawn, out):
    told = drawn((";".join(map(str, range(40)))).encode(), "csv")
    assert (len(rows_of(out)[0][0]), told["tables"][0]["columns"], told["cut"]) == (30, 40, True)


def test_long_cell_is_shortened(drawn, out):
    told = drawn(f"a;{'x' * 5000}".encode(), "csv")
    assert (rows_of(out)[0][0][1], told["cut"]) == ("x" * 300 + "…", True)


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (b"Desa,Nilai\nA,1\n", [["Desa", "Nilai"], ["A", "1"]]),
        (b"Desa;Nilai\nA, B;1,5\n", [["Desa", "Nilai"], ["A, B", "1,5"]]),
        (b"Desa\tNilai\nA\t1\n", [["Desa", "Nilai"], ["A", "1"]]),
        (b"Desa|Nilai\nA|1\n", [["Desa", "Nilai"], ["A", "1"]]),
        (b'sep=;\nDesa;"a;b"\n', [["Desa", "a;b"]]),
        ("Desa;Ñ\n".encode("cp1252"), [["Desa", "Ñ"]]),
        ("Desa;Ñ\n".encode("utf-16"), [["Desa", "Ñ"]]),
        ("\ufeffDesa;Ñ\n".encode(), [["Desa", "Ñ"]]),
        (b"satu kolom\nsaja\n", [["satu kolom"], ["saja"]]),
    ],
)
def test_csv_is_read_whatever_parts_its_cells(drawn, out, content, rows):
    drawn(content, "csv")
    assert rows_of(out) == [rows]


def test_document_gives_its_words_and_what_stands_around_them(drawn, out):
    cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("Angkatan", "Peserta"))
    body = f"{paragraph(ESCAPED)}<w:tbl><w:tr>{cells}</w:tr></w:tbl>{paragraph('Selesai')}"
    note = f'<w:footnotes xmlns:w="{WORD}">{paragraph("a@contoh.id")}</w:footnotes>'
    told = drawn(document(body, {"word/footnotes.xml": note}), "docx")
    assert (out / "text.txt").read_text() == f"{SCRIPT}\nAngkatan | Peserta\nSelesai\n\na@contoh.id"
    assert (told["pages"], told["hints"]) == ([], {"email": 1})


@pytest.mark.parametrize(
    ("extension", "part", "words"),
    [
        ("pptx", "ppt/notesSlides/notesSlide1.xml", "<p><t>3201010101900001</t></p>"),
        ("pptx", "ppt/comments/modernComment_1.xml", "<p><t>3201010101900001</t></p>"),
        ("docx", "word/diagrams/data1.xml", "<p><t>3201010101</t><t>900001</t></p>"),
        ("docx", "word/commentsExtended1.xml", "<text>3201010101900001</text>"),
        ("xlsx", "xl/comments1.xml", "<comment><text><r><t>3201010101900001</t></r></text></comment>"),
        ("xlsx", "xl/comments/comment1.xml", "<comment><text><t>3201010101900001</t></text></comment>"),
        ("xlsx", "xl/threadedComments/threadedComment1.xml", "<text>3201010101900001</text>"),
        ("xlsx", "xl/drawings/drawing1.xml", "<p><t>3201010101900001</t></p>"),
        ("xlsx", "xl/pivotCache/pivotCacheDefinition1.xml", '<s v="3201010101900001"/><s v="1"/>'),
        (
            "xlsx",
            "xl/externalLinks/externalLink1.xml",
            "<cell><v>3201010101900001</v></cell><cell><v>1</v></cell>",
        ),
        ("xlsx", "docProps/core.xml", "<lastModifiedBy>3201010101900001</lastModifiedBy>"),
    ],
)
def test_what_stands_beside_the_text_is_looked_through_too(drawn, extension, part, words):
    files = {"docx": document(paragraph("a")), "pptx": slides("a"), "xlsx": workbook(lambda _book: None)}
    with zipfile.ZipFile(io.BytesIO(files[extension])) as given:
        parts = {name: given.read(name) for name in given.namelist()}
    told = drawn(archive({**parts, part: f"<x>{words}</x>"}), extension)
    assert told["hints"] == {"nik": 1}


def test_sheets_that_are_not_shown_are_looked_through_too(drawn, out):
    def fill(book: Any) -> None:
        for number in range(8):
            book.create_sheet(f"Lembar {number}")["A1"] = "0812-3456-7890"

    told = drawn(workbook(fill), "xlsx")
    assert (told["hints"], len(told["tables"]), len(rows_of(out)), told["sheets"]) == ({"phone": 8}, 5, 5, 9)


def test_what_cannot_be_seen_parts_no_number(drawn):
    assert drawn("320101\u200b010190\u00ad0001".encode(), "txt")["hints"] == {"nik": 1}


def test_slides_come_in_the_order_in_which_they_are_shown(drawn, out):
    told = drawn(slides("Pembuka", "Isi", "Penutup"), "pptx")
    assert (out / "text.txt").read_text().split("\f") == ["Pembuka", "Isi", "Penutup"]
    assert told["of"] == 3


def test_document_that_declares_entities_is_not_read(drawn):
    body = '<!DOCTYPE x [<!ENTITY a "aaaa">]><document>&a;</document>'
    assert drawn(archive({"word/document.xml": body}), "docx") == {"problem": "unreadable"}


def test_text_loses_what_cannot_be_seen(drawn, out):
    drawn("a\u202eb\x00c\r\nd\x0ce".encode(), "txt")
    assert (out / "text.txt").read_text() == "abc\nde"


def test_long_text_is_cut(drawn, out):
    told = drawn(b"kata " * 100_000, "txt")
    assert (len((out / "text.txt").read_text()), told["cut"]) == (200_000, True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_letter_that_is_cut_spoils_no_other(drawn, out, encoding):
    drawn(("a" + "é" * (MOST_READ * 2)).encode(encoding), "txt")
    assert set((out / "text.txt").read_text()) == {"a", "é"}


def test_extract_is_the_beginning(drawn, out):
    drawn(b"Judul\n\nIsi yang panjang sekali\n", "txt")
    assert (out / "extract.txt").read_text() == "Judul\nIsi yang panjang sekali"


@pytest.mark.parametrize("extension", ["pdf", "jpg", "png", "webp", "xlsx", "docx", "pptx"])
@pytest.mark.parametrize("content", [b"", b"bukan", b"PK\x03\x04 bukan", b"%PDF-1.7 bukan"])
def test_what_cannot_be_read_says_so(drawn, extension, content):
    assert drawn(content, extension) == {"problem": "unreadable"}


@pytest.mark.parametrize(("content", "extension"), [(b" \n", "txt"), (b"", "csv"), (document(""), "docx")])
def test_what_is_empty_says_so(drawn, content, extension):
    assert drawn(content, extension) == {"problem": "empty"}


def test_disk_is_not_taken_for_a_broken_file(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"teks")
    with pytest.raises(FileNotFoundError):
        make_previews(tmp_path / "a.txt", "txt", tmp_path / "tidak ada")


def test_readers_know_no_django():
    code = "import sys, evidence.inspection.previews; print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout == "False\n"


@pytest.mark.parametrize(
    ("limits", "content", "extension"),
    [
        ({"MOST_ROWS_READ": 3}, b"a;b\n" * 5, "csv"),
        ({"MOST_COLUMNS_READ": 3}, b"a;b;c;d\n", "csv"),
        ({"MOST_READ": 3}, b"lebih dari dua belas huruf", "txt"),
        ({"_MOST_TEXT_PAGES": 1}, text_pdf("Satu", "Dua"), "pdf"),
        ({"MOST_READ": 3}, document(paragraph("lebih dari tiga huruf")), "docx"),
        ({"_MOST_SLIDES": 1}, slides("Satu", "Dua"), "pptx"),
    ],
)
def test_what_is_not_read_to_its_end_says_so(drawn, monkeypatch, limits, content, extension):
    """Else a number behind the end would be published without anybody having looked."""
    for module in (preview_tables, preview_text, preview_pages):
        for name, most in limits.items():
            monkeypatch.setattr(module, name, most, raising=False)
    assert drawn(content, extension)["hints"] == {"unread": 1}
