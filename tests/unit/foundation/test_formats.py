from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.template import Context, Template
from django.utils import translation

from foundation import formats

LANGUAGES = ["id", "en"]


@pytest.mark.parametrize(
    ("language", "months"),
    [
        ("id", "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des"),
        ("en", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
    ],
)
def test_long_date_in_every_month(language: str, months: str) -> None:
    with translation.override(language):
        dates = [formats.long_date(date(2017, month, 3)) for month in range(1, 13)]
    assert dates == [f"3 {month} 2017" for month in months.split()]


def test_long_date_of_a_moment_is_the_local_date() -> None:
    assert formats.long_date(datetime(2017, 3, 30, 20, tzinfo=UTC)) == "31 Mar 2017"


@pytest.mark.parametrize(
    ("precision", "shown"), [("year", "2022"), ("month", "Des 2022"), ("day", "31 Des 2022")]
)
def test_partial_date_shows_only_what_is_known(precision: str, shown: str) -> None:
    assert formats.partial_date(date(2022, 12, 31), precision) == shown


@pytest.mark.parametrize(
    ("value", "places", "indonesian", "english"),
    [
        (Decimal("1234.5"), 1, "1.234,5", "1,234.5"),
        (0.125, 2, "0,13", "0.13"),
        (Fraction(1, 3), 2, "0,33", "0.33"),
        (-7, 0, "-7", "-7"),
        (12, 1, "12,0", "12.0"),
    ],
)
def test_decimal_comma(value: formats.Number, places: int, indonesian: str, english: str) -> None:
    shown = []
    for language in LANGUAGES:
        with translation.override(language):
            shown.append(formats.decimal_comma(value, places))
    assert shown == [indonesian, english]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "belum ada bukti"),
        (0, "0 %"),
        (Fraction(1, 1000), "< 1 %"),
        (Fraction(999, 1000), "< 1 %"),
        (1, "1 %"),
        (Fraction(128, 3), "42 %"),
        (Fraction(9999, 100), "99 %"),
        (Decimal("99.999"), "99 %"),
        (100, "100 %"),
    ],
)
def test_percent(value: formats.Number | None, shown: str) -> None:
    assert formats.percent(value, "belum ada bukti") == shown


@pytest.mark.parametrize(
    ("size", "shown"), [(1_468_006, "1,4 MB"), (10 * 1024 * 1024, "10,0 MB"), (2048, "2,0 KB")]
)
def test_file_size(size: int, shown: str) -> None:
    assert formats.file_size(size) == shown


def test_file_size_in_english() -> None:
    with translation.override("en"):
        assert formats.file_size(1_468_006) == "1.4 MB"


@pytest.mark.parametrize(
    ("expression", "value", "shown"),
    [
        ("long_date", date(2017, 3, 31), "31 Mar 2017"),
        ("long_date", None, ""),
        ('partial_date:"month"', date(2022, 12, 1), "Des 2022"),
        ('partial_date:"month"', None, ""),
        ("decimal_comma:1", Decimal("1.25"), "1,3"),
        ("decimal_comma:1", None, ""),
        ('percent:_("belum ada bukti")', None, "belum ada bukti"),
        ("percent", Fraction(1, 2), "&lt; 1 %"),
        ("file_size", 2048, "2,0 KB"),
        ("file_size", None, ""),
    ],
)
def test_filters(expression: str, value: object, shown: str) -> None:
    template = Template(f"{{% load formats %}}{{{{ value|{expression} }}}}")
    assert template.render(Context({"value": value})) == shown
