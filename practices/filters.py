"""The gallery is found by theme and by words."""

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from practices.models import PracticePage, Theme


class PracticeFilter(django_filters.FilterSet):
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
        for word in value.split():
            queryset = queryset.filter(
                Q(title__icontains=word)
                | Q(summary__icontains=word)
                | Q(owner_name__icontains=word)
                | Q(place_name__icontains=word)
                | Q(region__name__icontains=word)
            )
        return queryset

    @property
    def chosen(self) -> Mapping[str, Any]:
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    @property
    def problems(self) -> list[str]:
        """One sentence per parameter that could not be used."""
        self.form.is_valid()
        return [
            _("Saringan “%(filter)s” tidak dipakai: %(problem)s")
            % {"filter": self.form.fields[name].label, "problem": " ".join(errors)}
            for name, errors in self.form.errors.items()
            if name in self.form.fields
        ]

    def found(self) -> QuerySet[PracticePage]:
        """What the valid filters let through; a filter that was not understood is left out."""
        queryset = self.queryset
        for name, value in self.chosen.items():
            queryset = self.filters[name].filter(queryset, value)
        return queryset
