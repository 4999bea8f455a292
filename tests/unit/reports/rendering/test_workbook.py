"""The tables of a report as a workbook."""

import io
from dataclasses import replace
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from reports.document import DataColumn, DataTable, Payload, Replaced
from reports.document.payload import fingerprint, short_fingerprint
from reports.rendering.workbook import workbook
from tests.report_numbers import numbers_of_payload, numbers_of_workbook
from tests.report_payloads import ADDRESS, SITE, bilingual_payload, sample_payload

pytestmark = pytest.mark.once

TITLE = DataColumn("title", "Judul")


@pytest.fixture(scope="module")
def payload() -> Payload:
    return sample_payload()


@pytest.fixture(scope="module")
def book(payload: Payload) -> Any:
    return opened(payload)


def opened(payload: Payload) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook(payload, payload.to_bytes())))


def with_tables(*tables: DataTable) -> Payload:
    payload = sample_payload()
    return replace(payload, editions=(replace(payload.main, tables=tables),))


def about(book: Any) -> list[tuple[str | None, str | None]]:
    return [(row[0], row[1]) for row in book.worksheets[0].iter_rows(values_only=True)]


def test_it_has_a_sheet_for_each_table_between_what_it_is_and_the_dictionary(book: Any) -> None:
    assert book.sheetnames == ["Tentang", "Komitmen", "Data dukung", "Kamus kolom"]
    tables = [(table.name, table.ref) for sheet in book.worksheets for table in sheet.tables.values()]
    assert tables == [("commitments", "A1:G3"), ("evidence", "A1:C2"), ("dictionary", "A1:G11")]


def test_its_values_are_those_of_the_payload(payload: Payload) -> None:
    assert numbers_of_workbook(workbook(payload, b"")) == numbers_of_payload(payload)


def test_cells_are_typed_and_unknowns_are_empty(book: Any) -> None:
    cells = [[(cell.value, cell.number_format) for cell in row[2:6]] for row in book["Komitmen"].iter_rows(2)]
    assert cells == [
        [
            (50.25, '0.00" %"'),
            (1, "General"),
            ("Substansial", "General"),
            (datetime(2026, 10, 12), "d mmm yyyy"),  # noqa: DTZ001 - spreadsheets know no zones
        ],
        [(None, "General"), (1, "General"), ("Tidak ada bukti", "General"), (None, "General")],
    ]
    assert book["Komitmen"]["G2"].hyperlink.target == f"{SITE}/renaksi/rencana-contoh/1/"


def test_the_first_sheet_says_which_report_it_is(book: Any, payload: Payload) -> None:
    whole = fingerprint(payload.to_bytes())
    assert about(book) == [
        ("Laporan triwulan: Rencana Aksi Contoh 2026–2027, B09 2026", None),
        ("Perhatian", "Data peragaan. Tidak satu pun angka di dalamnya sebenarnya."),
        ("Nama rencana aksi", "Rencana Aksi Contoh 2026–2027"),
        ("Periode", "B09-2026"),
        ("Data per", "31 Okt 2026"),
        ("Versi", "1"),
        ("Disusun", "2 Nov 2026 10.04 WIB"),
        ("Alamat tetap", ADDRESS),
        ("Sidik dokumen", short_fingerprint(whole)),
        ("Sidik dokumen lengkap (SHA-256)", whole),
        ("Isi", "Sel kosong berarti tidak diketahui, bukan nol."),
        (None, "Komitmen (2 baris)"),
        (None, "Data dukung (1 baris)"),
        (None, "Kamus kolom (10 baris)"),
    ]


def test_the_first_sheet_says_what_the_report_replaces() -> None:
    replaced = Replaced(1, "0123456789abcdef" * 4, "2026-10-01", "=cmd|x")
    told = dict(about(opened(replace(sample_payload(), replaces=replaced))))
    assert told["Menggantikan"] == "versi 1 yang terbit 1 Okt 2026 (sidik 0123 4567 89ab cdef)"
    assert told["Alasan penggantian"] == "'=cmd|x"


