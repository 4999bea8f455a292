import csv
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError

from renaksi.enums import AssessmentSource, Indicator, PlanLevel, PlanState
from renaksi.models import ActionPlan, Amendment, Assessment, Commitment
from tests.integration.renaksi.importing.files import run, write_commitments, write_ogp

pytestmark = pytest.mark.django_db
INDONESIAN = {
    "Commitment Unique Identifier": "ID0092", "Country/Locality": "Indonesia", "Code": "IDN",
    "Year Of Submission": "2018", "Action Plan End Year": "2020", "Short Title": "Better data",
    "Lead Institution": "Ministry of Health", "URL": "",
}  # fmt: skip


def _import(folder: Path, *rows: dict[str, str], **options: object) -> list[str]:
    return run("import_ogp", write_ogp(folder, *rows), **({"country": "all"} | options))


@pytest.mark.parametrize("value", ["Unclear", "Withdrawn", "Not Started"])
def test_a_rating_is_stored_as_printed(tmp_path: Path, value: str) -> None:
    _import(tmp_path, {"Completion (End Of Term)": value, "Report Publication Year (End Of Term)": "2019"})

    rating = Assessment.objects.get()
    assert (rating.value, rating.source, rating.scale) == (value, AssessmentSource.IRM_END_OF_TERM, "1")
    assert (rating.report_year, rating.recorded_from) == (2019, "OGP Commitments Data")


@pytest.mark.parametrize("value", ["ND", "NR", "NA", ""])
def test_a_mark_for_not_known_is_no_rating(tmp_path: Path, value: str) -> None:
    assert _import(tmp_path, {"Completion (End Of Term)": value})[-1].endswith("warnings=0")
    assert Assessment.objects.count() == 0


def test_a_pending_review_is_no_rating_and_is_listed(tmp_path: Path) -> None:
    lines = _import(tmp_path, {"Completion (End Of Term)": "Pending IRM Review"})

    assert [line for line in lines if line.startswith("peringatan")] == [
        (
            "peringatan: baris 2, kolom Completion (End Of Term) (AA2), nilai “Pending IRM Review”: "
            "belum dinilai, dibiarkan tidak diketahui"
        )
    ]
    assert Assessment.objects.count() == 0


def test_an_unknown_rating_is_left_unknown_with_its_cell(tmp_path: Path) -> None:
    lines = _import(tmp_path, {"Potential Impact": "Huge"})

    assert lines[-2:] == [
        "peringatan: baris 2, kolom Potential Impact (X2), nilai “Huge”: bukan nilai yang dikenal",
        "created=1 changed=0 unchanged=0 refused=0 warnings=1",
    ]


@pytest.mark.parametrize(("code", "printed"), [("1", "Yes"), ("0", "No")])
def test_relevance_is_coded_in_the_file(tmp_path: Path, code: str, printed: str) -> None:
    _import(tmp_path, {"_Relevant": code})

    assert Assessment.objects.get(indicator=Indicator.RELEVANT).value == printed


def test_a_plan_of_another_country_is_made_as_a_record(tmp_path: Path) -> None:
    _import(tmp_path, {})

    plan = ActionPlan.objects.get()
    assert (plan.country, plan.label, plan.slug, plan.level, plan.state) == (
        "MNG",
        "Mongolia 2014-2016",
        "mng-mongolia-2014-2016",
        PlanLevel.NATIONAL,
        PlanState.ARCHIVED,
    )
    assert (plan.start_on, plan.end_on) == (date(2014, 1, 1), date(2016, 12, 31))
    assert ActionPlan.objects.public().count() == 0


def test_ids_that_are_not_unique_stay_apart(tmp_path: Path) -> None:
    rows = (
        {},
        {"Commitment Number": "2", "Short Title": "Open courts"},
        {"Country/Locality": "Sri Lanka", "Code": "LKA"},
        {"Year Of Submission": "2016", "Action Plan End Year": "2018"},
    )

    assert _import(tmp_path, *rows)[-1] == "created=4 changed=0 unchanged=0 refused=0 warnings=0"
    assert _import(tmp_path, *rows)[-1] == "created=0 changed=0 unchanged=4 refused=0 warnings=0"


def test_one_institution_name_in_two_countries_is_two_institutions(tmp_path: Path) -> None:
    _import(tmp_path, {}, {"Country/Locality": "Sri Lanka", "Code": "LKA"})

    countries = Commitment.objects.values_list("institutions__country", "institutions__name")
    assert sorted(countries) == [("LKA", "Cabinet Secretariat"), ("MNG", "Cabinet Secretariat")]


def test_policy_areas_come_from_their_columns(tmp_path: Path) -> None:
    _import(tmp_path, {"Open Data": "1", "Anti-Corruption and Integrity": "0", "Money in Politics": "ND"})

    assert [area.name for area in Commitment.objects.get().policy_areas.all()] == ["Data terbuka"]


def test_policy_areas_do_not_depend_on_the_order_of_the_columns(tmp_path: Path) -> None:
    path = write_ogp(tmp_path, {"Open Data": "1"})
    with path.open(encoding="utf-8", newline="") as lines:
        table = [list(reversed(line)) for line in csv.reader(lines)]
    with path.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows(table)

    run("import_ogp", path, country="all")

    assert [area.name for area in Commitment.objects.get().policy_areas.all()] == ["Data terbuka"]


def test_a_row_that_ends_early_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = write_ogp(tmp_path, {})
    header, row = path.read_text(encoding="utf-8").splitlines()
    path.write_text(f"{header}\n{','.join(row.split(',')[:10])}\n", encoding="utf-8")

    assert run("import_ogp", path, country="all")[-1] == (
        "created=1 changed=0 unchanged=0 refused=0 warnings=0"
    )


