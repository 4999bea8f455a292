"""Scales of independent ratings: each belongs to an era, and nothing compares across them.

Source: OGP's commitment data set and the IRM's reports, which changed `potential impact` to
`ambition` to `potential for results`, and `did it open government` to `early results`.
Ratings are stored as printed; a value that no scale knows is kept and never ranked.
"""

from dataclasses import dataclass

from renaksi.enums import Indicator


@dataclass(frozen=True, slots=True)
class Scale:
    """`values` run from the lowest to the highest; `unranked` occur but have no place in it."""

    indicator: Indicator
    version: str
    values: tuple[str, ...]
    unranked: tuple[str, ...] = ()

    def knows(self, value: str) -> bool:
        return _folded(value) in map(_folded, self.values + self.unranked)

    def rank(self, value: str) -> int | None:
        """0 for the lowest value; `None` for a value without a place on this scale."""
        order = [_folded(one) for one in self.values]
        return order.index(_folded(value)) if _folded(value) in order else None


def _folded(value: str) -> str:
    """Sources write one value with different capitals and spaces."""
    return " ".join(value.split()).casefold()


NOT_RATED = ("Pending IRM Review", "Withdrawn")

SCALES = (
    Scale(
        Indicator.COMPLETION,
        "1",
        ("Not Started", "Limited", "Substantial", "Complete"),
        ("Unclear", *NOT_RATED),
    ),
    Scale(Indicator.AMBITION, "1", ("Low", "High"), NOT_RATED),
    Scale(
        Indicator.POTENTIAL_IMPACT,
        "1",
        ("None", "Minor", "Moderate", "Transformative"),
        ("Unclear", *NOT_RATED),
    ),
    Scale(Indicator.POTENTIAL_RESULTS, "1", ("Unclear", "Modest", "Substantial"), NOT_RATED),
    Scale(
        Indicator.OPENED_GOVERNMENT,
        "1",
        ("Worsened", "Did Not Change", "Marginal", "Major", "Outstanding"),
        ("No early results to report yet", "Not Applicable", *NOT_RATED),
    ),
    Scale(
        Indicator.EARLY_RESULTS,
        "1",
        ("No Notable Results", "Moderate", "Significant"),
        ("No early results to report yet", *NOT_RATED),
    ),
    Scale(Indicator.VERIFIABLE, "1", ("No", "Yes"), NOT_RATED),
    Scale(Indicator.RELEVANT, "1", ("No", "Yes"), NOT_RATED),
)


class UnknownScale(LookupError):
    """No scale of that indicator has that version."""


def scale_of(indicator: Indicator, version: str) -> Scale:
    for scale in SCALES:
        if (scale.indicator, scale.version) == (indicator, version):
            return scale
    raise UnknownScale(f"{indicator}, {version}")


def find_scale(value: str, *indicators: Indicator) -> Scale | None:
    """The first of these indicators' scales that knows the value, for columns that mix eras."""
    for indicator in indicators:
        for scale in SCALES:
            if scale.indicator == indicator and scale.knows(value):
                return scale
    return None


@dataclass(frozen=True, slots=True)
class Rating:
    """A value as printed, on the scale it was given on."""

    indicator: Indicator
    version: str
    value: str


def comparable(a: Rating, b: Rating) -> bool:
    """Both have a place on one and the same scale. Raises UnknownScale."""
    if (a.indicator, a.version) != (b.indicator, b.version):
        return False
    scale = scale_of(a.indicator, a.version)
    return scale.rank(a.value) is not None and scale.rank(b.value) is not None