def test_the_first_sheet_leads_to_the_others_and_to_the_report(book: Any, payload: Payload) -> None:
    links = [
        cell.hyperlink for (cell,) in book["Tentang"].iter_rows(2, min_col=2, max_col=2) if cell.hyperlink
    ]
    assert [link.target or link.location for link in links] == [
        payload.plan.url,
        ADDRESS,
        f"{SITE}/laporan/verifikasi/?sidik={fingerprint(payload.to_bytes())[:16]}",
        "'Komitmen'!A1",
        "'Data dukung'!A1",
        "'Kamus kolom'!A1",
    ]


def test_it_says_of_itself_what_the_payload_says(book: Any) -> None:
    told = book.properties
    assert (told.creator, told.language, told.created, told.modified) == (
        "Renaksi",
        "id",
        datetime(2026, 11, 2, 3, 4, 5),  # noqa: DTZ001 - properties know no zones
        datetime(2026, 11, 2, 3, 4, 5),  # noqa: DTZ001
    )


def test_titles_that_stand_twice_are_two_sheets() -> None:
    same = [DataTable(key, "Hasil: 1/2 [uji]", (TITLE,), ()) for key in ("a_table", "b_table", "rates")]
    book = opened(with_tables(*same))
    assert book.sheetnames[1:-1] == ["Hasil  1 2  uji", "Hasil  1 2  uji 2", "Hasil  1 2  uji 3"]
    assert [list(sheet.tables) for sheet in book.worksheets[1:-1]] == [["a_table"], ["b_table"], ["rates"]]


def test_a_table_without_rows_is_an_empty_one() -> None:
    payload = with_tables(DataTable("rates", "Pelaporan", (TITLE,), ()))
    assert numbers_of_workbook(workbook(payload, b"")) == {"rates": []}


def test_texts_that_no_cell_holds_are_cut_and_that_is_said() -> None:
    rows = (("x" * 40_000,), ("\U0001f600" * 40_000,), ("pendek",))
    book = opened(with_tables(DataTable("rates", "Pelaporan", (TITLE,), rows)))
    cells = [cell.value for (cell,) in book["Pelaporan"].iter_rows(2)]
    assert [(len(text), text[-1]) for text in cells] == [(32_767, "…"), (16_384, "…"), (6, "k")]
    assert dict(about(book))["Catatan"] == (
        "2 teks melampaui batas satu sel Excel dan dipotong; lengkapnya ada di berkas CSV dan JSON."
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=cmd|'/C calc'!A0", "'=cmd|'/C calc'!A0"),
        ("\x01@SUM(1)", "'@SUM(1)"),
        ("<b>tebal</b> & \U0001f600", "<b>tebal</b> & \U0001f600"),
        ("\ufffe\x1b[0m", "[0m"),
    ],
)
def test_no_text_is_run_or_breaks_the_file(text: str, written: str) -> None:
    table = DataTable("hostile", text, (DataColumn("title", text),), ((text,),))
    payload = with_tables(table)
    edition = replace(payload.main, title=text, subtitle=text, notice=text)
    sheet = opened(replace(payload, editions=(edition,))).worksheets[1]
    assert [(cell.value, cell.data_type) for (cell,) in sheet.iter_rows()] == [(written, "s")] * 2


def test_only_web_addresses_become_links() -> None:
    columns = (DataColumn("url", "Alamat", "url"),)
    rows = (("javascript:alert(1)",), (f"{SITE}/{'x' * 3_000}",), (SITE,))
    sheet = opened(with_tables(DataTable("links", "Tautan", columns, rows)))["Tautan"]
    assert [cell.hyperlink and cell.hyperlink.target for (cell,) in sheet.iter_rows(2)] == [None, None, SITE]


def test_the_dictionary_of_two_languages_has_a_column_more() -> None:
    assert [cell.value for cell in opened(bilingual_payload())["Kamus kolom"][1]] == [
        "Tabel",
        "Judul tabel",
        "Kolom",
        "Kepala kolom",
        "Kepala kolom dalam bahasa Inggris",
        "Jenis isi",
        "Penjelasan",
        "Arti sel kosong",
    ]
