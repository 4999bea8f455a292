from datetime import date
from decimal import Decimal

import pytest

from renaksi.domain.amendments import Change, canonical_text, changes_between
from renaksi.enums import DatePrecision


@pytest.mark.parametrize(
    ("value", "precision", "expected"),
    [
        (None, DatePrecision.DAY, ""),
        (date(2026, 12, 31), DatePrecision.DAY, "2026-12-31"),
        (date(2026, 12, 31), DatePrecision.MONTH, "2026-12"),
        (date(2026, 1, 1), DatePrecision.YEAR, "2026"),
        (Decimal("40.5000"), DatePrecision.DAY, "40.5"),
        (Decimal("1000.0000"), DatePrecision.DAY, "1000"),
        (Decimal("0.0000"), DatePrecision.DAY, "0"),
        (Decimal("-0.0"), DatePrecision.DAY, "0"),
        ("  Satu\r\nDua ", DatePrecision.DAY, "Satu\nDua"),
    ],
)
def test_canonical_text(value: object, precision: DatePrecision, expected: str) -> None:
    assert canonical_text(value, precision) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"title": "A"}, {"title": "A"}, ()),
        ({"title": "A"}, {"title": "B"}, (Change("title", "A", "B"),)),
        ({"due_on": ""}, {"due_on": "2026"}, (Change("due_on", "", "2026"),)),
        ({"due_on": "2026"}, {"due_on": ""}, (Change("due_on", "2026", ""),)),
        ({"title_en": ""}, {"title_en": "A"}, ()),
        ({"title_en": "A"}, {"title_en": "B"}, (Change("title_en", "A", "B"),)),
        ({"title_en": "A"}, {"title_en": ""}, (Change("title_en", "A", ""),)),
    ],
)
def test_changes_between(old: dict[str, str], new: dict[str, str], expected: tuple[Change, ...]) -> None:
    assert changes_between(old, new) == expected
