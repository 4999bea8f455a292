import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from renaksi.importing.workbook import UnreadableFile, read_rows

REQUIRED = ("code", "title")
SPREADSHEET_DATE = datetime(2014, 5, 28, 10, 0)  # noqa: DTZ001 - spreadsheets know no zones
FIRST_OF_JULY = datetime(2014, 7, 1)  # noqa: DTZ001 - the same


def _csv(tmp_path: Path, text: str, name: str = "data.csv", encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding=encoding)
    return path


def _xlsx(tmp_path: Path, *lines: list[object]) -> Path:
    book = Workbook()
    for line in lines:
        book.active.append(line)
    path = tmp_path / "data.xlsx"
    book.save(path)
    return path


def _rewrite_sheet(path: Path, change: Callable[[bytes], bytes]) -> None:
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    parts["xl/worksheets/sheet1.xml"] = change(parts["xl/worksheets/sheet1.xml"])
    with zipfile.ZipFile(path, "w") as book:
        for name, content in parts.items():
            book.writestr(name, content)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_with_any_separator_of_a_spreadsheet(tmp_path: Path, delimiter: str) -> None:
    rows = read_rows(_csv(tmp_path, f"code{delimiter}title\nID1{delimiter}Satu\n"), REQUIRED)

    assert [row.cells for row in rows] == [{"code": "ID1", "title": "Satu"}]


def test_rows_carry_the_address_of_the_spreadsheet(tmp_path: Path) -> None:
    rows = read_rows(_csv(tmp_path, 'code,title\nID1,"two\nlines"\n,\nID3,Tiga\n'), REQUIRED)

    assert [(row.number, row.address("title"), row.address("none")) for row in rows] == [
        (2, "B2", ""),
        (4, "B4", ""),
    ]


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    assert read_rows(_csv(tmp_path, "code,title\n1,Satu\n", encoding="utf-8-sig"), REQUIRED)[0]["code"] == "1"


def test_a_row_tells_of_cells_beyond_the_header(tmp_path: Path) -> None:
    rows = read_rows(_csv(tmp_path, "code,title\n1,Satu,dua\n2,Tiga,\n"), REQUIRED)

    assert [row.surplus for row in rows] == [1, 0]


def test_xlsx_cells_come_as_people_see_them(tmp_path: Path) -> None:
    path = _xlsx(
        tmp_path,
        ["code", "title"],
        [3, 43525.0],
        [SPREADSHEET_DATE, date(1905, 7, 15)],
        [None, 1.5],
        ["=1", True],
    )

    cells = [(row["code"], row["title"]) for row in read_rows(path, REQUIRED)]
    assert cells == [("3", "43525"), ("2014-05-28", "1905-07-15"), ("", "1.5"), ("", "True")]


@pytest.mark.parametrize(
    ("number_format", "shown"),
    [
        ("yyyy-mm-dd", "2014-07-01"),
        ("d/m/yyyy", "2014-07-01"),
        ("mmm-yy", "2014-07"),
        (r"[$-421]mmmm\ yyyy;@", "2014-07"),
        ('"tahun" yyyy', "2014"),
        ("yyyy-mm-dd hh:mm", "2014-07-01"),
    ],
)
def test_xlsx_dates_come_as_far_as_they_are_shown(tmp_path: Path, number_format: str, shown: str) -> None:
    path = _xlsx(tmp_path, ["code", "title"], [FIRST_OF_JULY, FIRST_OF_JULY.date()])
    book = load_workbook(path)
    for cell in book.active[2]:
        cell.number_format = number_format
    book.save(path)

    assert [(row["code"], row["title"]) for row in read_rows(path, REQUIRED)] == [(shown, shown)]


