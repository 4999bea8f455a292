"""The page for ministers: what stands, what needs somebody, and what changed since the last report."""

import pytest

from reports.document import Bars, Heading, Paragraph, Payload, Points, Tiles
from tests.assembled_reports import block, blocks, part
from tests.integration.reports.payload.term import Term

pytestmark = pytest.mark.django_db


def summary(payload: Payload):
    return part(payload.main, "ringkasan")


def paragraphs(payload: Payload) -> list[str]:
    return [str(one.text) for one in blocks(summary(payload), Paragraph)]


def points(payload: Payload) -> list[list[str]]:
    return [[str(one.text) for one in found.items] for found in blocks(summary(payload), Points)]


def tiles(payload: Payload) -> list[tuple[str, str, str]]:
    return [(one.label, one.value, one.change) for one in block(summary(payload), Tiles).tiles]


def test_lead_says_the_day_what_is_proven_and_what_was_to_be_expected(term: Term):
    assert paragraphs(term.b09)[0] == (
        "Per 31 Okt 2020, 28 % dari yang dijanjikan telah terbukti: 2 dari 4 komitmen punya capaian terverifikasi. "
        "Menurut jadwal semestinya sudah 38 %. Laju: Kuning: tertinggal."
    )


def test_status_is_drawn_and_told(term: Term):
    drawn = block(summary(term.b09), Bars).bars
    assert [(one.label, one.value) for one in drawn[0].slices] == [
        ("Selesai", 0),
        ("Substansial", 1),
        ("Terbatas", 1),
        ("Belum dimulai", 0),
        ("Tidak ada bukti", 2),
    ]
    assert paragraphs(term.b09)[1] == "Dari 4 komitmen: 1 substansial, 1 terbatas, 2 tidak ada bukti."


def test_what_needs_somebody_leads_to_where_it_is_told(term: Term):
    found = block(summary(term.b09), Points)
    assert [str(one.text) for one in found.items] == [
        "2 tonggak terlambat, pada 2 komitmen.",
        "Pada B09 2020 diharapkan 5 laporan: 2 terverifikasi, 1 dikembalikan, 2 tidak lapor.",
        "1 tonggak menunggu instansi lain; hari menunggu dihitung terpisah dari hari terlambat.",
        "1 tonggak tanpa instansi yang melapor.",
    ]
    assert {one.url for one in found.items} == {"#perhatian"}


def test_short_report_leads_to_nothing_that_it_does_not_have(term: Term):
    found = block(summary(term.region), Points).items
    assert [(str(one.text), one.url) for one in found] == [
        ("1 tonggak terlambat, pada 1 komitmen.", ""),
        ("Pada B09 2020 diharapkan 2 laporan: 2 terverifikasi.", ""),
        ("1 tonggak menunggu instansi lain; hari menunggu dihitung terpisah dari hari terlambat.", ""),
    ]


def test_change_is_counted_from_the_data_if_nothing_was_published(term: Term):
    assert points(term.b09)[1] == [
        "Naik status: 1 komitmen (nomor 1 menjadi substansial).",
        "Baru terlambat: 1 komitmen (nomor 2).",
    ]
    assert tiles(term.b09) == [
        ("Terbukti", "28 %", "12 % pada 31 Jul 2020"),
        ("Semestinya", "38 %", "32 % pada 31 Jul 2020"),
        ("Tonggak terverifikasi", "3", "2 pada 31 Jul 2020"),
        ("Tonggak terlambat", "2", "1 pada 31 Jul 2020"),
    ]
    assert paragraphs(term.b09)[2] == (
        "Belum ada laporan sejenis yang terbit; dibandingkan dengan keadaan data pada hari itu."
    )


def test_change_is_counted_from_what_was_published_whatever_the_data_say_now(term: Term):
    assert points(term.after_b06)[1] == [
        "Naik status: 1 komitmen (nomor 1 menjadi substansial).",
        "Turun status: 1 komitmen (nomor 2 menjadi terbatas).",
        "Baru terlambat: 1 komitmen (nomor 2).",
    ]
    assert tiles(term.after_b06)[0] == ("Terbukti", "28 %", "40 % pada 31 Jul 2020")
    assert paragraphs(term.after_b06)[2] == (
        "Dibandingkan dengan Laporan triwulan B06 2020 versi 3 yang telah terbit."
    )


def test_first_report_says_so_and_compares_nothing(term: Term):
    assert paragraphs(term.b06)[-1] == (
        "Ini laporan pertama dari jenisnya: belum ada keadaan sebelumnya yang dapat dibandingkan."
    )
    assert [change for _label, _value, change in tiles(term.b06)] == ["", "", "", ""]


def test_what_can_still_be_sent_is_not_called_silent(term: Term):
    assert points(term.running)[0][1] == (
        "Pada B12 2020 diharapkan 4 laporan: 4 belum masuk; masih dapat dikirim sampai 10 Jan 2021."
    )


@pytest.mark.once
def test_headings_stand_in_the_order_of_what_matters(term: Term):
    assert [str(one.text) for one in blocks(summary(term.b09), Heading)] == [
        "Perlu perhatian",
        "Perubahan sejak 31 Jul 2020",
    ]


def test_record_has_no_figures_of_ours(term: Term):
    untracked = (
        "Rencana aksi ini tidak dipantau di Renaksi: laporan ini memuat isi komitmen dan penilaian independen, "
        "tanpa angka capaian dari kami."
    )
    assert paragraphs(term.record) == [
        untracked,
        "Di dalamnya 2 komitmen; tonggak capaiannya tidak tercatat di Renaksi.",
        "Belum ada komitmen yang punya penilaian independen.",
    ]
    assert not {"hasil", "kisi", "perhatian", "pelaporan"} & {one.anchor for one in term.record.main.parts}
