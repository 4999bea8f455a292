"""What one cell means, as tables: what spreadsheets and people write, and the sentence for what is nothing."""

from datetime import date
from decimal import Decimal

import pytest

from evidence.domain.workbook import CellKind, RawCell
from renaksi.enums import Step
from renaksi.sheets.readers import (
    CellRefused,
    read_choice,
    read_day,
    read_mark,
    read_points,
    read_prose,
    read_quantity,
    read_step,
)


def text(words):
    return RawCell(CellKind.TEXT, words)


def number(value):
    return RawCell(CellKind.NUMBER, value)


def percent(value):
    return RawCell(CellKind.PERCENT, value)


YES, NO = RawCell(CellKind.TRUTH, "1"), RawCell(CellKind.TRUTH, "0")
DAY = RawCell(CellKind.DATE, "2026-10-05")
FORMULA, BROKEN = RawCell(CellKind.FORMULA, "="), RawCell(CellKind.ERROR, "#N/A")
ASKED = "berisi rumus. Salin, lalu tempel sebagai nilai."


def refusal_of(read, *given):
    with pytest.raises(CellRefused) as refused:
        read(*given)
    return str(refused.value)


@pytest.mark.parametrize("read", [read_quantity, read_step, read_day, read_mark, read_prose, read_points])
def test_formula_and_its_error_are_refused_wherever_they_stand(read):
    assert refusal_of(read, FORMULA) == ASKED
    assert refusal_of(read, BROKEN) == "berisi kesalahan rumus (#N/A). Tulis isinya."


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (None, None),
        (text("   "), None),
        (text("-"), None),
        (text("\u00a0"), None),
        (number("7.5"), "7.5"),
        (number("12"), "12"),
        (number("12.0"), "12"),
        (number("0"), "0"),
        (number("-3"), "-3"),
        (number("0.30000000000000004"), "0.3"),
        (number("1e+3"), "1000"),
        (number("123456.7891"), "123456.7891"),
        (text("7,5"), "7.5"),
        (text(" 7,5\u00a0"), "7.5"),
        (text("7.5"), "7.5"),
        (text("1.234"), "1234"),
        (text("1.234,5"), "1234.5"),
        (text("75%"), "75"),
        (text("12,5 %"), "12.5"),
        (percent("0.75"), "75"),
        (percent("0.125"), "12.5"),
    ],
)
def test_quantity(cell, value):
    assert read_quantity(cell) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (text("tujuh"), "“tujuh” bukan angka. Tulis angka, misalnya 7,5."),
        (text("7 desa"), "“7 desa” bukan angka. Tulis angka, misalnya 7,5."),
        (text("x" * 80), f"“{'x' * 60}…” bukan angka. Tulis angka, misalnya 7,5."),
        (number("inf"), "“inf” bukan angka. Tulis angka, misalnya 7,5."),
        (number("nan"), "“nan” bukan angka. Tulis angka, misalnya 7,5."),
        (DAY, "“5 Okt 2026” bukan angka. Tulis angka, misalnya 7,5."),
        (YES, "“Ya” bukan angka. Tulis angka, misalnya 7,5."),
        (
            number("0.123456"),
            "“0,123456” terlalu panjang. Tulis paling banyak 12 angka di depan koma dan 4 di belakangnya.",
        ),
        (
            number("1e+20"),
            "“1e+20” terlalu panjang. Tulis paling banyak 12 angka di depan koma dan 4 di belakangnya.",
        ),
    ],
)
def test_what_is_no_quantity(cell, told):
    assert refusal_of(read_quantity, cell) == told


@pytest.mark.parametrize(
    ("cell", "step"),
    [
        (None, None),
        (text(""), None),
        *((text(str(step.label)), step) for step in Step),
        *((number(str(step.value)), step) for step in Step),
        (text("50"), Step.RUNNING),
        (text(" BERJALAN "), Step.RUNNING),
        (text("50%"), Step.RUNNING),
        (percent("0.5"), Step.RUNNING),
        (number("100.0"), Step.DONE),
        (text("0"), Step.NOT_STARTED),
    ],
)
def test_step(cell, step):
    assert read_step(cell) == step


