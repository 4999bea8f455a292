from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Tone(StrEnum):
    """What a colour says; a word and a mark always say it too."""

    GOOD = "good"
    INFO = "info"
    WARN = "warn"
    BAD = "bad"
    IDLE = "idle"


@dataclass(frozen=True)
class Palette:
    """Colours by tone. `font_family` is for paper, where a drawing does not inherit the page's type."""

    colours: Mapping[Tone, str]
    font_family: str = ""


# On white paper, each at least 4.5 : 1.
PAPER = Palette(
    MappingProxyType(
        {
            Tone.GOOD: "#0a6642",
            Tone.INFO: "#1a549c",
            Tone.WARN: "#7d4e00",
            Tone.BAD: "#a3201a",
            Tone.IDLE: "#565c66",
        }
    )
)

# A scale of five, on paper: the fill and the words on it, by step; the same as the tokens `--step-…` of the light page.
STEPS: Mapping[int, tuple[str, str]] = MappingProxyType(
    {
        1: ("#e1eaf5", "#17191e"),
        2: ("#b9d0ea", "#17191e"),
        3: ("#86aede", "#17191e"),
        4: ("#2f66a8", "#ffffff"),
        5: ("#0f3566", "#ffffff"),
    }
)
