"""What the blocks of news and pages refuse, without a database."""

from datetime import date, timedelta

import pytest
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError

from home.blocks import (
    CommitmentListBlock,
    LinkBlock,
    LiveFigureBlock,
    StoryBlock,
    TableBlock,
    figure_problems,
)
from renaksi.models import ActionPlan

TODAY = date(2026, 11, 22)
PLAN = ActionPlan(pk=1, label="RAN Uji")


def complaint(block, **values):
    """The first field that is refused, and the sentence."""
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.normalize({**block.get_default(), **values}))
    name, error = next(iter(refused.value.block_errors.items()))
    return name, error.messages[0]


@pytest.fixture(autouse=True)
def _no_choices_to_ask_for(monkeypatch):
    """Choosers ask the database whether what was chosen is still there: here it is."""
    monkeypatch.setattr("wagtail.blocks.field_block.ChooserBlock.clean", lambda _self, value: value)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//jahat.test/", "data:text/html,x"])
def test_link_refuses_what_runs_or_hides(address):
    name, words = complaint(LinkBlock(), label="Baca", address=address)
    assert (name, words.split(".")[0]) == ("address", "Alamat ini tidak dapat dipakai")


def test_link_leads_somewhere():
    assert complaint(LinkBlock(), label="Baca") == ("address", "Pilih satu halaman, atau tulis satu alamat.")


def test_table_has_heads_and_rows():
    assert complaint(TableBlock(), caption="Aduan", cells="hanya satu baris")[0] == "cells"


@pytest.mark.parametrize(
    ("values", "refused"),
    [
        ({"measure": "practices", "plan": PLAN}, "plan"),
        ({"measure": "late", "theme": "data-terbuka"}, "theme"),
        ({"measure": "replicated", "pinned_on": date(2020, 1, 1)}, "pinned_on"),
        ({"measure": "late", "pinned_on": TODAY + timedelta(days=1)}, "pinned_on"),
    ],
)
def test_live_figure_refuses_what_cannot_be_counted(values, refused):
    value = {**LiveFigureBlock().get_default(), **values}
    assert list(figure_problems(value, today=TODAY)) == [refused]


def test_live_figure_of_a_plan_on_a_past_day_is_fine():
    value = {**LiveFigureBlock().get_default(), "measure": "late", "plan": PLAN, "pinned_on": TODAY}
    assert figure_problems(value, today=TODAY) == {}


def test_commitment_list_is_of_something():
    assert complaint(CommitmentListBlock(), most=5)[0] == "plan"


def test_list_shows_ten_at_the_most():
    assert complaint(CommitmentListBlock(), most=11, plan=PLAN)[0] == "most"


def test_story_asks_the_database_a_bounded_number_of_times():
    block = StoryBlock()
    lists = [("commitments", {**CommitmentListBlock().get_default(), "plan": PLAN})] * 4
    with pytest.raises(StreamBlockValidationError) as refused:
        block.clean(block.normalize(lists))
    assert len(refused.value.non_block_errors) == 1
    assert block.meta.block_counts["live_figure"] == {"max_num": 8}


def test_the_list_of_blocks_is_closed():
    assert list(StoryBlock().child_blocks) == [
        "heading",
        "paragraph",
        "image",
        "quote",
        "number",
        "table",
        "links",
        "live_figure",
        "commitments",
    ]
