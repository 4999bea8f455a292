import pytest

from practices.domain.since import span_of, year_of


@pytest.mark.parametrize(
    ("since", "year"),
    [
        ("2016-2017", 2016),
        ("sejak 2008", 2008),
        ("1998", 1998),
        ("", None),
        ("abad lalu", None),
        ("12345", None),
    ],
)
def test_first_year_that_is_named(since, year):
    assert year_of(since) == year


@pytest.mark.parametrize(("year", "span"), [(2014, 2010), (2015, 2015), (2019, 2015), (2020, 2020)])
def test_span_begins_at_a_multiple_of_five(year, span):
    assert span_of(year) == span
