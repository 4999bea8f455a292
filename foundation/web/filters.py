from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _


class TellingFilterSet(django_filters.FilterSet):
    """Filters of an address: what is valid counts, what is not is told instead of emptying the list."""

    @cached_property
    def chosen(self) -> dict[str, Any]:
        """The valid values of the active filters; what was not understood is in `problems`."""
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    def found(self, *, without: str = "") -> QuerySet[Any]:
        """What the valid filters let through; `without` leaves one out, for the counts of its facet."""
        records = self.queryset
        for name, value in self.chosen.items():
            if name != without:
                records = self.filters[name].filter(records, value)
        return records

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
