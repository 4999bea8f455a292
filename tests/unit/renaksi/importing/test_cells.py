import pytest

from renaksi.importing.cells import Reading, read_line, read_list, read_number, read_text, read_year


@pytest.mark.parametrize("mark", ["", " ", "NA", "na", "N/A", "ND", "NR", "–"])
def test_marks_for_not_known_are_no_value(mark: str) -> None:
    assert read_line(mark) == Reading()


@pytest.mark.parametrize("value", ["None", "No", "0", "Nauru", "NAP"])
def test_values_that_look_like_marks_stay(value: str) -> None:
    assert read_line(value) == Reading(value)


def test_read_line_joins_broken_lines_and_spaces() -> None:
    assert (
        read_line(" The Process of\nDeveloping\u00a0  Local Law ").value
        == "The Process of Developing Local Law"
    )


def test_read_text_makes_every_bullet_the_same_and_keeps_paragraphs() -> None:
    text = "Issues:\r\n\uf06c        First\n\uf081 Second\n● Third\n\n\n\nEnd"

    assert read_text(text).value == "Issues:\n• First\n• Second\n• Third\n\nEnd"


def test_read_text_drops_what_no_screen_shows() -> None:
    assert read_text("Nol\x00 nol\x07\x1f\u200b\ufeff").value == "Nol nol"


def test_read_text_warns_of_a_broken_formula() -> None:
    assert read_text("#N/A") == Reading(warning="kesalahan rumus lembar kerja, dibiarkan kosong")


@pytest.mark.parametrize(
    ("cell", "number"), [("3.3.3.6", "3.3.3.6"), ("2A", "2A"), ("3.0", "3"), (" 14 ", "14")]
)
def test_read_number_keeps_the_number_as_printed(cell: str, number: str) -> None:
    assert read_number(cell).value == number


@pytest.mark.parametrize(("cell", "year"), [("2016", 2016), ("2016.0", 2016), ("NR", None)])
def test_read_year(cell: str, year: int | None) -> None:
    assert read_year(cell) == Reading(year)


@pytest.mark.parametrize("cell", ["16", "1856", "soon"])
def test_read_year_warns_of_what_is_no_year(cell: str) -> None:
    assert read_year(cell) == Reading(warning="bukan tahun")


def test_read_list_splits_at_semicolons_and_lines_never_at_commas() -> None:
    assert read_list("Health; Land, Water\nHealth;; ") == ("Health", "Land, Water")
