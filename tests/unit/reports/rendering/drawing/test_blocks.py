"""Sections and facts as HTML."""

import pytest

from reports.document import Fact, Facts, Part, Phrase, Verdicts
from reports.document.blocks import Grid, GridColumn
from reports.rendering.drawing.blocks import draw_part
from tests.unit.reports.rendering.drawing.test_tables import canvas, table_of

pytestmark = pytest.mark.once
HERE = canvas(table_of())


@pytest.mark.parametrize(("monitored", "class_name"), [(True, "part own-page"), (False, "part record")])
def test_monitored_commitment_has_pages_of_its_own_and_a_record_follows(
    monitored: bool, class_name: str
) -> None:
    verdicts = Verdicts(None, None, None, monitored)
    drawn = draw_part(Part("commitments", "Satu", "satu", (verdicts,), eyebrow="Komitmen 1"), HERE)
    assert drawn.startswith(f'<section class="{class_name}"')


@pytest.mark.parametrize(("count", "length", "lines"), [(2, 70, 2), (3, 20, 1), (6, 70, 6), (7, 70, 1)])
def test_many_values_run_on_in_a_line(count: int, length: int, lines: int) -> None:
    facts = Facts((Fact("Instansi", tuple(Phrase("a" * length) for _ in range(count))),))
    assert draw_part(Part("results", "Hasil", "hasil", (facts,)), HERE).count("<dd") == lines


def test_part_alone_says_whether_a_grid_lies_across() -> None:
    grid = Grid("Kisi", (GridColumn("B06"),), ())
    assert "across" not in draw_part(Part("grid", "Kisi", "kisi", (grid,)), HERE)
    assert '<section class="across' in draw_part(
        Part("grid", "Kisi", "kisi", (grid,), lies_across=True), HERE
    )


def test_note_of_a_grid_stands_before_what_scrolls_on_a_phone() -> None:
    grid = Grid("Kisi", (GridColumn("B06"),), (), note="Setiap sel menuju buktinya.")
    drawn = draw_part(Part("grid", "Kisi", "kisi", (grid,)), canvas(table_of(), on_screen=True))
    before, scrolls = drawn.split('<div class="scroll"')
    assert ('<p class="note">Setiap sel menuju buktinya.</p>' in before, "Setiap sel" in scrolls) == (
        True,
        False,
    )
