"""The tables of a report as CSV."""

import csv
import io
import zipfile
from dataclasses import replace

import pytest

from reports.document import DataColumn, DataTable, Payload, Words
from reports.document.payload import fingerprint, short_fingerprint
from reports.rendering.text_tables import csv_archive, csv_files
from tests.report_numbers import numbers_of_csv, numbers_of_csv_archive, numbers_of_payload
from tests.report_payloads import ADDRESS, SITE, bilingual_payload, sample_payload

pytestmark = pytest.mark.once


def with_table(table: DataTable) -> Payload:
    payload = sample_payload()
    return replace(payload, editions=(replace(payload.main, tables=(table,)),))


def written(payload: Payload) -> dict[str, str]:
    return {name: file.decode("utf-8-sig") for name, file in csv_files(payload, payload.to_bytes()).items()}


def dictionary_of(payload: Payload) -> list[list[str]]:
    with zipfile.ZipFile(io.BytesIO(csv_archive(payload, payload.to_bytes()))) as archive:
        text = archive.read("dictionary.csv").decode("utf-8-sig")
    return [line for line in csv.reader(io.StringIO(text)) if not line[0].startswith("#")]


def test_a_file_says_what_it_is_of_and_then_its_rows() -> None:
    payload = sample_payload()
    short = short_fingerprint(fingerprint(payload.to_bytes()))
    assert written(payload)["evidence.csv"].split("\r\n") == [
        '"# Laporan: Laporan triwulan: Rencana Aksi Contoh 2026–2027, B09 2026"',
        "# Perhatian: Data peragaan. Tidak satu pun angka di dalamnya sebenarnya.",
        "# Data per: 2026-10-31",
        "# Versi: 1",
        "# Disusun: 2 Nov 2026 10.04 WIB",
        f"# Alamat tetap: {ADDRESS}",
        f"# Sidik dokumen: {short}",
        "Nomor,Judul,Alamat",
        f"1,Minutes,{SITE}/data-dukung/1/",
        "",
    ]


def test_values_are_typed_and_unknowns_are_empty() -> None:
    assert numbers_of_csv(csv_files(sample_payload(), b"")["commitments.csv"]) == [
        ("rencana-contoh/1", "'=Komitmen contoh nomor 1", 50.25, 1, "Substansial", "2026-10-12",
         f"{SITE}/renaksi/rencana-contoh/1/"),
        ("rencana-contoh/2", "'=Komitmen contoh nomor 2", None, 1, "Tidak ada bukti", None,
         f"{SITE}/renaksi/rencana-contoh/2/"),
    ]  # fmt: skip


def test_partial_dates_and_texts_in_other_languages_stay_as_they_are() -> None:
    columns = (DataColumn("day", "Tanggal", "date"), DataColumn("said", "Kata"))
    table = DataTable("days", "Hari", columns, (("2022", "a"), ("2022-12", Words("b", "en")), (None, "")))
    assert numbers_of_csv(csv_files(with_table(table), b"")["days.csv"]) == [
        (2022, "a"),
        ("2022-12", "b"),
        (None, None),
    ]


def test_the_archive_holds_the_same_files_and_says_what_they_are() -> None:
    payload = sample_payload()
    content = payload.to_bytes()
    packed = csv_archive(payload, content)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        names = archive.namelist()
        readme = archive.read("README.txt").decode()
        files = {name: archive.read(name) for name in names[1:-1]}
    assert names == ["README.txt", "commitments.csv", "evidence.csv", "dictionary.csv"]
    assert files == csv_files(payload, content)
    assert f"{SITE}/laporan/verifikasi/?sidik={fingerprint(content)[:16]}\r\n" in readme
    assert readme.endswith("\r\ncommitments.csv: Komitmen\r\nevidence.csv: Data dukung\r\n")
    assert numbers_of_csv_archive(packed) == numbers_of_payload(payload)


def test_the_dictionary_explains_each_column() -> None:
    head, *rows = dictionary_of(sample_payload())
    assert head == [
        "Tabel",
        "Judul tabel",
        "Kolom",
        "Kepala kolom",
        "Jenis isi",
        "Penjelasan",
        "Arti sel kosong",
    ]
    assert rows[2] == [
        "commitments",
        "Komitmen",
        "verified",
        "Terbukti",
        "persen, 0 sampai 100, dibulatkan ke bawah",
        "Bagian yang terbukti.",
        "belum ada bukti",
    ]
    assert len(rows) == 10


def test_the_dictionary_of_two_languages_has_both_headers() -> None:
    payload = bilingual_payload()
    first, second = payload.editions
    tables = tuple(
        replace(table, columns=tuple(replace(one, header=f"{one.key} (en)") for one in table.columns))
        for table in second.tables
    )
    head, *rows = dictionary_of(replace(payload, editions=(first, replace(second, tables=tables[1:]))))
    assert head[4] == "Kepala kolom dalam bahasa Inggris"
    assert [row[4] for row in rows] == [*[""] * 7, "number (en)", "title (en)", "url (en)"]


def test_control_characters_hide_no_formula() -> None:
    table = DataTable(
        "t", "T", (DataColumn("a", "A"),), (("\x00=1+1",), ("\ufeff@x",), ("=cmd|'/C calc'!A0;x",))
    )
    assert written(with_table(table))["t.csv"].split("\r\n")[-4:] == [
        "'=1+1",
        "'\ufeff@x",
        "\"'=cmd|'/C calc'!A0;x\"",
        "",
    ]
