"""Facets of a filtered list: choices with counts that leave their own filter out, chips, stable addresses.

The address is the state: parameters and values sorted, nothing empty, so that one view has one address.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.http import QueryDict

# So many choices of a long facet stand open; the rest is one click away.
OPEN_CHOICES = 6
# So many are sent at all: of hundreds of regions the others are found by typing.
MOST_CHOICES = 24


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """Shape: `templates/components/facet_choice.html`. `count` is of all filters but this facet's own."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """Shape: `templates/components/facet_group.html`. `left_out`: how many more there are that were not sent."""

    name: str
    legend: str
    choices: Sequence[FacetChoice]
    more: Sequence[FacetChoice] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter, and the address without it."""

    label: str
    remove_url: str


def counts_by(records: QuerySet, field: str) -> dict[str, int]:
    """How many records have each value of a field, also of a related one; one query, blanks left out.

    `records` are what all other filters let through.
    """
    rows = records.order_by().values_list(field).annotate(found=Count("pk", distinct=True))
    return {str(value): found for value, found in rows if value not in (None, "")}


def most_frequent(counts: Mapping[str, int], chosen: Collection[str]) -> tuple[list[str], int]:
    """What a long facet offers: all that is chosen, then the most frequent; and how many are left out."""
    others = sorted((value for value in counts if value not in chosen), key=lambda one: (-counts[one], one))
    kept = max(MOST_CHOICES - len(chosen), 0)
    return [*chosen, *others[:kept]], len(others[kept:])


def facet(
    name: str,
    legend: str,
    labels: Mapping[str, str],
    counts: Mapping[str, int],
    chosen: Collection[str],
    *,
    by_count: bool = False,
    left_out: int = 0,
) -> Facet:
    """What is chosen or has something behind it, in the order of `labels`; `by_count`: the most frequent first."""
    choices = [
        FacetChoice(value, label, counts.get(value, 0), value in chosen)
        for value, label in labels.items()
        if counts.get(value) or value in chosen
    ]
    if by_count:
        choices.sort(key=lambda choice: (not choice.selected, -choice.count))
    return Facet(name, legend, choices[:OPEN_CHOICES], choices[OPEN_CHOICES:], left_out)


def canonical_query(query: QueryDict, **changes: str | None) -> str:
    """The query string of a view: sorted, without blanks and doubles; a change of None takes the parameter out."""
    values = {name: {one.strip() for one in query.getlist(name)} for name in query}
    values.update({name: {value} if value else set() for name, value in changes.items()})
    return urlencode([(name, value) for name in sorted(values) for value in sorted(values[name]) if value])


def chips(query: QueryDict, chosen: Iterable[tuple[str, str, str]]) -> list[Chip]:
    """`chosen`: (parameter, value, words) of every active filter."""
    return [Chip(words, f"?{_without(query, name, value)}") for name, value, words in chosen]


def _without(query: QueryDict, name: str, value: str) -> str:
    left = query.copy()
    left.pop("page", None)
    left.setlist(name, [one for one in left.getlist(name) if one.strip() != value])
    return canonical_query(left)