def test_xlsx_with_a_wrong_size_is_read_whole(tmp_path: Path) -> None:
    path = _xlsx(tmp_path, ["code", "title"], ["ID1", "Satu"], ["ID2", "Dua"])
    _rewrite_sheet(path, lambda xml: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', xml))

    assert [row["title"] for row in read_rows(path, REQUIRED)] == ["Satu", "Dua"]


@pytest.mark.parametrize("part", [slice(0, 300), slice(0, 0)])
def test_xlsx_with_a_torn_sheet_gives_one_sentence(tmp_path: Path, part: slice) -> None:
    path = _xlsx(tmp_path, ["code", "title"], ["ID1", "Satu"])
    _rewrite_sheet(path, lambda xml: xml[part])

    with pytest.raises(UnreadableFile, match=r"^Berkas data\.xlsx bukan berkas XLSX yang utuh"):
        read_rows(path, REQUIRED)


def test_xlsx_with_damaged_bytes_gives_one_sentence(tmp_path: Path) -> None:
    path = _xlsx(tmp_path, ["code", "title"], ["ID1", "Satu"])
    data = bytearray(path.read_bytes())
    start = data.index(b"xl/worksheets/sheet1.xml") + 40
    data[start : start + 30] = bytes(30)
    path.write_bytes(data)

    with pytest.raises(UnreadableFile, match=r"^Berkas data\.xlsx bukan berkas XLSX yang utuh"):
        read_rows(path, REQUIRED)


def test_xlsx_takes_the_sheet_that_has_the_columns(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Keterangan"])
    sheet = book.create_sheet("Data")
    sheet.append(["code", "title"])
    sheet.append(["ID1", "Satu"])
    book.save(tmp_path / "data.xlsx")

    assert [row["code"] for row in read_rows(tmp_path / "data.xlsx", REQUIRED)] == ["ID1"]


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.txt", b"code", "a.txt bukan berkas CSV atau XLSX; simpan ulang sebagai .csv atau .xlsx."),
        ("a.csv", b"", "Berkas a.csv kosong; tidak ada baris untuk diimpor."),
        ("a.csv", b" \n ", "Berkas a.csv kosong; tidak ada baris untuk diimpor."),
        ("a.csv", b"code,title\n", "Berkas a.csv hanya berisi tajuk; tidak ada baris untuk diimpor."),
        (
            "a.csv",
            b"code,title\n\xe9,a\n",
            "Berkas a.csv tidak berpengodean UTF-8; simpan ulang sebagai CSV UTF-8.",
        ),
        ("a.xlsx", b"code,title\n", "Berkas a.xlsx bukan berkas XLSX yang utuh; simpan ulang dari Excel."),
        ("a.xlsx", b"PK\x03\x04 cut", "Berkas a.xlsx bukan berkas XLSX yang utuh; simpan ulang dari Excel."),
        (
            "a.csv",
            b"code\n1\n",
            "Berkas a.csv tidak memiliki kolom title; kolom yang diperlukan: code, title.",
        ),
        (
            "a.csv",
            b"code,title,code\n1,2,3\n",
            "Berkas a.csv memuat kolom code lebih dari sekali; hapus salah satunya.",
        ),
        ("a.csv", b'code,title\n1,"torn', "Berkas a.csv bukan CSV yang utuh: unexpected end of data."),
    ],
)
def test_a_file_that_cannot_be_read_gives_one_sentence(
    tmp_path: Path, name: str, data: bytes, sentence: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)

    with pytest.raises(UnreadableFile) as refusal:
        read_rows(path, REQUIRED)

    assert str(refusal.value) == sentence


def test_a_missing_file_gives_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(
        UnreadableFile, match=r"^Berkas none\.csv tidak ditemukan; periksa nama dan foldernya\.$"
    ):
        read_rows(tmp_path / "none.csv", REQUIRED)


def test_a_folder_gives_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()

    with pytest.raises(UnreadableFile, match=r"^Berkas a\.csv tidak dapat dibuka: Is a directory\.$"):
        read_rows(tmp_path / "a.csv", REQUIRED)
