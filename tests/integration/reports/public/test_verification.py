from urllib.parse import urlencode

import pytest

from reports.enums import FileFormat
from tests.public_records import read, words
from tests.published_reports import draft, published, withdrawn

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def answer(client, digits: str):
    page = read(client, f"/laporan/verifikasi/?{urlencode({'sidik': digits})}")
    return words(page.select_one("#jawaban")), page


def test_page_asks_before_it_answers(client):
    page = read(client, "/laporan/verifikasi/")
    assert words(page.h1) == "Periksa keaslian laporan"
    assert page.select("#jawaban") == []
    assert page.select_one("form[data-verify]").has_attr("hidden")
    assert "sha256sum" in words(page.select_one(".by-hand"))


@pytest.mark.parametrize(
    ("digits", "words_of_it"),
    [(12, "Terdaftar dan berlaku"), (16, "Terdaftar dan berlaku"), (64, "Asli dan berlaku")],
)
def test_printed_fingerprint_names_its_report(client, report, digits, words_of_it):
    """What is printed can be copied: it is no proof that nothing else was changed."""
    build = published(report)
    told, page = answer(client, build.payload_sha256[:digits].upper())
    assert told == words_of_it
    assert page.select_one(".verdict-box a")["href"] == build.get_absolute_url()
    assert page.select_one(".verdict-box .since") is not None


def test_each_file_is_known_by_its_own(client, report):
    build = published(report)
    pdf = build.files.get(format=FileFormat.PDF)
    told, page = answer(client, pdf.sha256)
    assert told == "Asli dan berlaku"
    assert words(page.select_one(".verdict-box p")) == (
        "Ini berkas “PDF untuk dibaca (PDF/UA)” dari laporan berikut, tanpa satu bita pun berubah."
    )


def test_withdrawn_report_is_genuine_but_does_not_stand(client, report):
    build = withdrawn(report, reason="Memuat data pribadi.")
    told, page = answer(client, build.files.first().sha256)
    assert told == "Asli, tetapi sudah ditarik"
    assert "Memuat data pribadi." in words(page.select_one(".verdict-box"))
    assert page.select(".since") == []


def test_replaced_version_names_the_newest(client, report):
    build = published(report)
    newer = published(report, version=2)
    told, page = answer(client, build.payload_sha256[:16])
    assert told == "Terdaftar, tetapi sudah ada versi yang lebih baru"
    assert newer.get_absolute_url() in [one["href"] for one in page.select(".verdict-box a")]


def test_version_that_is_withdrawn_later_replaces_nothing(client, report):
    build = published(report)
    withdrawn(report, version=2)
    assert answer(client, build.payload_sha256)[0] == "Asli dan berlaku"


def test_unknown_fingerprint_says_what_that_can_mean(client, report):
    build = draft(report)
    for unknown in ("0" * 16, build.payload_sha256):
        told, page = answer(client, unknown)
        assert told == "Tidak dikenal"
        assert len(page.select(".verdict-box li")) == 3


@pytest.mark.parametrize("typed", ["1a2b", "laporan.pdf", "g" * 16, "0" * 65, "<script>alert(1)</script>"])
def test_what_is_no_fingerprint_is_told_in_words(client, typed):
    told, page = answer(client, typed)
    assert told == "Ini bukan sidik jari"
    assert page.select_one("#sidik")["value"] == typed


def test_number_of_queries(client, report, django_assert_num_queries):
    build = published(report)
    answer(client, build.payload_sha256)
    with django_assert_num_queries(8):
        client.get("/laporan/verifikasi/", {"sidik": build.payload_sha256})
