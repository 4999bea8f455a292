from datetime import date, timedelta

import pytest
from django.core.cache import cache

from evidence.enums import EvidenceState
from home.models import SiteContact
from renaksi.actions.standings import bring_up_to_date
from renaksi.enums import AssessmentSource, Indicator
from renaksi.models import Assessment, PlanFinding
from renaksi.queries.front import front_page
from tests.factories.institutions import CityFactory
from tests.factories.renaksi import CommitmentFactory, PlanFactory
from tests.pages import practice, site_tree, story
from tests.public_records import promise, proof, read, reported, running_plan, step_of, today, tracked, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(db):
    return site_tree()


def figures(part):
    return {
        words(tile.select_one(".what")): words(tile.select_one(".value"))
        for tile in part.select(".figure-tile")
    }


def section(page, name):
    return page.find(attrs={"aria-labelledby": name})


def test_totals_are_of_real_published_plans_only(client, tree):
    plan = PlanFactory()
    step_of(promise(plan))
    CommitmentFactory(plan=plan, live=False)
    CommitmentFactory(plan=PlanFactory(live=False))
    CommitmentFactory(plan=PlanFactory(country="PHL"))
    tracked(running_plan(is_sample=True))
    assert figures(section(read(client, "/"), "janji")) == {
        "rencana aksi, pusat dan daerah": "1",
        "komitmen": "1",
        "tonggak capaian tercatat": "1",
    }


def test_independent_findings_stand_by_report_and_ratings_by_scale(client, tree):
    plan = PlanFactory(label="RAN Uji")
    for measure, value in (("completed", "9"), ("limited", "19")):
        PlanFinding.objects.create(plan=plan, report="IRM Mid-term", measure=measure, value=value)
    for source, value in (("irm_midterm", "Limited"), ("irm_end_of_term", "Complete")):
        commitment = plan.commitments.first() or CommitmentFactory(plan=plan)
        Assessment.objects.create(
            commitment=commitment, source=source, indicator=Indicator.COMPLETION, scale="1", value=value
        )
    found = section(read(client, "/"), "penilai")
    assert words(found.figcaption) == "RAN Uji IRM Mid-term"
    assert words(found.svg.desc) == "Selesai: 9; Terbatas: 19"
    rows = [words(row) for row in found.select("tbody tr")]
    assert rows == ["Penyelesaian skala OGP “Penyelesaian”, versi 1 Selesai Complete 1"]


def test_ratings_of_samples_and_drafts_are_not_counted(client, tree):
    for commitment in (
        CommitmentFactory(live=False),
        CommitmentFactory(plan=PlanFactory(is_sample=True)),
    ):
        Assessment.objects.create(
            commitment=commitment,
            source=AssessmentSource.IRM_DESIGN,
            indicator=Indicator.AMBITION,
            scale="1",
            value="High",
        )
    assert section(read(client, "/"), "penilai") is None


def test_sample_plan_is_shown_at_work_apart_and_flagged(client, tree):
    plan = running_plan(is_sample=True, label="Rencana peragaan")
    tracked(plan, step=50)
    step_of(promise(plan), title="Yang lewat tenggat", due_in=-12)
    part = section(read(client, "/"), "berjalan")
    assert ("sample-block" in part["class"], words(part.select_one(".flag"))) == (True, "Contoh")
    assert words(part.select_one(".progress .value")) == "25 % terbukti"
    assert part.select_one(".progress rect.expected") is not None
    late, newest = part.select(".count-list")
    assert words(late).startswith("Yang lewat tenggat ")
    assert "terlambat 12 hari" in words(late)
    assert words(newest.a).startswith("Tautan uji")


def test_real_monitored_plan_comes_before_the_sample(client, tree):
    tracked(running_plan(is_sample=True, label="Rencana peragaan"))
    tracked(running_plan(label="Rencana nyata"))
    part = section(read(client, "/"), "berjalan")
    assert (words(part.h2), "sample-block" in part["class"], part.select(".flag")) == (
        "Rencana nyata",
        False,
        [],
    )