def test_what_is_no_step():
    told = "“{}” bukan tahap. Pilih dari daftar di sel itu: 0, 25, 50, 75, 100."
    assert refusal_of(read_step, text("Setengah")) == told.format("Setengah")
    assert refusal_of(read_step, number("60")) == told.format("60")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (None, None),
        (text(" "), None),
        (DAY, date(2026, 10, 5)),
        (number("46300"), date(2026, 10, 5)),
        (number("46300.5"), date(2026, 10, 5)),
        (text("2026-10-05"), date(2026, 10, 5)),
        (text("5 Okt 2026"), date(2026, 10, 5)),
        (text("5 oktober 2026"), date(2026, 10, 5)),
        (text("25/10/2026"), date(2026, 10, 25)),
        (text("05/05/2026"), date(2026, 5, 5)),
    ],
)
def test_day(cell, day):
    assert read_day(cell) == day


@pytest.mark.parametrize(
    "cell",
    [text("kemarin"), text("05/10/2026"), text("Okt 2026"), text("2026"), text("31 Feb 2026"), number("7")],
)
def test_what_is_no_certain_day(cell):
    assert refusal_of(read_day, cell).endswith("bukan tanggal yang pasti. Tulis misalnya 5 Okt 2026.")


@pytest.mark.parametrize(
    "cell", [text(word) for word in ("Ya", "ya ", "x", "V", "✓", "1")] + [YES, number("1")]
)
def test_mark(cell):
    assert read_mark(cell) is True


@pytest.mark.parametrize(
    "cell", [None, NO, number("0"), *(text(word) for word in ("", "Tidak", "-", "\u00a0"))]
)
def test_no_mark(cell):
    assert read_mark(cell) is False


def test_what_is_neither_yes_nor_no():
    assert refusal_of(read_mark, text("Mungkin")) == "“Mungkin” tidak dikenal. Pilih Ya, atau kosongkan."


OFFERED = {"Badan Perencanaan Contoh": 1, "'=Dinas Aneh": 2}


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (None, None),
        (text("Badan Perencanaan Contoh"), 1),
        (text("  badan  perencanaan\u00a0CONTOH "), 1),
        (text("=Dinas Aneh"), 2),
        (text("'=Dinas Aneh"), 2),
    ],
)
def test_choice(cell, value):
    assert read_choice(cell, OFFERED) == value


def test_unknown_choice_names_what_is_near():
    near = refusal_of(read_choice, text("Badan Perencanan Contoh"), OFFERED)
    assert near == (
        "“Badan Perencanan Contoh” tidak ada dalam daftar. Maksudnya “Badan Perencanaan Contoh”? "
        "Pilih dari daftar di sel itu."
    )
    far = refusal_of(read_choice, text("Bupati"), OFFERED)
    assert far == "“Bupati” tidak ada dalam daftar. Pilih dari daftar di sel itu."


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (None, ""),
        (text(" Enam desa.\u00a0 \r\n\r\n\r\n Dua lagi. "), "Enam desa.\n\nDua lagi."),
        (text("'=1+1"), "=1+1"),
        (text("- satu\n- dua"), "- satu\n- dua"),
        (text("'- satu\n- dua"), "- satu\n- dua"),
        (number("2026"), "2026"),
        (number("7.5"), "7,5"),
        (DAY, "5 Okt 2026"),
        (text("a\x00\u200bb"), "ab"),
    ],
)
def test_prose(cell, words):
    assert read_prose(cell) == words


def test_prose_has_an_end():
    assert read_prose(text("a" * 255), 255) == "a" * 255
    assert refusal_of(read_prose, text("a" * 256), 255) == (
        "terlalu panjang: 256 huruf, paling banyak 255. Ringkas."
    )


def test_three_points_and_no_more():
    assert read_points(text("satu\n\ndua\ntiga\n")) == "satu\n\ndua\ntiga"
    told = "Perkembangan lebih dari tiga baris. Ringkas menjadi paling banyak tiga pokok."
    assert refusal_of(read_points, text("satu\ndua\ntiga\nempat")) == told
