from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from institutions.models import Institution
from renaksi.enums import AssessmentSource, Indicator
from renaksi.models import ActionPlan, Amendment, Assessment, PlanFinding
from renaksi.queries.plans import plan_page
from tests.factories.accounts import UserFactory
from tests.factories.institutions import CityFactory
from tests.factories.renaksi import CommitmentFactory, PlanFactory, PolicyAreaFactory
from tests.public_records import (
    past_period,
    promise,
    read,
    reported,
    running_plan,
    step_of,
    today,
    tracked,
    words,
)

pytestmark = pytest.mark.django_db


def figures(page):
    return {
        words(tile.select_one(".what")): words(tile.select_one(".value"))
        for tile in page.select(".figure-tile")
    }


def test_list_counts_real_plans_and_keeps_samples_apart(client):
    record = PlanFactory(label="Rencana lama")
    CommitmentFactory(plan=record)
    CommitmentFactory(plan=record, live=False)
    tracked(running_plan(label="Rencana peragaan", is_sample=True))
    page = read(client, reverse("plan_list"))
    assert figures(page) == {
        "rencana aksi": "1",
        "komitmen": "1",
        "tonggak capaian tercatat": "0",
        "dipantau di Renaksi": "0",
    }
    assert [words(title) for title in page.select(".section:not(.sample-block) .card .title")] == [
        "Rencana lama"
    ]
    assert words(page.select_one(".sample-block .card .kicker")).startswith("Contoh ")
    assert words(page.select_one(".section:not(.sample-block) .badge")) == "tidak dipantau di Renaksi"


@pytest.mark.parametrize("fields", [{"live": False}, {"country": "PHL"}])
def test_what_is_not_published_here_is_neither_listed_nor_there(client, fields):
    plan = PlanFactory(**fields)
    assert plan.label not in read(client, reverse("plan_list")).get_text()
    assert client.get(plan.get_absolute_url()).status_code == 404


def test_monitored_plan_shows_its_proven_part_with_its_coverage(client):
    plan = running_plan()
    tracked(plan, step=50)
    step_of(promise(plan), due_in=-5)
    page = read(client, plan.get_absolute_url())
    assert words(page.select_one(".progress .value")) == "25 % terbukti"
    assert words(page.select_one(".progress .note")).startswith(
        "1 dari 2 komitmen punya capaian terverifikasi"
    )
    assert figures(page) == {"komitmen": "2", "tonggak terverifikasi": "1", "tonggak terlambat": "1"}
    twin = [words(row) for row in page.select(".twin tbody tr")]
    assert twin == ["Selesai 0", "Substansial 1", "Terbatas 0", "Belum dimulai 0", "Tidak ada bukti 1"]


def test_grid_is_a_table_whose_cells_say_their_state_in_words(client):
    plan = running_plan()
    first = promise(plan, number="2")
    reported(step_of(first), step=50, verified=50)
    step_of(first)
    step_of(promise(plan, number="10"))
    step_of(promise(plan, number="1", start_on=None))
    page = read(client, plan.get_absolute_url())
    rows = [[words(cell) for cell in row.select("td")] for row in page.select(".grid-table tbody tr")]
    assert [words(number) for number in page.select(".row-number")] == ["1", "2", "10"]
    assert rows == [
        ["Belum ada bukti 0 dari 1 tonggak", "Tidak lapor 1 dari 1 tonggak"],
        ["25 % 1 dari 2 tonggak", "Sebagian terverifikasi 1 dari 2 tonggak"],
        ["Belum ada bukti 0 dari 1 tonggak", "Tidak lapor 1 dari 1 tonggak"],
    ]


def test_grid_is_sorted_by_link(client):
    plan = running_plan()
    for number, step in (("1", 25), ("2", 75), ("3", 50)):
        tracked(plan, step=step, number=number)
    page = read(client, plan.get_absolute_url())
    assert page.select_one(".grid-table th[aria-sort=ascending] a")["href"] == "?sort=number#kisi-judul"
    link = page.select(".grid-table thead a")[1]["href"].split("#")[0]
    sorted_page = read(client, plan.get_absolute_url() + link)
    assert [words(number) for number in sorted_page.select(".row-number")] == ["2", "3", "1"]
    assert words(sorted_page.select_one(".grid-table th[aria-sort=descending] a")) == "Terbukti"


def test_unknown_order_is_said(client):
    page = read(client, running_plan().get_absolute_url(), sort="acak")
    assert (
        words(page.select_one(".notice li"))
        == "Urutan “acak” tidak dikenal; yang tampil urutan menurut nomor."
    )


def test_extension_keeps_the_cell_of_its_institution_open(client):
    plan = running_plan()
    commitment = promise(plan)
    step_of(commitment)
    period = plan.periods.get()
    period.extensions.create(
        institution=commitment.partnerships.get().institution,
        closes_on=today() + timedelta(days=3),
        reason="Banjir",
        by=UserFactory(),
    )
    page = read(client, plan.get_absolute_url())
    assert words(page.select_one(".grid-table td .cell")) == "Menunggu laporan 1 dari 1 tonggak"


