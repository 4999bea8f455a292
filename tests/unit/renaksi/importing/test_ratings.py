import pytest

from renaksi.domain.assessment import Rating
from renaksi.enums import AssessmentSource, Indicator
from renaksi.importing.cells import Reading
from renaksi.importing.ratings import allowed_values, first_report_of, read_rating

AMBITION = (Indicator.AMBITION, Indicator.POTENTIAL_IMPACT, Indicator.POTENTIAL_RESULTS)


@pytest.mark.parametrize(
    ("cell", "indicator", "value"),
    [
        ("High", Indicator.AMBITION, "High"),
        ("Potential impact: Moderate", Indicator.POTENTIAL_IMPACT, "Moderate"),
        ("Potential for results: Modest", Indicator.POTENTIAL_RESULTS, "Modest"),
    ],
)
def test_a_column_of_three_eras_gives_each_value_its_own_scale(
    cell: str, indicator: Indicator, value: str
) -> None:
    assert read_rating(cell, *AMBITION).value == Rating(indicator, "1", value)


@pytest.mark.parametrize(
    "value", ["Not Started", "Limited", "Substantial", "Complete", "Unclear", "Withdrawn"]
)
def test_completion_is_kept_as_printed(value: str) -> None:
    assert read_rating(value, Indicator.COMPLETION).value == Rating(Indicator.COMPLETION, "1", value)


def test_no_early_results_yet_is_a_value() -> None:
    rating = read_rating("No early results to report yet", Indicator.OPENED_GOVERNMENT).value

    assert rating == Rating(Indicator.OPENED_GOVERNMENT, "1", "No early results to report yet")


@pytest.mark.parametrize("cell", ["", "NA", "ND", "NR"])
def test_marks_for_not_known_are_no_rating(cell: str) -> None:
    assert read_rating(cell, Indicator.COMPLETION) == Reading()


def test_a_pending_review_is_no_rating_and_says_so() -> None:
    assert read_rating("Pending IRM Review", Indicator.COMPLETION) == Reading(
        warning="belum dinilai, dibiarkan tidak diketahui"
    )


@pytest.mark.parametrize("cell", ["Finished", "Selesai", "Potential impact: Moderate"])
def test_a_value_of_no_scale_stays_unknown(cell: str) -> None:
    assert read_rating(cell, Indicator.COMPLETION) == Reading(warning="bukan nilai yang dikenal")


@pytest.mark.parametrize(
    ("year", "source"), [(2016, AssessmentSource.IRM_MIDTERM), (2017, AssessmentSource.IRM_DESIGN)]
)
def test_the_first_report_changed_with_the_plans_of_2017(year: int, source: AssessmentSource) -> None:
    assert first_report_of(year) == source


def test_allowed_values_name_every_value_once() -> None:
    assert (
        allowed_values(Indicator.VERIFIABLE, Indicator.RELEVANT) == "No, Yes, Pending IRM Review, Withdrawn"
    )
