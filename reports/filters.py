"""How published reports are found: by words, kind, plan, year, place, institution and language."""

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from foundation.web.filters import TellingFilterSet, searched_words
from reports.enums import ReportKind, ReportLanguage
from reports.models import ReportBuild

SEARCHED = (
    "report__plan__label",
    "report__plan__label_en",
    "report__region__name",
    "report__institution__name",
    "report__institution__short_name",
    "report__commitment__title",
    "report__commitment__title_en",
)
# Each facet is one field, so that its counts are one query.
FACETS: Mapping[str, str] = {
    "kind": "report__kind",
    "plan": "report__plan__slug",
    "year": "as_of__year",
    "region": "report__region__code",
    "institution": "report__institution__slug",
    "language": "report__language",
}


class ReportFilter(TellingFilterSet):
    """Several values of one filter widen what it finds; several filters narrow it."""

    other_parameters = frozenset({"page", "data"})

    q = django_filters.CharFilter(method="search", label=gettext_lazy("Kata kunci"), max_length=200)
    kind = django_filters.MultipleChoiceFilter(
        "report__kind", distinct=False, label=gettext_lazy("Jenis"), choices=ReportKind.choices
    )
    plan = django_filters.MultipleChoiceFilter(
        "report__plan__slug", distinct=False, label=gettext_lazy("Rencana aksi")
    )
    year = django_filters.MultipleChoiceFilter("as_of__year", distinct=False, label=gettext_lazy("Tahun"))
    region = django_filters.MultipleChoiceFilter(
        "report__region__code", distinct=False, label=gettext_lazy("Daerah")
    )
    institution = django_filters.MultipleChoiceFilter(
        "report__institution__slug", distinct=False, label=gettext_lazy("Instansi")
    )
    language = django_filters.MultipleChoiceFilter(
        "report__language", distinct=False, label=gettext_lazy("Bahasa"), choices=ReportLanguage.choices
    )

    class Meta:
        model = ReportBuild
        fields: list[str] = []

    def __init__(
        self,
        data: Mapping[str, Any],
        *,
        queryset: QuerySet[ReportBuild],
        labels: Mapping[str, Mapping[str, str]],
    ) -> None:
        """`labels`: by facet, every value that may be asked for, with its words."""
        super().__init__(data, queryset=queryset)
        for name, words in labels.items():
            self.filters[name].extra["choices"] = list(words.items())

    def search(self, queryset: QuerySet[ReportBuild], name: str, value: str) -> QuerySet[ReportBuild]:
        """Every word stands in one of the names of what a report is about, or in that of its kind."""
        for word in searched_words(value):
            names = reduce(or_, (Q(**{f"{field}__icontains": word}) for field in SEARCHED))
            queryset = queryset.filter(names | Q(report__kind__in=_kinds_named(word)))
        return queryset


def _kinds_named(word: str) -> list[str]:
    return [kind for kind, label in ReportKind.choices if word.casefold() in str(label).casefold()]
