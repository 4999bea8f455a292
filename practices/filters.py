"""The gallery is found by theme and by words."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from foundation.search import holding_every_word
from foundation.web.filters import TellingFilterSet
from practices.models import PracticePage, Theme

SEARCHED = ("title", "summary", "owner_name", "place_name", "region__name")


class PracticeFilter(TellingFilterSet):
    q = django_filters.CharFilter(method="search", label=gettext_lazy("Kata kunci"), max_length=200)
    theme = django_filters.ModelMultipleChoiceFilter(
        field_name="theme__slug",
        to_field_name="slug",
        queryset=Theme.objects.all(),
        label=gettext_lazy("Tema"),
    )

    class Meta:
        model = PracticePage
        fields: list[str] = []

    def search(self, queryset: QuerySet[PracticePage], name: str, value: str) -> QuerySet[PracticePage]:
        return holding_every_word(queryset, SEARCHED, value)
