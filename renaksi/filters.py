"""The filters of the list of commitments: one object for the list, its counts and its downloads."""

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from foundation.web.facets import Facet, facet, most_frequent
from foundation.web.filters import TellingFilterSet, searched_words
from institutions.models import Institution, Region
from renaksi.enums import CompletionStatus, PlanLevel
from renaksi.models import Commitment, Partnership
from renaksi.queries.listing import (
    SORTS,
    YES,
    Cells,
    area_counts,
    area_labels,
    cells_of,
    institution_counts,
    institution_labels,
    listed_commitments,
    ordered,
    plan_labels,
    public_plans,
    region_labels,
)

SAMPLE = "contoh"
# Facets of which a commitment has one value each: one query counts them all.
SINGLE = ("plan", "level", "region", "status", "late")
FACETS = ("plan", "level", "region", "institution", "area", "status", "late")


class CommitmentFilter(TellingFilterSet):
    """Real plans or sample plans: never both, so that no number mixes them."""

    other_parameters = frozenset({"page", "format", "data"})

    q = django_filters.CharFilter(method="search", label=gettext_lazy("Kata kunci"), max_length=200)
    plan = django_filters.MultipleChoiceFilter(
        "plan__slug", distinct=False, label=gettext_lazy("Rencana aksi")
    )
    level = django_filters.MultipleChoiceFilter(
        "plan__level", distinct=False, label=gettext_lazy("Tingkat"), choices=PlanLevel.choices
    )
    region = django_filters.MultipleChoiceFilter(method="by_region", label=gettext_lazy("Daerah"))
    institution = django_filters.MultipleChoiceFilter(method="by_institution", label=gettext_lazy("Instansi"))
    area = django_filters.MultipleChoiceFilter(method="by_area", label=gettext_lazy("Bidang kebijakan"))
    status = django_filters.MultipleChoiceFilter(
        "standing__status",
        distinct=False,
        label=gettext_lazy("Status"),
        choices=list(reversed(CompletionStatus.choices)),
    )
    late = django_filters.MultipleChoiceFilter(
        method="by_lateness",
        label=gettext_lazy("Keterlambatan"),
        choices=[(YES, gettext_lazy("Ada tonggak terlambat"))],
    )
    sort = django_filters.ChoiceFilter(
        method="keep", label=gettext_lazy("Urutkan"), choices=list(SORTS.items()), empty_label=None
    )

    class Meta:
        model = Commitment
        fields: list[str] = []

    def __init__(self, data: QueryDict) -> None:
        plans = public_plans(_values(data, "plan"))
        # The sample data stand apart: chosen by themselves, or by naming a sample plan.
        self.sample = data.get("data") == SAMPLE or any(plan.is_sample for plan in plans)
        super().__init__(data, queryset=listed_commitments(sample=self.sample))
        self.known = {
            "plan": plan_labels(plans),
            "region": region_labels(_values(data, "region")),
            "institution": institution_labels(_values(data, "institution")),
            "area": area_labels(),
        }
        for name, labels in self.known.items():
            self.filters[name].extra["choices"] = list(labels.items())

    def search(self, queryset: QuerySet[Commitment], name: str, value: str) -> QuerySet[Commitment]:
        """Every word stands in a title, number, code, or the name of an institution, also an earlier one, or of a region."""
        for word in searched_words(value):
            own = Q()
            for field in ("title", "title_en", "number", "ogp_code"):
                own |= Q(**{f"{field}__icontains": word})
            named = Partnership.objects.filter(institution__in=_institutions_called(word))
            regions = Region.objects.filter(name__icontains=word).values("pk")
            queryset = queryset.filter(own | Q(pk__in=named.values("commitment")) | _promised_by(regions))
        return queryset

    def by_region(self, queryset: QuerySet[Commitment], name: str, value: list[str]) -> QuerySet[Commitment]:
        """The commitment's own region, else its plan's; a province with everything in it."""
        regions = Region.objects.filter(Q(code__in=value) | Q(province__code__in=value))
        return queryset.filter(_promised_by(regions.values("pk")))

    def by_institution(
        self, queryset: QuerySet[Commitment], name: str, value: list[str]
    ) -> QuerySet[Commitment]:
        partners = Partnership.objects.filter(institution__slug__in=value)
        return queryset.filter(pk__in=partners.values("commitment"))

    def by_area(self, queryset: QuerySet[Commitment], name: str, value: list[str]) -> QuerySet[Commitment]:
        through = Commitment.policy_areas.through.objects.filter(policyarea__slug__in=value)
        return queryset.filter(pk__in=through.values("commitment"))

    def by_lateness(
        self, queryset: QuerySet[Commitment], name: str, value: list[str]
    ) -> QuerySet[Commitment]:
        return queryset.filter(standing__overdue__gt=0)

    def keep(self, queryset: QuerySet[Commitment], name: str, value: str) -> QuerySet[Commitment]:
        return queryset

    @property
    def order(self) -> str:
        return self.chosen.get("sort", "plan")

    def listed(self) -> QuerySet[Commitment]:
        """What was found, in the order that was asked for."""
        return ordered(self.found(), self.order)

    @cached_property
    def cells(self) -> Cells:
        """What the filters beside the single-valued facets let through, counted by those facets at once."""
        records = self.queryset
        for name in ("q", "institution", "area"):
            if name in self.chosen:
                records = self.filters[name].filter(records, self.chosen[name])
        return cells_of(records)

    @cached_property
    def total(self) -> int:
        return self.cells.total({name: self.chosen.get(name, ()) for name in SINGLE})

    def facets(self) -> list[Facet]:
        """Each counted by what all filters but its own let through; an empty one is not offered."""
        found = (getattr(self, f"_{name}_facet", self._coded_facet)(name) for name in FACETS)
        return [one for one in found if one.choices]

    def _counts(self, name: str) -> Mapping[str, int]:
        """Of a single-valued facet."""
        return self.cells.counts(
            name, {other: self.chosen.get(other, ()) for other in SINGLE if other != name}
        )

    def _coded_facet(self, name: str) -> Facet:
        labels = {value: str(label) for value, label in self.filters[name].extra["choices"]}
        return facet(name, self._legend(name), labels, self._counts(name), self.chosen.get(name, ()))

    def _plan_facet(self, name: str) -> Facet:
        counts, chosen = self._counts(name), self.chosen.get(name, ())
        offered, left_out = most_frequent(counts, chosen)
        labels = plan_labels(public_plans(offered))
        return facet(name, self._legend(name), labels, counts, chosen, left_out=left_out)

    def _region_facet(self, name: str) -> Facet:
        counts, chosen = self._counts(name), self.chosen.get(name, ())
        offered, left_out = most_frequent(counts, chosen)
        labels = region_labels(offered)
        return facet(name, self._legend(name), labels, counts, chosen, by_count=True, left_out=left_out)

    def _institution_facet(self, name: str) -> Facet:
        chosen = self.chosen.get(name, ())
        counts, names = institution_counts(self.found(without=name))
        offered, left_out = most_frequent(counts, chosen)
        labels = {slug: names.get(slug) or self.known[name][slug] for slug in offered}
        by_name = dict(sorted(labels.items(), key=lambda one: one[1]))
        return facet(name, self._legend(name), by_name, counts, chosen, by_count=True, left_out=left_out)

    def _area_facet(self, name: str) -> Facet:
        counts, chosen = area_counts(self.found(without=name)), self.chosen.get(name, ())
        offered, left_out = most_frequent(counts, chosen)
        labels = {slug: label for slug, label in self.known[name].items() if slug in offered}
        return facet(name, self._legend(name), labels, counts, chosen, by_count=True, left_out=left_out)

    def _legend(self, name: str) -> str:
        return str(self.filters[name].label)


def _values(data: QueryDict, name: str) -> list[str]:
    """No database holds a null byte: the form refuses it in words."""
    return [value for value in data.getlist(name) if value and "\x00" not in value]


def _institutions_called(word: str) -> QuerySet[Any]:
    called = Q()
    for field in ("name", "name_en", "short_name", "aliases__name", "origins__old_name"):
        called |= Q(**{f"{field}__icontains": word})
    return Institution.objects.filter(called).order_by().values("pk")


def _promised_by(regions: QuerySet[Any]) -> Q:
    return Q(region__in=regions) | Q(region__isnull=True, plan__region__in=regions)
