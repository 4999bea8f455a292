"""How the gallery is found: by words, theme, place, institution, goal, year, evidence, life and copies."""

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from foundation.web.filters import TellingFilterSet, searched_words
from practices.domain.since import SPAN
from practices.models import PracticePage
from practices.queries.vocabulary import COPIED, NATIONAL, NOT_COPIED, UNKNOWN, Vocabulary

SEARCHED = (
    "title",
    "title_en",
    "summary",
    "summary_en",
    "owner_name",
    "place_name",
    "region__name",
    "institution__name",
)
FACETS = ("theme", "region", "kind", "goal", "since", "level", "life", "copied")
SORTS = {
    "theme": gettext_lazy("Tema"),
    "title": gettext_lazy("Judul"),
    "newest": gettext_lazy("Terbaru di galeri"),
    "copies": gettext_lazy("Paling banyak ditiru"),
}
ORDERS = {
    "theme": ("theme__sort_order", "title", "pk"),
    "title": ("title", "pk"),
    "newest": ("-first_published_at", "-pk"),
    "copies": ("-copies", "title", "pk"),
}


class PracticeFilter(TellingFilterSet):
    """Several values of one filter widen what it finds; several filters narrow it."""

    other_parameters = frozenset({"page", "data"})

    q = django_filters.CharFilter(method="search", label=gettext_lazy("Kata kunci"), max_length=200)
    theme = django_filters.MultipleChoiceFilter("theme__slug", distinct=False, label=gettext_lazy("Tema"))
    region = django_filters.MultipleChoiceFilter(method="by_region", label=gettext_lazy("Daerah"))
    kind = django_filters.MultipleChoiceFilter(method="by_kind", label=gettext_lazy("Jenis pelaksana"))
    goal = django_filters.MultipleChoiceFilter(
        method="by_goal", label=gettext_lazy("Tujuan pembangunan berkelanjutan")
    )
    since = django_filters.MultipleChoiceFilter(method="by_since", label=gettext_lazy("Sejak"))
    level = django_filters.MultipleChoiceFilter(
        "evidence_level", distinct=False, label=gettext_lazy("Tingkat bukti")
    )
    life = django_filters.MultipleChoiceFilter("life", distinct=False, label=gettext_lazy("Keberlanjutan"))
    copied = django_filters.MultipleChoiceFilter(method="by_copies", label=gettext_lazy("Replikasi"))
    sort = django_filters.ChoiceFilter(
        method="keep", label=gettext_lazy("Urutkan"), choices=list(SORTS.items()), empty_label=None
    )

    class Meta:
        model = PracticePage
        fields: list[str] = []

    def __init__(
        self, data: Mapping[str, Any], *, queryset: QuerySet[PracticePage], words: Vocabulary
    ) -> None:
        super().__init__(data, queryset=queryset)
        for name in FACETS:
            self.filters[name].extra["choices"] = words.codes(name)

    def search(self, queryset: QuerySet[PracticePage], name: str, value: str) -> QuerySet[PracticePage]:
        """Every word stands in one of the fields: all are of the row or of one record, so no subquery is needed."""
        for word in searched_words(value):
            fields = (Q(**{f"{field}__icontains": word}) for field in SEARCHED)
            queryset = queryset.filter(reduce(or_, fields))
        return queryset

    def by_region(
        self, queryset: QuerySet[PracticePage], name: str, value: list[str]
    ) -> QuerySet[PracticePage]:
        """A province with everything in it; a regency or city by itself."""
        found = Q(province__code__in=value) | Q(region__code__in=value)
        return queryset.filter(found | Q(region__isnull=True) if NATIONAL in value else found)

    def by_kind(
        self, queryset: QuerySet[PracticePage], name: str, value: list[str]
    ) -> QuerySet[PracticePage]:
        return queryset.filter(owner_kind__in=["" if one == UNKNOWN else one for one in value])

    def by_goal(
        self, queryset: QuerySet[PracticePage], name: str, value: list[str]
    ) -> QuerySet[PracticePage]:
        through = PracticePage.goals.through.objects.filter(goal_id__in=value)
        return queryset.filter(pk__in=through.values("practicepage_id"))

    def by_since(
        self, queryset: QuerySet[PracticePage], name: str, value: list[str]
    ) -> QuerySet[PracticePage]:
        found = Q(since_year__isnull=True) if UNKNOWN in value else Q()
        for first in (int(one) for one in value if one != UNKNOWN):
            found |= Q(since_year__gte=first, since_year__lt=first + SPAN)
        return queryset.filter(found)

    def by_copies(
        self, queryset: QuerySet[PracticePage], name: str, value: list[str]
    ) -> QuerySet[PracticePage]:
        if {COPIED, NOT_COPIED} <= set(value):
            return queryset
        return queryset.filter(copies__gt=0) if COPIED in value else queryset.filter(copies=0)

    def keep(self, queryset: QuerySet[PracticePage], name: str, value: str) -> QuerySet[PracticePage]:
        return queryset

    @property
    def order(self) -> str:
        return self.chosen.get("sort", "theme")

    def listed(self) -> QuerySet[PracticePage]:
        """What was found, in the order that was asked for."""
        return self.found().order_by(*ORDERS[self.order])
