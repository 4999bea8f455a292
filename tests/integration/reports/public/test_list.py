import csv
import json
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from reports.enums import ReportKind
from tests.factories.institutions import CityFactory, InstitutionFactory
from tests.factories.renaksi import CommitmentFactory, PeriodFactory, PlanFactory
from tests.public_records import read, words
from tests.published_reports import draft, published, report_of, withdrawn

pytestmark = pytest.mark.django_db


def titles(page) -> list[str]:
    return [words(one) for one in page.select(".report-row h2")]


def test_newest_version_of_each_report_is_listed_newest_first(client, report):
    published(report)
    published(report, version=2, published_at=timezone.now())
    other = report_of(report.plan, kind=ReportKind.BRIEFING)
    published(other)
    draft(report, version=3)
    withdrawn(report_of(report.plan, kind=ReportKind.CHECKLIST))
    page = read(client, "/laporan/")

    links = [one["href"] for one in page.select(".report-row h2 a")]
    assert links == [f"/laporan/{report.slug}/v2/", f"/laporan/{other.slug}/v1/"]
    assert words(page.select_one("[data-live-count]")) == "2 laporan"


def test_line_tells_what_when_and_how_large(client):
    plan = PlanFactory(label="RAN Uji")
    period = PeriodFactory(plan=plan)
    published(report_of(plan, kind=ReportKind.QUARTERLY, period=period, region=CityFactory(name="Kota Uji")))
    page = read(client, "/laporan/")

    assert titles(page) == ["Laporan triwulan B09 2026: Kota Uji"]
    assert words(page.select_one(".report-row .muted")) == (
        "Terbit 2 Nov 2026 · data per 31 Okt 2026 · versi 1 · Bahasa Indonesia · 12 halaman"
    )
    sizes = [words(one) for one in page.select(".report-files .muted")]
    assert len(sizes) == 2
    assert sizes[0].endswith("bita")
    assert sizes[1].endswith("KB")


def test_sample_reports_are_shown_apart(client, report):
    published(report)
    published(report_of(PlanFactory(label="Contoh", is_sample=True), kind=ReportKind.BRIEFING))

    assert titles(read(client, "/laporan/")) == ["Laporan rencana aksi"]
    sample = read(client, "/laporan/?data=contoh")
    assert titles(sample) == ["Ringkasan satu halaman"]
    assert sample.select_one('meta[name="robots"]')["content"] == "noindex"


def test_filters_narrow_and_name_what_they_do_not_know(client, report):
    published(report)
    other = PlanFactory(label="Rencana Lain", slug="lain")
    agency = InstitutionFactory(name="Dinas Uji")
    published(report_of(other, kind=ReportKind.BRIEFING, institution=agency))

    assert titles(read(client, "/laporan/?kind=briefing")) == ["Ringkasan satu halaman: Dinas Uji"]
    assert titles(read(client, "/laporan/?plan=rencana-contoh")) == ["Laporan rencana aksi"]
    assert titles(read(client, "/laporan/?q=ringkasan+dinas")) == ["Ringkasan satu halaman: Dinas Uji"]
    assert titles(read(client, f"/laporan/?year=2026&institution={agency.slug}&plan=rencana-contoh")) == []
    told = read(client, "/laporan/?plan=tidak-ada&x=1")
    assert len(told.select(".notice li")) == 2
    assert len(titles(told)) == 2


def test_search_takes_so_many_words_and_says_so(client, report):
    """Each word is a condition for every name that may hold it: a hundred of them took a second."""
    published(report)
    page = read(client, f"/laporan/?q={'+'.join(['rencana'] * 10)}+lain")
    assert titles(page) == ["Laporan rencana aksi"]
    assert words(page.select_one(".notice li")) == "Hanya 10 kata pertama yang dicari."


def test_empty_list_says_why_and_where_to_go(client):
    page = read(client, "/laporan/")
    assert words(page.select_one(".empty-state h2")) == "Belum ada laporan yang terbit"
    assert page.select_one(".empty-state a")["href"] == "/renaksi/"
    assert words(read(client, "/en/laporan/").h1) != ""


def test_number_of_queries_does_not_grow(client, report, django_assert_num_queries):
    published(report)
    read(client, "/laporan/")
    with django_assert_num_queries(LIST_QUERIES):
        client.get("/laporan/")
    for number in range(2):
        plan = PlanFactory()
        published(report_of(plan, region=CityFactory(code=f"99.7{number}")))
    with django_assert_num_queries(LIST_QUERIES):
        client.get("/laporan/")


# Frame 1, words of facets 4, their counts 6, list 2, files 1, whether there are samples 1.
LIST_QUERIES = 15


def test_register_holds_every_file_of_what_was_ever_public(client, report):
    late_in_utc = datetime(2026, 11, 2, 20, tzinfo=UTC)
    build = published(report, published_at=late_in_utc)
    gone = withdrawn(
        report_of(report.plan, commitment=CommitmentFactory(plan=report.plan)), reason="=Salah angka"
    )
    draft(report, version=2)
    text = b"".join(client.get("/laporan/data.csv").streaming_content).decode()
    lines = [line for line in text.removeprefix("\ufeff").splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(lines))

    told = {(row["Laporan"], row["Berkas"], row["SHA-256 berkas"]) for row in rows}
    assert told == {
        (one.report.slug, file.format, file.sha256) for one in (build, gone) for file in one.files.all()
    }
    assert {row["Alasan ditarik"] for row in rows} == {"", "'=Salah angka"}
    answer = client.get("/laporan/data.json")
    found = json.loads(b"".join(answer.streaming_content))
    assert len(found["rows"]) == len(rows)
    assert {row["published_on"] for row in found["rows"]} == {"2026-11-02", "2026-11-03"}
