import pytest

from reports.document import Payload
from reports.enums import FileFormat, ReportLanguage
from reports.storage import path_of
from reports.twins import twin_parts
from tests.public_records import read, words
from tests.published_reports import draft, published, report_of, withdrawn
from tests.report_payloads import bilingual_payload, sample_payload

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def stored_twin(build) -> bytes:
    return path_of(build.files.get(format=FileFormat.TWIN).name).read_bytes()


def test_report_leads_to_the_newest_version_that_stands(client, report):
    published(report)
    published(report, version=2)
    withdrawn(report, version=3)
    draft(report, version=4)
    answer = client.get(f"/laporan/{report.slug}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/laporan/{report.slug}/v2/")


def test_report_whose_versions_are_all_withdrawn_leads_to_the_page_that_says_so(client, report):
    withdrawn(report)
    assert client.get(f"/laporan/{report.slug}/")["Location"] == f"/laporan/{report.slug}/v1/"


@pytest.mark.parametrize("address", ["", "v1/", "v1/ringkasan/", "v9/", "v99999999999999999999/"])
def test_what_was_never_published_is_not_there(client, report, address):
    draft(report)
    assert client.get(f"/laporan/{report.slug}/{address}").status_code == 404


def test_version_shows_stored_parts_verbatim(client, report):
    build = published(report)
    stored = stored_twin(build)
    html = client.get(build.get_absolute_url()).content
    shown = [part for part in twin_parts(stored) if part.key == "summary"]

    assert len(shown) == 1
    assert shown[0].html.encode() in stored
    assert shown[0].html.encode() in html
    page = read(client, build.get_absolute_url())
    assert page.select_one("[data-frozen]")["lang"] == "id"
    assert "Separuh dari yang dijanjikan" in words(page.select_one("[data-frozen]"))
    assert page.select_one("[data-frozen] .since") is None


def test_each_part_has_its_own_address_and_neighbours(client, report):
    build = published(report)
    parts = twin_parts(stored_twin(build))
    address = build.get_absolute_url()
    for place, part in enumerate(parts):
        answer = client.get(f"{address}{part.anchor}/")
        assert part.html.encode() in answer.content
        page = read(client, f"{address}{part.anchor}/")
        steps = {one["rel"][0]: one["href"] for one in page.select(".part-steps a")}
        wanted = {}
        if place:
            wanted["prev"] = f"{address}{parts[place - 1].anchor}/"
        if place + 1 < len(parts):
            wanted["next"] = f"{address}{parts[place + 1].anchor}/"
        assert steps == wanted
    assert client.get(f"{address}tidak-ada/").status_code == 404


def test_links_within_the_frozen_text_arrive(client, report):
    """Each anchor of the report is on each of its pages exactly once: in the text, or on its line of the contents."""
    build = published(report)
    parts = twin_parts(stored_twin(build))
    for address in ("", f"{parts[1].anchor}/"):
        page = read(client, f"{build.get_absolute_url()}{address}")
        assert [len(page.select(f'[id="{part.anchor}"]')) for part in parts] == [1] * len(parts)


def test_frame_is_english_around_a_report_in_indonesian(client, report):
    build = published(report)
    page = read(client, f"/en{build.get_absolute_url()}")
    assert page.html["lang"] == "en"
    assert page.select_one("[data-frozen]")["lang"] == "id"


def test_bilingual_report_is_shown_in_the_language_of_the_address(client, report):
    both = report_of(report.plan, language=ReportLanguage.BOTH)
    build = published(both, bilingual_payload())
    for prefix, lang in (("", "id"), ("/en", "en")):
        page = read(client, f"{prefix}{build.get_absolute_url()}")
        assert page.select_one("[data-frozen]")["lang"] == lang


def test_page_names_files_fingerprints_and_history(client, report):
    published(report)
    second = published(report, version=2, reason="Angka dua komitmen diperbaiki.")
    page = read(client, second.get_absolute_url())

    files = {one.format: one.sha256 for one in second.files.all()}
    assert {one["href"] for one in page.select(".download-list a")} == {
        f"{second.get_absolute_url()}berkas/{format_}/" for format_ in files
    }
    assert {words(one) for one in page.select(".download-list .fingerprint")} == set(files.values())
    assert words(page.select_one("#sidik")) == second.payload_sha256
    cited = f"{report.get_kind_display()} {report.period or ''}".strip()
    assert words(page.select_one(".cite p")).split("”")[0] == f"“{cited}, Rencana Aksi Contoh"
    history = [words(one) for one in page.select(".version-list li")]
    assert len(history) == 2
    assert history[0].endswith("Menggantikan versi sebelumnya karena: Angka dua komitmen diperbaiki.")
    older = read(client, f"/laporan/{report.slug}/v1/")
    assert words(older.select_one(".notice .title")) == "Versi ini sudah digantikan oleh versi 2"
    assert older.select_one('meta[name="robots"]')["content"] == "noindex"


def test_withdrawn_version_replaces_nothing(client, report):
    build = published(report)
    withdrawn(report, version=2)
    page = read(client, build.get_absolute_url())
    assert page.select(".notice") == []
    assert words(page.select_one(".version-list li")).endswith("terbit 2 Nov 2026, ditarik 5 Nov 2026")


def test_withdrawn_version_says_why_and_shows_nothing_of_it(client, report):
    gone = withdrawn(report, reason="Memuat nama anak di bawah umur.")
    published(report, version=2)
    for address in ("", "ringkasan/", "tidak-ada/"):
        answer = client.get(f"{gone.get_absolute_url()}{address}")
        page = read(client, f"{gone.get_absolute_url()}{address}")
        assert answer.status_code == 200
        assert words(page.select_one("#ditarik")) == "Laporan ini ditarik pada 5 Nov 2026"
        assert "Memuat nama anak di bawah umur." in words(page.select_one(".record-note"))
        assert page.select_one(".record-note a")["href"] == f"/laporan/{report.slug}/v2/"
        assert page.select_one('meta[name="robots"]')["content"] == "noindex"
        assert page.select("[data-frozen], .download-list") == []
        assert "Separuh dari yang dijanjikan" not in answer.content.decode()


def test_page_whose_file_was_changed_on_disk_shows_none_of_it(client, report):
    build = published(report)
    path_of(build.files.get(format=FileFormat.TWIN).name).write_bytes(b"<p>lain</p>")
    page = read(client, build.get_absolute_url())
    assert page.select("[data-frozen]") == []
    assert words(page.select_one(".notice .title")) == "Isi laporan sedang tidak dapat ditampilkan"
    assert len(page.select(".download-list li")) == 3


def test_number_of_queries_is_that_of_one_version(client, report, django_assert_num_queries):
    first = published(report)
    read(client, first.get_absolute_url())
    with django_assert_num_queries(VERSION_QUERIES):
        client.get(first.get_absolute_url())
    published(report, version=2)
    published(report, sample_payload(commitments=3), version=3)
    with django_assert_num_queries(VERSION_QUERIES):
        client.get(first.get_absolute_url())


VERSION_QUERIES = 10


def test_permanent_address_and_card_know_versions(client, report):
    build = published(report)
    assert client.get(f"/rujukan/laporan/{build.pk}/")["Location"] == build.get_absolute_url()
    assert client.get(f"/rujukan/laporan/{build.pk}/kartu.png").status_code == 200
    assert client.get(f"/rujukan/laporan/{draft(report, version=2).pk}/").status_code == 404
    assert isinstance(Payload.from_bytes(path_of(build.files.get(format="json").name).read_bytes()), Payload)
