"""What a form holds goes into cells and comes back the same, through a real workbook."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from evidence.domain.workbook import CellKind, RawCell
from foundation.tables import neutralise
from institutions.models import Institution
from renaksi.actions.updates import DraftContent
from renaksi.enums import Challenge, Step
from renaksi.sheets.columns import OPEN, REACHED
from renaksi.sheets.mapping import (
    Milestone,
    cell_as_typed,
    cell_of,
    content_with,
    read_row,
    same_value,
    values_of,
)
from renaksi.sheets.readers import read_quantity, tidy

BADAN = Institution(pk=7, name="Badan Contoh")
OFFERED = {"Badan Contoh": BADAN}
# What a form takes: its fields refuse NUL, and no browser sends halves of surrogate pairs.
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)
CONTENTS = st.builds(
    DraftContent,
    realised=st.none() | st.decimals(-(10**11), 10**11, places=4),
    step=st.none() | st.sampled_from(Step.values),
    narrative=st.lists(WORDS, max_size=3).map(
        lambda lines: "\n".join(" ".join(one.split()) for one in lines)
    ),
    challenges=st.lists(st.sampled_from(Challenge.values), unique=True).map(tuple),
    challenge_text=WORDS,
    next_step=WORDS,
    blocked_by=st.sampled_from([None, BADAN]),
    blocked_since=st.none() | st.dates(date(1990, 1, 1), date(2100, 12, 31)),
    blocked_reason=WORDS,
)


def raw(value):
    """As the reader of the workbook tells it."""
    if isinstance(value, Decimal):
        return RawCell(CellKind.NUMBER, repr(float(value)))
    if isinstance(value, date):
        return RawCell(CellKind.DATE, value.isoformat())
    return RawCell(CellKind.TEXT, str(neutralise(value)))


def through_cells(content, *, is_quantity):
    values = values_of(content, is_quantity=is_quantity)
    written = {key: cell_of(value, OFFERED) for key, value in values.items()}
    cells = {key: raw(value) for key, value in written.items() if value is not None}
    return read_row(cells, Milestone(is_quantity, OFFERED))


@given(CONTENTS, st.booleans())
@example(replace(DraftContent(), narrative="=cmd|' /c calc'!A0"), True)
@example(replace(DraftContent(), next_step="'- dua\r\n\x01- tiga"), False)
@settings(max_examples=60)
def test_what_nobody_touched_comes_back_as_it_was_stored(content, is_quantity):
    reading = through_cells(content, is_quantity=is_quantity)
    assert reading.refused == {}
    before = values_of(content, is_quantity=is_quantity)
    assert {key for key, value in reading.values.items() if not same_value(before[key], value)} == set()
    assert content_with(content, reading.values, is_quantity=is_quantity) == content


@given(st.decimals(-(10**11), 10**11, places=4))
def test_a_number_means_the_same_typed_with_comma_or_point(value):
    with_comma = RawCell(CellKind.TEXT, format(value, "f").replace(".", ","))
    assert read_quantity(with_comma) == read_quantity(RawCell(CellKind.NUMBER, str(value))) == value


@given(WORDS)
def test_tidying_twice_is_tidying_once(words):
    assert tidy(tidy(words)) == tidy(words)


def test_a_row_says_what_is_otherwise_and_no_more():
    stored = DraftContent(
        realised=Decimal("3.0000"),
        step=50,
        narrative="Dua  spasi",
        challenges=("resources", "funding"),
        next_step="Lama",
    )
    said = {
        **values_of(stored, is_quantity=True),
        REACHED: Decimal(4),
        "narrative": "Dua spasi",
        "next_step": "",
        "challenge_other": True,
    }
    changed = content_with(stored, said, is_quantity=True)
    assert changed == replace(
        stored, realised=Decimal(4), next_step="", challenges=("funding", "resources", "other")
    )


def test_an_institution_that_is_not_offered_stays_out_as_in_the_form():
    assert cell_of(Institution(pk=8, name="Badan Contoh"), OFFERED) is None


def test_each_bad_cell_has_its_own_sentence():
    cells = {
        REACHED: RawCell(CellKind.TEXT, "tujuh"),
        "challenge_other": RawCell(CellKind.TEXT, "?"),
        "blocked_since": RawCell(CellKind.TEXT, "kemarin"),
        "next_step": RawCell(CellKind.TEXT, "Lanjut"),
    }
    reading = read_row(cells, Milestone(is_quantity=True, offered=OFFERED))
    assert set(reading.refused) == {REACHED, "challenge_other", "blocked_since"}
    assert reading.values["next_step"] == "Lanjut"
    assert set(reading.values) | set(reading.refused) == {column.key for column in OPEN}


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (RawCell(CellKind.TEXT, "tujuh"), "tujuh"),
        (RawCell(CellKind.NUMBER, "7.5"), Decimal("7.5")),
        (RawCell(CellKind.NUMBER, "inf"), "inf"),
        (RawCell(CellKind.PERCENT, "0.75"), "75%"),
        (RawCell(CellKind.DATE, "2026-10-05"), date(2026, 10, 5)),
        (RawCell(CellKind.TRUTH, "1"), "Ya"),
        (RawCell(CellKind.FORMULA, "="), None),
        (RawCell(CellKind.ERROR, "#N/A"), None),
    ],
)
def test_what_was_typed_is_written_once_more_to_be_mended(cell, written):
    assert cell_as_typed(cell) == written


def test_text_that_looks_like_a_formula_is_none_in_the_file():
    book = openpyxl.Workbook()
    book.active["A1"] = neutralise("=1+1")
    target = io.BytesIO()
    book.save(target)
    assert openpyxl.load_workbook(target).active["A1"].data_type == "s"
