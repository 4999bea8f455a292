import re

import pytest

from config.design_tokens import SHEET, THEMES, Contrast, colours, contrast, contrasts, forced_theme
from foundation.charts.palette import PAPER, STEPS


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#ffffff", "#000000", 21), ("#777777", "#ffffff", 4.48), ("#a3201a", "#a3201a", 1)],
)  # fmt: skip
def test_contrast_is_wcag_s(one: str, other: str, ratio: float):
    assert round(contrast(one, other), 2) == ratio


@pytest.mark.parametrize("pair", [one for theme in THEMES for one in contrasts(theme)], ids=lambda one: (
    f"{one.pair.front} on {one.pair.ground}: {one.front_colour} {one.ground_colour}"
))  # fmt: skip
def test_every_pair_of_colours_is_told_apart(pair: Contrast):
    assert round(pair.ratio, 2) >= pair.pair.least


def test_every_colour_of_the_sheet_is_known_in_both_themes():
    names = set(re.findall(r"--([\w-]+): #", SHEET.read_text()))
    assert set(colours("light")) == set(colours("dark")) == names
    assert colours("light")["paper"] == "#ffffff" != colours("dark")["paper"]


def test_drawings_on_paper_use_the_colours_of_the_light_page():
    light = colours("light")
    assert {tone.value: colour for tone, colour in PAPER.colours.items()} == {
        tone.value: light[tone.value] for tone in PAPER.colours
    }
    fills = {step: (light[f"step-{step}"], light["paper" if step > 3 else "ink"]) for step in STEPS}
    assert dict(STEPS) == fills


def test_a_forced_theme_holds_its_colours():
    assert f"--paper: {colours('dark')['paper']};" in forced_theme("dark")
    assert "color-scheme: dark" in forced_theme("dark")