def test_a_locality_that_is_a_whole_text_refuses_the_row(tmp_path: Path) -> None:
    lines = _import(tmp_path, {"Country/Locality": "x" * 121}, allow_refused=True)

    assert lines[0].endswith("…”: lebih panjang dari yang dapat disimpan")
    assert lines[-1] == "created=0 changed=0 unchanged=0 refused=1 warnings=0"


def test_the_country_filter_counts_only_the_rows_it_reads(tmp_path: Path) -> None:
    assert (
        _import(tmp_path, {}, INDONESIAN, country="MNG")[-1]
        == "created=1 changed=0 unchanged=0 refused=0 warnings=0"
    )
    assert Commitment.objects.get().plan.country == "MNG"


def test_a_country_that_the_file_does_not_have_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(
        CommandError, match=r"^Berkas ini tidak memuat baris untuk negara KOR; yang ada: IDN, MNG\.$"
    ):
        _import(tmp_path, {}, INDONESIAN, country="KOR")


def test_a_row_without_country_is_refused(tmp_path: Path) -> None:
    lines = _import(tmp_path, {"Code": "NA"}, allow_refused=True)

    assert lines[0] == (
        "ditolak: baris 2, kolom Code (E2), nilai “NA”: kode negara tidak dikenal; yang boleh: tiga huruf ISO, misalnya IDN"
    )


def test_a_row_without_years_is_refused(tmp_path: Path) -> None:
    lines = _import(tmp_path, {"Year Of Submission": "NR"}, allow_refused=True)

    assert lines[0] == (
        "ditolak: baris 2, kolom Year Of Submission (G2), nilai “NR”: "
        "rencana aksi tidak dapat ditentukan tanpa tahun mulai dan tahun akhir"
    )


def test_a_plan_of_our_own_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    years = {"Year Of Submission": "2030", "Action Plan End Year": "2032"}
    lines = _import(tmp_path, INDONESIAN | years, allow_refused=True)

    assert lines[0].startswith(
        "ditolak: baris 2, kolom Year Of Submission (G2), nilai “2030”: rencana aksi tidak dikenal; yang boleh: 2011-2013, "
    )


def test_a_local_plan_of_our_own_is_found_by_locality_and_year(tmp_path: Path) -> None:
    local = {
        "Country/Locality": "Banggai, Indonesia", "National Or Local": "Local",
        "Year Of Submission": "2021", "Action Plan End Year": "2024",
    }  # fmt: skip
    _import(tmp_path, INDONESIAN | local)

    assert Commitment.objects.get().plan.slug == "rad-kabupaten-banggai-2021-2024"


class TestSecondSource:
    """What OGP's data set does to a commitment that the curated file describes."""

    @pytest.fixture(autouse=True)
    def curated(self, tmp_path: Path) -> None:
        run("import_commitments", write_commitments(tmp_path, {"end": "", "completion_end": "Limited"}))

    def test_it_never_overwrites_and_lists_what_differs(self, tmp_path: Path) -> None:
        other = {
            "Short Title": "Much better data", "Start Date": "2/28/2019", "Lead Institution": "Ministry of Finance",
            "Completion (End Of Term)": "Complete",
        }  # fmt: skip
        lines = _import(tmp_path, INDONESIAN | other)

        assert lines == [
            (
                "peringatan: baris 2, kolom Short Title (J2), nilai “Much better data”: "
                "berbeda dari yang tercatat: “Better data”"
            ),
            "peringatan: baris 2, kolom Start Date (K2), nilai “2/28/2019”: berbeda dari yang tercatat: “2019-01”",
            (
                "peringatan: baris 2, kolom Lead Institution (M2), nilai “Ministry of Finance”: "
                "berbeda dari yang tercatat; belum tercatat: Ministry of Finance"
            ),
            (
                "peringatan: baris 2, kolom Completion (End Of Term) (AA2), nilai “Complete”: "
                "berbeda dari yang tercatat: “Limited”"
            ),
            "created=0 changed=0 unchanged=1 refused=0 warnings=4",
        ]
        commitment = Commitment.objects.get()
        assert (commitment.title_en, commitment.start_on) == ("Better data", date(2019, 1, 1))
        assert Assessment.objects.get().value == "Limited"

    def test_it_fills_a_blank_with_a_reason_and_says_so(self, tmp_path: Path) -> None:
        lines = _import(tmp_path, INDONESIAN | {"End Date": "12/31/2020"}, reason="Melengkapi")

        commitment = Commitment.objects.get()
        assert lines[1] == "    end_on: “” → “2020-12-31”"
        assert commitment.end_on == date(2020, 12, 31)
        assert commitment.field_sources["end_on"]["source"] == "OGP Commitments Data"
        assert commitment.field_sources["start_on"]["source"] == "commitments.csv"
        assert Amendment.objects.get().field == "end_on"

    def test_it_fills_no_blank_of_a_published_commitment_without_a_reason(self, tmp_path: Path) -> None:
        lines = _import(tmp_path, INDONESIAN | {"End Date": "12/31/2020"}, allow_refused=True)

        assert lines[0] == "ditolak: baris 2: komitmen ini sudah terbit; perubahan end_on memerlukan --reason"
        assert Commitment.objects.get().end_on is None

    def test_it_adds_a_rating_without_a_reason(self, tmp_path: Path) -> None:
        last = _import(tmp_path, INDONESIAN | {"Potential Impact": "Moderate"})[-1]

        assert last == "created=0 changed=1 unchanged=0 refused=0 warnings=0"
        assert (
            Assessment.objects.get(indicator=Indicator.POTENTIAL_IMPACT).source == AssessmentSource.IRM_DESIGN
        )
