"""Counts beside the choices of the gallery's facets: one question to the database for all of them."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.db.models import Case, CharField, Count, F, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, NullIf

from practices.domain.since import SPAN
from practices.models import PracticePage
from practices.queries.vocabulary import COPIED, NATIONAL, NOT_COPIED, UNKNOWN

Records = QuerySet[PracticePage]
Counts = dict[str, dict[str, int]]

# What of a practice is the value of each facet.
_TEXT = CharField()
VALUES: Mapping[str, Any] = {
    "theme": F("theme__slug"),
    "region": Coalesce(F("province__code"), Value(NATIONAL)),
    "kind": Coalesce(NullIf(F("owner_kind"), Value("")), Value(UNKNOWN)),
    "goal": Cast(F("goals__number"), _TEXT),
    "since": Coalesce(Cast(F("since_year") - F("since_year") % SPAN, _TEXT), Value(UNKNOWN)),
    "level": F("evidence_level"),
    "life": F("life"),
    "copied": Case(When(copies__gt=0, then=Value(COPIED)), default=Value(NOT_COPIED), output_field=_TEXT),
}


def facet_counts(found: Callable[[str], Records], *, regencies: Collection[str]) -> Counts:
    """By facet and value, how many practices there are; `found(name)` is what all filters but that one let through.

    A practice counts for its province, and for its regency or city if that is one of `regencies`: so many as one
    gets by choosing the value alone. One query: the counts of all facets are parts of one union.
    """
    parts = [_counted(found(name), name, value) for name, value in VALUES.items()]
    if regencies:
        inside = found("region").filter(region__code__in=regencies)
        parts.append(_counted(inside, "region", F("region__code")))
    counts: Counts = {name: {} for name in VALUES}
    first, *others = parts
    for name, value, number in first.union(*others, all=True):
        if value is not None:
            counts[name][value] = number
    return counts


def _counted(records: Records, name: str, value: Any) -> QuerySet[PracticePage, Any]:
    return (
        records.order_by()
        .annotate(facet=Value(name, output_field=_TEXT), choice=Cast(value, _TEXT))
        .values_list("facet", "choice")
        .annotate(number=Count("pk"))
    )
