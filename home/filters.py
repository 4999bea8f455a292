"""News is found by words, theme, region, tag and year."""

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from foundation.search import holding_every_word
from foundation.web.filters import TellingFilterSet
from home.models import NewsPage, TaggedNews

SEARCHED = ("title", "title_en", "summary", "summary_en", "place", "region__name")
# What a facet counts by.
FACETS = {
    "theme": "theme__slug",
    "region": "region__code",
    "tag": "tagged__tag__slug",
    "year": "published_on__year",
}
Labels = Mapping[str, Mapping[str, str]]


class NewsFilter(TellingFilterSet):
    """`labels`: by facet, every value that is known and its words."""

    q = django_filters.CharFilter(method="search", label=gettext_lazy("Kata kunci"), max_length=200)
    theme = django_filters.MultipleChoiceFilter(FACETS["theme"], distinct=False, label=gettext_lazy("Tema"))
    region = django_filters.MultipleChoiceFilter(
        FACETS["region"], distinct=False, label=gettext_lazy("Daerah")
    )
    tag = django_filters.MultipleChoiceFilter(method="by_tag", label=gettext_lazy("Topik"))
    year = django_filters.MultipleChoiceFilter(FACETS["year"], distinct=False, label=gettext_lazy("Tahun"))

    class Meta:
        model = NewsPage
        fields: list[str] = []

    def __init__(self, data: Mapping[str, Any], *, queryset: QuerySet[NewsPage], labels: Labels) -> None:
        super().__init__(data, queryset=queryset)
        self.labels = labels
        for name in FACETS:
            self.filters[name].extra["choices"] = list(labels[name].items())

    def search(self, queryset: QuerySet[NewsPage], name: str, value: str) -> QuerySet[NewsPage]:
        return holding_every_word(queryset, SEARCHED, value)

    def by_tag(self, queryset: QuerySet[NewsPage], name: str, value: list[str]) -> QuerySet[NewsPage]:
        """Each post once, however many of its topics were chosen."""
        return queryset.filter(pk__in=TaggedNews.objects.filter(tag__slug__in=value).values("content_object"))
