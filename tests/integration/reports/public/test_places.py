"""Where else published reports are found: on the pages of what they are about, in the search, in the sitemap."""

from urllib.parse import urlencode

import pytest

from foundation.search.index import renew_all
from renaksi.related import Subject
from reports.enums import ReportKind
from reports.queries.related import reports_of
from tests.factories.institutions import CityFactory, InstitutionFactory
from tests.factories.renaksi import CommitmentFactory
from tests.public_records import read, words
from tests.published_reports import draft, published, report_of, withdrawn

pytestmark = pytest.mark.django_db


def urls(**subject) -> list[str]:
    return [
        item.url for item in reports_of(Subject(**{name: frozenset(ids) for name, ids in subject.items()}))
    ]


def test_each_page_shows_what_is_about_itself(report):
    region, institution = CityFactory(), InstitutionFactory()
    commitment = CommitmentFactory(plan=report.plan, region=region)
    of_plan = published(report)
    of_region = published(report_of(report.plan, region=region))
    of_institution = published(report_of(report.plan, institution=institution))
    of_commitment = published(report_of(report.plan, commitment=commitment))

    assert urls(plan_ids=[report.plan_id]) == [of_plan.get_absolute_url()]
    assert urls(region_ids=[region.pk]) == [of_region.get_absolute_url()]
    assert urls(institution_ids=[institution.pk]) == [of_institution.get_absolute_url()]
    of_that = {"commitment_ids": [commitment.pk], "region_ids": [region.pk]}
    assert urls(**of_that) == [of_commitment.get_absolute_url()]
    assert urls(practice_ids=[1], region_ids=[region.pk]) == []


def test_only_what_stands_is_shown_and_in_its_newest_version(report):
    published(report)
    second = published(report, version=2)
    draft(report, version=3)
    withdrawn(report_of(report.plan, kind=ReportKind.BRIEFING))
    assert urls(plan_ids=[report.plan_id]) == [second.get_absolute_url()]


def test_plan_page_leads_to_its_report(client, report):
    build = published(report)
    page = read(client, report.plan.get_absolute_url())
    assert build.get_absolute_url() in [
        one["href"] for one in page.select("#terkait ~ *, section a") if one.name == "a"
    ]


def test_search_finds_what_is_published_by_name_and_fingerprint(client, report):
    build = published(report)
    hidden = draft(report_of(report.plan, kind=ReportKind.BRIEFING))
    renew_all()
    for query in ("keadaan rencana", build.payload_sha256[:16]):
        page = read(client, f"/cari/?{urlencode({'q': query, 'kind': 'laporan'})}")
        assert build.get_absolute_url() in [one["href"] for one in page.select("main a")]
    page = read(client, f"/cari/?q={hidden.payload_sha256[:16]}")
    assert hidden.get_absolute_url() not in [one["href"] for one in page.select("main a")]


def test_sitemap_names_the_newest_versions(client, report):
    published(report)
    second = published(report, version=2)
    text = client.get("/sitemap-laporan.xml").content.decode()
    assert text.count("<loc>") == 2
    assert f"<loc>http://testserver{second.get_absolute_url()}</loc>" in text
    assert words(read(client, second.get_absolute_url()).h1) == "Laporan rencana aksi"