def test_newest_evidence_is_published_evidence(client, tree):
    update = reported(step_of(promise(running_plan())), step=50, verified=50)
    proof(update, title="Terbit")
    proof(update, title="Belum terbit", state=EvidenceState.CLEAN)
    newest = section(read(client, "/"), "berjalan").select(".count-list")[-1]
    assert [words(item.a) for item in newest.select("li")] == ["Terbit"]


def test_newest_practices_and_news_lead_to_their_pages(client, tree):
    for number in range(4):
        story(tree, title=f"Kabar {number}", published_on=date(2026, 1, 1) + timedelta(days=number))
    practice(tree, title="Praktik tampil")
    practice(tree, title="Praktik rancangan", live=False)
    page = read(client, "/")
    news = [(words(link), link["href"]) for link in section(page, "kabar").select(".title a")]
    assert news == [
        ("Kabar 3", "/kabar/kabar-3/"),
        ("Kabar 2", "/kabar/kabar-2/"),
        ("Kabar 1", "/kabar/kabar-1/"),
    ]
    practices = [(words(link), link["href"]) for link in section(page, "praktik").select(".title a")]
    assert practices == [("Praktik tampil", "/praktik/praktik-tampil/")]
    assert [client.get(address).status_code for _title, address in [*news, *practices]] == [200] * 4


def test_footer_names_whoever_runs_the_site(client, tree):
    SiteContact.objects.create(
        site=tree.site, organisation="Seknas OGI", address="Jalan Uji 1\nJakarta", email="kontak@contoh.test"
    )
    footer = read(client, "/").footer
    assert "Seknas OGI Jalan Uji 1 Jakarta kontak@contoh.test" in words(footer)
    assert footer.select_one("a[href^=mailto]")["href"] == "mailto:kontak@contoh.test"


def test_site_without_any_record_says_so_calmly(client, tree):
    page = read(client, "/")
    assert figures(page) == {
        "rencana aksi, pusat dan daerah": "0",
        "komitmen": "0",
        "tonggak capaian tercatat": "0",
    }


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_the_home_page(client, django_assert_num_queries, tree, rows):
    """Fourteen, with everything on it, whatever the number of rows and with a cold cache."""
    record = PlanFactory()
    for number in range(rows):
        commitment = promise(record)
        Assessment.objects.create(
            commitment=commitment,
            source=AssessmentSource.IRM_DESIGN,
            indicator="ambition",
            scale="1",
            value="High",
        )
        PlanFinding.objects.create(plan=record, report=f"Laporan {number}", measure="completed", value="3")
        practice(tree, title=f"Praktik {number}", region=CityFactory(), place_name="")
        story(tree, title=f"Kabar {number}")
    sample = running_plan(is_sample=True)
    for _ in range(rows):
        step_of(tracked(sample), due_in=-5)
    SiteContact.objects.create(site=tree.site, organisation="Seknas OGI")
    cache.clear()
    with django_assert_num_queries(14):
        client.get("/")


def test_large_plan_is_read_from_standings_and_says_the_same(db, monkeypatch):
    plan = running_plan()
    tracked(plan, step=50)
    for due_in in (-5, -9, -2, -20, 5):
        step_of(promise(plan), due_in=due_in)
    bring_up_to_date(on=today())
    small = front_page(as_of=today()).tracked
    monkeypatch.setattr("renaksi.queries.front.MOST_COMPUTED", 0)
    monkeypatch.setattr("renaksi.queries.front.FIRST_LATE", 1)
    large = front_page(as_of=today()).tracked
    assert (large.commitments, large.overdue, large.late) == (6, small.overdue, small.late)
    assert (large.meter.percent_text, large.meter.coverage) == (
        small.meter.percent_text,
        small.meter.coverage,
    )
    assert len(large.late) == 3
