from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renaksi.domain.dates import InvalidPartialDate, PartialDate, effective_start
from renaksi.enums import DatePrecision

A_DAY = date(2017, 3, 5)
LATER = date(2018, 1, 1)


@pytest.mark.parametrize(
    ("text", "first_day", "last_day", "precision"),
    [
        pytest.param("2017", date(2017, 1, 1), date(2017, 12, 31), DatePrecision.YEAR, id="year"),
        pytest.param("2022-12", date(2022, 12, 1), date(2022, 12, 31), DatePrecision.MONTH, id="month"),
        pytest.param("2024-02", date(2024, 2, 1), date(2024, 2, 29), DatePrecision.MONTH, id="leap"),
        pytest.param("2022-12-31", date(2022, 12, 31), date(2022, 12, 31), DatePrecision.DAY, id="day"),
        pytest.param(" 2017\n", date(2017, 1, 1), date(2017, 12, 31), DatePrecision.YEAR, id="spaces around"),
    ],
)
def test_parse_gives_the_first_and_last_day_of_what_is_known(text, first_day, last_day, precision):
    assert PartialDate.parse(text) == PartialDate(first_day, last_day, precision)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "17",
        "0000",
        "2022-13",
        "2022-00",
        "2023-02-29",
        "2022-1",
        "2022/12",
        "12-2022",
        "2022-12-31T00",
        "٢٠١٧",
    ],
)
def test_parse_refuses_what_is_no_date_of_the_calendar(text):
    with pytest.raises(InvalidPartialDate):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("first_day", "last_day", "precision"),
    [
        pytest.param(date(2017, 1, 2), date(2017, 12, 31), DatePrecision.YEAR, id="starts late"),
        pytest.param(date(2017, 2, 1), date(2017, 2, 27), DatePrecision.MONTH, id="ends early"),
        pytest.param(date(2017, 2, 1), date(2017, 2, 2), DatePrecision.DAY, id="two days"),
    ],
)
def test_bounds_that_are_not_those_of_the_precision_are_refused(first_day, last_day, precision):
    with pytest.raises(InvalidPartialDate):
        PartialDate(first_day, last_day, precision)


@given(st.dates())
def test_iso_is_what_parse_reads(day):
    known = [PartialDate.day(day), PartialDate.month(day.year, day.month), PartialDate.year(day.year)]
    assert [PartialDate.parse(one.iso()) for one in known] == known


@given(st.dates())
def test_a_day_lies_within_its_month_within_its_year(day):
    month, year = PartialDate.month(day.year, day.month), PartialDate.year(day.year)
    assert year.first_day <= month.first_day <= day <= month.last_day <= year.last_day


@pytest.mark.parametrize(
    ("starts", "expected"),
    [
        pytest.param((A_DAY, LATER, LATER), A_DAY, id="the milestone's own"),
        pytest.param((None, A_DAY, LATER), A_DAY, id="the commitment's"),
        pytest.param((None, None, A_DAY), A_DAY, id="the plan's"),
        pytest.param((None, None, None), None, id="none known"),
    ],
)
def test_effective_start_is_the_first_that_is_known(starts, expected):
    assert effective_start(*starts) == expected
