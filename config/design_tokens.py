"""The colours of `static/css/tokens.css`, read from the sheet itself: for the component page and for the test of contrasts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.conf import settings

SHEET = settings.BASE_DIR / "static" / "css" / "tokens.css"
THEMES = ("light", "dark")
TONES = ("good", "info", "warn", "bad", "idle")
TINTS = tuple(f"{tone}-tint" for tone in TONES)
# WCAG 2.2: 1.4.3 for words, 1.4.11 for marks, lines of fields and the ring of the focus.
TEXT, MARK = 4.5, 3.0


@dataclass(frozen=True, slots=True)
class Pair:
    """`front` stands on `ground` somewhere on the site; `least` is what WCAG asks of it."""

    front: str
    ground: str
    least: float


@dataclass(frozen=True, slots=True)
class Contrast:
    pair: Pair
    front_colour: str
    ground_colour: str
    ratio: float

    @property
    def holds(self) -> bool:
        return self.ratio >= self.pair.least


PAIRS = (
    *(Pair("ink", ground, TEXT) for ground in ("paper", "surface", *TINTS, "step-1", "step-2", "step-3")),
    *(Pair("ink-soft", ground, TEXT) for ground in ("paper", "surface", *TINTS)),
    *(Pair("paper", ground, TEXT) for ground in ("step-4", "step-5")),
    *(Pair(tone, ground, TEXT) for tone in TONES for ground in ("paper", "surface", f"{tone}-tint")),
    Pair("accent", "paper", TEXT),
    Pair("warn-tint", "warn", TEXT),
    Pair("button-ink", "button", TEXT),
    Pair("button-ink", "button-hover", TEXT),
    *(Pair(mark, ground, MARK) for mark in ("field-line", "focus") for ground in ("paper", "surface")),
    Pair("line-strong", "paper", MARK),
)


@cache
def colours(theme: str) -> dict[str, str]:
    """Hex by name; the dark theme names only what differs."""
    light, _at, dark = SHEET.read_text().partition("@media (prefers-color-scheme: dark)")
    named = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")
    return {**dict(named.findall(light)), **(dict(named.findall(dark)) if theme == "dark" else {})}


def contrasts(theme: str) -> Iterator[Contrast]:
    known = colours(theme)
    for pair in PAIRS:
        front, ground = known[pair.front], known[pair.ground]
        yield Contrast(pair, front, ground, contrast(front, ground))


def contrast(one: str, other: str) -> float:
    """WCAG's ratio of two hex colours, 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def forced_theme(theme: str) -> str:
    """A sheet that shows a theme whatever the system prefers."""
    lines = "".join(f"  --{name}: {colour};\n" for name, colour in colours(theme).items())
    # Unlayered rules win over the layers of the tokens; paper has its own colours.
    return f"@media screen {{ :root {{\n  color-scheme: {theme};\n{lines}}} }}\n"
