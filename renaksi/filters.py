"""The filters of the list of commitments: one object for the list, its counts and its downloads."""

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.search import holding_every_word
from foundation.web.filters import TellingFilterSet
from renaksi.models import Commitment
from renaksi.queries.listing import FACETS, SORTS, CommitmentIndex

SEARCHED = (
    "title",
    "title_en",
    "number",
    "ogp_code",
    "institutions__name",
    "institutions__short_name",
    "institutions__aliases__name",
    "institutions__origins__old_name",
)
# What only the figures know: the index has it, the database does not.
FROM_FIGURES = frozenset({"status", "late"})
# What the address may carry besides the filters.
OTHER_PARAMETERS = frozenset({"page", "format", "data"})


class CommitmentFilter(TellingFilterSet):
    """`index` gives the choices, and the figures that `status` and `late` ask for."""

    q = django_filters.CharFilter(method="search", label=gettext_lazy("Kata kunci"), max_length=200)
    plan = django_filters.MultipleChoiceFilter("plan__slug", label=gettext_lazy("Rencana aksi"))
    level = django_filters.MultipleChoiceFilter("plan__level", label=gettext_lazy("Tingkat"))
    region = django_filters.MultipleChoiceFilter(method="by_region", label=gettext_lazy("Daerah"))
    institution = django_filters.MultipleChoiceFilter(
        "partnerships__institution__slug", label=gettext_lazy("Instansi")
    )
    area = django_filters.MultipleChoiceFilter("policy_areas__slug", label=gettext_lazy("Bidang kebijakan"))
    status = django_filters.MultipleChoiceFilter(method="by_figures", label=gettext_lazy("Status"))
    late = django_filters.MultipleChoiceFilter(method="by_figures", label=gettext_lazy("Keterlambatan"))
    sort = django_filters.ChoiceFilter(
        method="keep", label=gettext_lazy("Urutkan"), choices=list(SORTS.items()), empty_label=None
    )

    class Meta:
        model = Commitment
        fields: list[str] = []

    def __init__(self, data: Mapping[str, Any], *, index: CommitmentIndex) -> None:
        super().__init__(data, queryset=Commitment.objects.order_by())
        self.index = index
        for facet in FACETS:
            choices = [(choice.value, choice.label) for choice in index.choices[facet]]
            self.filters[facet].extra["choices"] = choices

    def search(self, queryset: QuerySet[Commitment], name: str, value: str) -> QuerySet[Commitment]:
        """Every word stands somewhere in the titles, numbers, codes or names of institutions, also earlier ones."""
        return holding_every_word(queryset, SEARCHED, value)

    def by_region(self, queryset: QuerySet[Commitment], name: str, value: list[str]) -> QuerySet[Commitment]:
        """The commitment's own region, else its plan's."""
        return queryset.filter(
            Q(region__code__in=value) | Q(region__isnull=True, plan__region__code__in=value)
        )

    def by_figures(self, queryset: QuerySet[Commitment], name: str, value: list[str]) -> QuerySet[Commitment]:
        return queryset.filter(pk__in=self.index.ids_with(name, value))

    def keep(self, queryset: QuerySet[Commitment], name: str, value: str) -> QuerySet[Commitment]:
        return queryset

    @property
    def order(self) -> str:
        return self.chosen.get("sort", "plan")

    @cached_property
    def matches(self) -> dict[str, frozenset[int]]:
        """By active filter, the ids that it alone lets through; at most one query each."""
        return {name: self._ids(name, value) for name, value in self.chosen.items() if name != "sort"}

    def _ids(self, name: str, value: Any) -> frozenset[int]:
        if name in FROM_FIGURES:
            return frozenset(self.index.ids_with(name, value))
        return frozenset(self.filters[name].filter(self.queryset, value).values_list("pk", flat=True))

    @property
    def problems(self) -> list[str]:
        """Unknown parameters are told too."""
        unknown = sorted(set(self.data) - set(self.filters) - OTHER_PARAMETERS)
        return super().problems + [
            _("Saringan “%(name)s” tidak dikenal dan tidak dipakai.") % {"name": name} for name in unknown
        ]

    def chips(self) -> list[tuple[str, str, str]]:
        """(filter, value, label) for every chosen value."""
        shown = []
        for name, value in self.chosen.items():
            if name == "sort":
                continue
            labels = dict(self.filters[name].extra.get("choices", ()))
            shown += [
                (name, one, labels.get(one, one)) for one in ([value] if isinstance(value, str) else value)
            ]
        return shown
