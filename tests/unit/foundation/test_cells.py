from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from foundation.tables import Column, neutralise
from foundation.tables.cells import typed_cell


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+62 812", "'+62 812"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("＝1+1", "'＝1+1"),
        (" =1+1", "' =1+1"),
        ("\u00a0\u200b=1", "'\u00a0\u200b=1"),
        ("\ufeff=1", "'\ufeff=1"),
        ("\x00=1", "'=1"),
        ("\x1f\x01@A", "'@A"),
        ("2 = 1 + 1", "2 = 1 + 1"),
        ("Banda Aceh\nKota", "Banda Aceh\nKota"),
        ("", ""),
    ],
)
def test_neutralise_texts(text: str, safe: str) -> None:
    assert neutralise(text) == safe


@pytest.mark.parametrize("value", [-5, -0.5, Decimal("-1.5"), date(2017, 3, 31), None])
def test_neutralise_leaves_what_is_no_text(value: object) -> None:
    assert neutralise(value) is value


@pytest.mark.parametrize(
    ("kind", "value", "cell"),
    [
        ("number", -5, -5),
        ("number", Fraction(1, 2), 0.5),
        ("number", Fraction(4, 2), 2),
        ("number", Decimal("1.50"), Decimal("1.50")),
        ("number", "sekitar 10", "sekitar 10"),
        ("number", True, "True"),
        ("percent", Fraction(200, 3), Decimal("66.66")),
        ("percent", Fraction(99999, 1000), Decimal("99.99")),
        ("percent", 100, 100),
        ("percent", Decimal("50.50"), Decimal("50.5")),
        ("percent", 33.3, Decimal("33.3")),
        ("percent", None, None),
        ("date", date(2017, 3, 31), date(2017, 3, 31)),
        ("date", "2022-12", "2022-12"),
        ("text", 3, "3"),
        ("text", "", None),
        ("url", "https://contoh.test/", "https://contoh.test/"),
    ],
)
def test_typed_cell(kind, value: object, cell: object) -> None:
    typed = typed_cell(Column("x", "X", kind), value)
    assert (typed, type(typed)) == (cell, type(cell))


def test_typed_cell_refuses_a_moment() -> None:
    with pytest.raises(TypeError, match="'x' got a moment"):
        typed_cell(Column("x", "X", "date"), datetime(2017, 3, 31, 23, tzinfo=UTC))
