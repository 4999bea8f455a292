import pytest

from renaksi.importing.dates import read_date

AMBIGUOUS = "urutan hari dan bulan tidak pasti, dibiarkan tidak diketahui"
NO_DATE = "bukan tanggal yang dapat dibaca, dibiarkan tidak diketahui"


@pytest.mark.parametrize(
    ("cell", "known"),
    [
        ("2016", "2016"),
        ("2016.0", "2016"),
        ("2022-12", "2022-12"),
        ("2014-05-28", "2014-05-28"),
        ("2014-05-28 00:00:00", "2014-05-28"),
        ("28/5/2014", "2014-05-28"),
        ("12/31/2020", "2020-12-31"),
        ("31/12/2014", "2014-12-31"),
        ("1/1/2021", "2021-01-01"),
        ("July 2014", "2014-07"),
        ("Desember 2022", "2022-12"),
        ("Sept. 2019", "2019-09"),
        ("28 Mei 2014", "2014-05-28"),
        ("May 28, 2014", "2014-05-28"),
        ("43525", "2019-03-01"),
        ("44439", "2021-08-31"),
        ("43525.0", "2019-03-01"),
        ("7/15/1905", "2023"),
        ("7/19/1905", "2027"),
        ("15/7/1905", "2023"),
        ("1905-07-15", "2023"),
        ("7/12/1905", "2020"),
    ],
)
def test_read_date_reads_what_the_cell_means(cell: str, known: str) -> None:
    reading = read_date(cell)

    assert reading.value is not None
    assert (reading.value.iso(), reading.warning) == (known, "")


@pytest.mark.parametrize("cell", ["3/4/2019", "9/1/2020", "7/8/1905"])
def test_read_date_leaves_unknown_what_two_orders_read_differently(cell: str) -> None:
    reading = read_date(cell)

    assert (reading.value, reading.warning) == (None, AMBIGUOUS)


@pytest.mark.parametrize(
    "cell",
    [
        "31/2/2019",
        "2019-13",
        "5/28/14",
        "Q3 2019",
        "14 July",
        "99999",
        "1/1/1856",
        "2016-2017",
        "13/13/2019",
        "1905",
    ],
)
def test_read_date_leaves_unknown_what_is_no_date(cell: str) -> None:
    reading = read_date(cell)

    assert (reading.value, reading.warning) == (None, NO_DATE)


@pytest.mark.parametrize("cell", ["", "  ", "NA", "N/A", "ND", "NR", "-"])
def test_read_date_says_nothing_of_an_empty_cell(cell: str) -> None:
    reading = read_date(cell)

    assert (reading.value, reading.warning) == (None, "")


def test_read_date_names_a_broken_formula() -> None:
    assert read_date("#REF!").warning == "kesalahan rumus lembar kerja, dibiarkan tidak diketahui"
