"""Paper says a status with the mark and the tone of the screen."""

import re

import pytest
from django.db.models import Choices
from django.template import Context

from foundation.charts.palette import PAPER, Tone
from renaksi.enums import CellState, CompletionStatus, Pace, Timeliness
from reports.marks import MARKS_STYLES, inline_mark, mark_files, tone_of
from reports.templatetags.report_marks import state
from tests.architecture.sources import ROOT

PRINTED = [code for kind in (CellState, CompletionStatus, Pace, Timeliness) for code in kind.values]


def tones_on_screen() -> dict[str, Tone]:
    styles = (ROOT / "static/css/components.css").read_text()
    rules = re.findall(r":is\(([^)]*)\) \{ --tone: var\(--(\w+)\)", styles)
    return {code: Tone(tone) for codes, tone in rules for code in re.findall(r"\.is-(\w+)", codes)}


@pytest.mark.parametrize("code", PRINTED)
def test_tone_is_that_of_the_screen(code: str) -> None:
    assert tone_of(code) == tones_on_screen().get(code, Tone.IDLE)


@pytest.mark.parametrize("kind", [CellState, CompletionStatus, Pace, Timeliness])
def test_every_status_has_a_picture(kind: type[Choices]) -> None:
    assert {f"{code}.svg" for code in kind.values} - mark_files().keys() == set()


def test_picture_is_drawn_in_its_tone() -> None:
    pictures = mark_files()
    assert PAPER.colours[Tone.BAD] in pictures["not_reported.svg"]
    assert "currentColor" not in "".join(pictures.values())


@pytest.mark.parametrize("tone", Tone)
def test_style_sheet_has_every_tone_in_the_colour_of_the_marks(tone: Tone) -> None:
    styles = (ROOT / "static/css/report.css").read_text()
    assert f".tone-{tone.value} {{ color: {PAPER.colours[tone]}; }}" in styles


def test_style_sheet_of_the_marks_places_each_of_them() -> None:
    files = dict(mark_files())
    rules = files.pop(MARKS_STYLES).splitlines()
    assert rules == [
        f".mark-{name[:-4]} {{ padding-left: 11pt; background-image: url(report:{name}); }}" for name in files
    ]


def test_status_is_text_on_paper() -> None:
    assert (
        state(Context(), "verified", "<b>") == '<span class="state tone-good mark-verified">&lt;b&gt;</span>'
    )


def test_status_on_screen_brings_its_mark_along() -> None:
    told = state(Context({"on_screen": True}), "not_reported", "Tidak lapor")
    assert told == f'<span class="state tone-bad">{inline_mark("not_reported")}Tidak lapor</span>'
    assert 'aria-hidden="true"' in inline_mark("not_reported")


def test_unknown_status_has_its_word_alone() -> None:
    told = state(Context({"on_screen": True}), "of_tomorrow", "Kelak")
    assert told == '<span class="state tone-idle">Kelak</span>'
