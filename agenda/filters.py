"""The filters of the agenda: kind, region and month."""

from collections.abc import Mapping
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from agenda.enums import EventKind
from agenda.models import EventPage
from agenda.queries.choices import AgendaChoices
from foundation.web.filters import TellingFilterSet


class EventFilter(TellingFilterSet):
    kind = django_filters.MultipleChoiceFilter(choices=EventKind.choices, label=gettext_lazy("Jenis acara"))
    region = django_filters.MultipleChoiceFilter("region__code", label=gettext_lazy("Daerah"))
    month = django_filters.MultipleChoiceFilter(method="in_months", label=gettext_lazy("Bulan"))

    class Meta:
        model = EventPage
        fields: list[str] = []

    def __init__(
        self, data: Mapping[str, Any], *, queryset: QuerySet[EventPage], choices: AgendaChoices
    ) -> None:
        super().__init__(data, queryset=queryset)
        self.filters["region"].extra["choices"] = list(choices.regions.items())
        self.filters["month"].extra["choices"] = list(choices.months.items())

    def in_months(self, queryset: QuerySet[EventPage], name: str, value: list[str]) -> QuerySet[EventPage]:
        """Those that begin in one of the months (`2017-03`)."""
        months = (date.fromisoformat(f"{month}-01") for month in value)
        wanted = (Q(first_day__year=month.year, first_day__month=month.month) for month in months)
        return queryset.filter(reduce(or_, wanted))