def test_record_shows_each_scale_in_its_own_column_and_nothing_of_ours(client):
    plan = PlanFactory()
    first, second = CommitmentFactory(plan=plan, number="1"), CommitmentFactory(plan=plan, number="2")
    for commitment, indicator, value in (
        (first, Indicator.AMBITION, "High"),
        (second, Indicator.POTENTIAL_IMPACT, "Moderate"),
        (second, Indicator.COMPLETION, "Substantial"),
    ):
        Assessment.objects.create(
            commitment=commitment,
            source=AssessmentSource.IRM_DESIGN,
            indicator=indicator,
            scale="1",
            value=value,
        )
    page = read(client, plan.get_absolute_url())
    head = [words(cell).split(" skala")[0] for cell in page.select(".table thead th")]
    assert head == ["Komitmen", "Penanggung jawab", "Penyelesaian", "Potensi dampak", "Ambisi"]
    rows = [[words(cell) for cell in row.select("td")] for row in page.select(".table tbody tr")]
    assert rows == [
        ["tidak diketahui", "— tidak dinilai", "— tidak dinilai", "Tinggi IRM, laporan rancangan"],
        [
            "tidak diketahui",
            "Substansial IRM, laporan rancangan",
            "Sedang IRM, laporan rancangan",
            "— tidak dinilai",
        ],
    ]
    assert page.select(".progress, .grid-table") == []
    assert "Tidak dipantau di Renaksi" in words(page.select_one(".record-note"))


def test_findings_are_shown_report_by_report_as_printed(client):
    plan = PlanFactory()
    for order, (report, measure, value) in enumerate(
        [
            ("Laporan A", "completed", "9"),
            ("Laporan A", "limited", "19"),
            ("Laporan B", "public_influence", "Collaborate"),
        ]
    ):
        PlanFinding.objects.create(plan=plan, report=report, measure=measure, value=value, sort_order=order)
    page = read(client, plan.get_absolute_url())
    reports = page.select(".findings")
    assert [words(report.h3) for report in reports] == ["Laporan A", "Laporan B"]
    assert [words(report.dl) for report in reports] == [
        "Selesai 9 Terbatas 19",
        "Tingkat pengaruh publik Collaborate",
    ]
    assert [len(report.select("svg.chart")) for report in reports] == [1, 0]


def test_day_that_a_report_names_is_told_as_every_other_day(client):
    plan = PlanFactory()
    PlanFinding.objects.create(plan=plan, report="Berita", measure="plan_launch_date", value="2023-02-07")
    finding = read(client, plan.get_absolute_url()).select_one(".findings dl")
    assert words(finding) == "Diluncurkan 7 Feb 2023"


def test_groups_by_area_institution_and_region_lead_onward(client):
    plan = running_plan()
    lead = Institution.objects.create(name="Dinas Uji", slug="dinas-uji")
    city = CityFactory(code="99.71", name="Kota Uji")
    commitment = promise(plan, lead=lead, region=city)
    area = PolicyAreaFactory(slug="anggaran", name="Anggaran")
    commitment.policy_areas.add(area)
    commitment.save()
    page = read(client, plan.get_absolute_url())
    links = [(words(link), link["href"]) for link in page.select(".count-list a")]
    assert links == [
        ("Anggaran", "/komitmen/?area=anggaran"),
        ("Dinas Uji", "/instansi/dinas-uji/"),
        ("Kota Uji", "/daerah/99.71/"),
    ]


def test_changed_end_of_a_published_plan_keeps_its_original_and_its_reason(client):
    plan = PlanFactory()
    Amendment.objects.create(
        plan=plan,
        field="end_on",
        old="2026",
        new="2027-06",
        reason="Diperpanjang.",
        by=UserFactory(),
        at=timezone.now(),
    )
    found = words(read(client, plan.get_absolute_url()).select_one(".amendments"))
    assert found.endswith("Berakhir Semula 2026 Menjadi Jun 2027 Alasan Diperpanjang.")


def test_draft_of_a_monitored_plan_keeps_its_figures():
    saved = running_plan()
    tracked(saved, step=50)
    draft = ActionPlan.objects.get(pk=saved.pk)
    draft.label = "Nama baru"
    page = plan_page(draft, as_of=today())
    assert (page.label, page.monitored, page.meter.percent_text) == ("Nama baru", True, "50 %")


def test_draft_that_was_never_saved_can_be_previewed():
    page = plan_page(ActionPlan(label="Rancangan", slug="rancangan", level="national"), as_of=today())
    assert (page.label, page.monitored, page.lines, page.amendments) == ("Rancangan", False, (), ())


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(client, django_assert_num_queries, rows):
    plan = running_plan()
    past_period(plan, code="B06")
    for number in range(rows):
        tracked(plan, number=str(number + 1))
    with django_assert_num_queries(14):
        client.get(plan.get_absolute_url())


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_the_list_do_not_grow(client, django_assert_num_queries, rows):
    for _ in range(rows):
        tracked(running_plan())
    with django_assert_num_queries(2):
        client.get(reverse("plan_list"))
