"""The carried files and OGP's own sample, against independent counts of the files."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from institutions.models import Institution, Region
from renaksi.enums import AssessmentSource, DatePrecision, Indicator, PartnerRole, PlanLevel
from renaksi.models import ActionPlan, Amendment, Assessment, Commitment, Milestone
from tests.integration.renaksi.importing.files import COMMITMENTS, MILESTONES, OGP_SAMPLE, run

pytestmark = pytest.mark.django_db
UNKNOWN = {"", "NA", "ND", "NR", "N/A"}


def _lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture
def real_commitments() -> None:
    run("import_commitments", COMMITMENTS)


def test_every_commitment_arrives_and_a_second_run_changes_nothing() -> None:
    assert (
        run("import_commitments", COMMITMENTS)[-1] == "created=95 changed=0 unchanged=0 refused=0 warnings=4"
    )
    assert Commitment.objects.count() == 95
    assert (
        run("import_commitments", COMMITMENTS)[-1] == "created=0 changed=0 unchanged=95 refused=0 warnings=1"
    )
    assert Commitment.objects.count() == 95


def test_every_milestone_arrives_and_a_second_run_changes_nothing(real_commitments: None) -> None:
    assert run("import_milestones", MILESTONES)[-1] == "created=96 changed=0 unchanged=0 refused=0 warnings=0"
    assert run("import_milestones", MILESTONES)[-1] == "created=0 changed=0 unchanged=96 refused=0 warnings=0"
    assert Milestone.objects.count() == 96


def test_commitments_per_plan_equal_a_count_of_the_file(real_commitments: None) -> None:
    counted = Counter(line["plan"] for line in _lines(COMMITMENTS))

    assert Counter(Commitment.objects.values_list("plan__ogp_label", flat=True)) == counted


def test_milestones_per_code_equal_a_count_of_the_file(real_commitments: None) -> None:
    run("import_milestones", MILESTONES)
    counted = Counter(line["code"] for line in _lines(MILESTONES))

    assert Counter(Milestone.objects.values_list("commitment__ogp_code", flat=True)) == counted


@pytest.mark.parametrize(
    ("column", "source"),
    [
        ("completion_midterm", AssessmentSource.IRM_MIDTERM),
        ("completion_end", AssessmentSource.IRM_END_OF_TERM),
    ],
)
def test_completion_of_the_curated_file_equals_a_count(
    real_commitments: None, column: str, source: str
) -> None:
    counted = Counter(line[column] for line in _lines(COMMITMENTS) if line[column])
    found = Assessment.objects.filter(source=source, indicator=Indicator.COMPLETION)

    assert Counter(found.values_list("value", flat=True)) == counted


def test_ambition_goes_to_the_scales_of_three_eras(real_commitments: None) -> None:
    scales = Counter()
    for line in _lines(COMMITMENTS):
        if line["ambition"]:
            scales[line["ambition"].rpartition(":")[0] or "Ambition"] += 1
    found = Counter(Assessment.objects.values_list("indicator", flat=True))

    assert found[Indicator.AMBITION] == scales["Ambition"] == 48
    assert found[Indicator.POTENTIAL_IMPACT] == scales["Potential impact"] == 7
    assert found[Indicator.POTENTIAL_RESULTS] == scales["Potential for results"] == 8


def test_plans_carry_what_is_known_of_them(real_commitments: None) -> None:
    seventh = ActionPlan.objects.get(ogp_label="2022-2024")
    local = ActionPlan.objects.get(ogp_label="OGP Local Banggai 2021-2024")

    assert (seventh.label, seventh.ordinal, seventh.slug) == ("RAN OGI VII 2023-2024", "VII", "ran-2023-2024")
    assert (local.level, local.region, local.end_on) == (
        PlanLevel.REGIONAL,
        Region.objects.get(code="72.01"),
        date(2024, 5, 31),
    )
    assert local.end_precision == DatePrecision.MONTH


def test_a_month_is_its_first_day_as_start_and_its_last_as_end(real_commitments: None) -> None:
    commitment = Commitment.objects.get(ogp_code="ID0093")

    assert (commitment.start_on, commitment.start_precision) == (date(2019, 1, 1), DatePrecision.MONTH)
    assert (commitment.end_on, commitment.end_precision) == (date(2020, 12, 31), DatePrecision.MONTH)


def test_a_blank_stays_unknown(real_commitments: None) -> None:
    commitment = Commitment.objects.get(ogp_code="ID0024")

    assert (commitment.number, commitment.start_on, commitment.end_on, commitment.region) == (
        "",
        None,
        None,
        None,
    )
    assert commitment.partnerships.count() == 0
    assert "start_on" not in commitment.field_sources


def test_each_field_remembers_where_it_came_from(real_commitments: None) -> None:
    commitment = Commitment.objects.get(ogp_code="ID0093")

    assert commitment.field_sources["end_on"] == {
        "source": "commitments.csv",
        "url": "https://www.opengovpartnership.org/members/indonesia/commitments/ID0093/",
    }


def test_spellings_of_one_ministry_are_one_institution(real_commitments: None) -> None:
    assert (
        Institution.objects.filter(name__icontains="Bappenas").exclude(name__startswith="Directorate").count()
        == 1
    )
    assert Institution.objects.filter(short_name="KemenPANRB").count() == 1


def test_one_name_in_two_regions_is_two_institutions(real_commitments: None) -> None:
    codes = Institution.objects.filter(name="Bappeda").values_list("region__code", flat=True)

    assert sorted(codes) == ["35.22", "52"]


def test_a_national_institution_stays_one_when_a_region_names_it(real_commitments: None) -> None:
    semarang = Commitment.objects.get(ogp_code="IDSMG0001")

    assert semarang.institutions.get(short_name="Bappenas").region is None


def test_a_civil_society_organisation_may_lead(real_commitments: None) -> None:
    leads = Commitment.objects.get(ogp_code="ID0137").partnerships.filter(role=PartnerRole.LEAD)

    assert [lead.institution.name for lead in leads] == ["Auriga Nusantara"]


def test_ogp_sample_is_read_whole_and_a_second_run_changes_nothing() -> None:
    assert run("import_ogp", OGP_SAMPLE, country="all")[-1].startswith(
        "created=55 changed=0 unchanged=0 refused=0 "
    )
    assert run("import_ogp", OGP_SAMPLE, country="all")[-1].startswith(
        "created=0 changed=0 unchanged=55 refused=0 "
    )
    assert Amendment.objects.count() == 0


@pytest.mark.parametrize(
    ("column", "source", "indicator"),
    [
        ("Completion (Progress Report)", AssessmentSource.IRM_MIDTERM, Indicator.COMPLETION),
        ("Completion (End Of Term)", AssessmentSource.IRM_END_OF_TERM, Indicator.COMPLETION),
        ("Early Results", AssessmentSource.IRM_END_OF_TERM, Indicator.EARLY_RESULTS),
        ("Did It Open Government (Overall)", AssessmentSource.IRM_END_OF_TERM, Indicator.OPENED_GOVERNMENT),
    ],
)
def test_ogp_ratings_equal_a_count_of_the_file(column: str, source: str, indicator: str) -> None:
    run("import_ogp", OGP_SAMPLE, country="all")
    counted = Counter(
        (line["Code"], line[column]) for line in _lines(OGP_SAMPLE) if line[column] not in UNKNOWN
    )
    found = Assessment.objects.filter(source=source, indicator=indicator)

    assert Counter(found.values_list("commitment__plan__country", "value")) == counted


def test_ogp_potential_ratings_of_both_eras_equal_a_count_of_the_file() -> None:
    run("import_ogp", OGP_SAMPLE, country="all")
    columns = {
        Indicator.POTENTIAL_IMPACT: "Potential Impact",
        Indicator.POTENTIAL_RESULTS: "Potential for Results",
    }
    counted = Counter(
        (indicator, line[column])
        for line in _lines(OGP_SAMPLE)
        for indicator, column in columns.items()
        if line[column] not in UNKNOWN
    )

    assert (
        Counter(Assessment.objects.filter(indicator__in=columns).values_list("indicator", "value")) == counted
    )


def test_ogp_reads_its_own_country_unless_told_otherwise() -> None:
    assert run("import_ogp", OGP_SAMPLE)[-1].startswith("created=16 ")
    assert set(Commitment.objects.values_list("plan__country", flat=True)) == {"IDN"}


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("ID0041", (date(2014, 5, 28), "day"), (date(2014, 12, 31), "day")),
        ("ID0126", (date(2021, 1, 1), "month"), (date(2022, 12, 31), "month")),
        ("LK0032", (date(2019, 3, 1), "day"), (date(2021, 8, 31), "day")),
        ("PH0068", (date(2023, 1, 1), "year"), (date(2027, 12, 31), "year")),
        ("KR0056", (None, "day"), (date(2023, 8, 31), "day")),
    ],
)
def test_ogp_dates_in_every_style(code: str, start: tuple[date | None, str], end: tuple[date, str]) -> None:
    run("import_ogp", OGP_SAMPLE, country="all")
    commitment = Commitment.objects.get(ogp_code=code)

    assert (commitment.start_on, commitment.start_precision) == start
    assert (commitment.end_on, commitment.end_precision) == end


def test_an_uncertain_date_names_its_cell() -> None:
    expected = (
        "peringatan: baris 42, kolom Start Date (P42), nilai “9/1/2020”: "
        "urutan hari dan bulan tidak pasti, dibiarkan tidak diketahui"
    )

    assert [
        line for line in run("import_ogp", OGP_SAMPLE, country="all") if "baris 42, kolom Start" in line
    ] == [expected]


@pytest.mark.parametrize(
    ("code", "number", "slug"), [("MN0020", "3.3.3.6", "3-3-3-6"), ("PH0068", "2A", "2a")]
)
def test_ogp_numbers_are_kept_as_printed(code: str, number: str, slug: str) -> None:
    run("import_ogp", OGP_SAMPLE, country="all")
    commitment = Commitment.objects.get(ogp_code=code)

    assert (commitment.number, commitment.slug) == (number, slug)


def test_commitments_of_other_countries_are_never_public() -> None:
    run("import_ogp", OGP_SAMPLE, country="all")

    assert Commitment.objects.public().exclude(plan__country="IDN").count() == 0
    assert Commitment.objects.filter(plan__country="MNG").count() == 15


def test_ogp_after_the_curated_file_fills_blanks_and_finds_every_commitment(real_commitments: None) -> None:
    last = run("import_ogp", OGP_SAMPLE, reason="Melengkapi dari data OGP")[-1]

    assert last.startswith("created=0 changed=8 unchanged=8 refused=0 ")
    assert Commitment.objects.count() == 95
    assert Commitment.objects.get(ogp_code="ID0041").title == "Peningkatan partisipasi publik di DPR dan DPRD"
