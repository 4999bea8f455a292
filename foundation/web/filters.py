from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

# A condition for each place where a word may stand: more of them in one search are nobody's question.
MOST_WORDS = 10


class TellingFilterSet(django_filters.FilterSet):
    """Filters of an address: what is valid counts, what is not is told instead of emptying the list.

    `other_parameters` are what the address may carry besides the filters. A search by words is named `q`.
    """

    other_parameters = frozenset({"page"})

    @cached_property
    def chosen(self) -> dict[str, Any]:
        """The valid values of the active filters; what was not understood is in `problems`."""
        self.form.is_valid()
        return {name: _once(value) for name, value in self.form.cleaned_data.items() if value}

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
        misused = [
            _("Saringan “%(filter)s” tidak dipakai: %(problem)s")
            % {"filter": self.form.fields[name].label, "problem": " ".join(errors)}
            for name, errors in self.form.errors.items()
            if name in self.form.fields
        ]
        unknown = [
            _("Saringan “%(name)s” tidak dikenal dan tidak dipakai.") % {"name": name}
            for name in sorted(set(self.data) - set(self.filters) - self.other_parameters)
        ]
        cut = [_("Hanya %(count)s kata pertama yang dicari.") % {"count": MOST_WORDS}]
        return misused + unknown + (cut if len(self.chosen.get("q", "").split()) > MOST_WORDS else [])

    def active(self) -> list[tuple[str, str, str]]:
        """(parameter, value, words) of every chosen value, for the chips and the head of a file; not the order."""
        return [
            (name, value, f"{self.filters[name].label}: {labels.get(value, value)}")
            for name, chosen in self.chosen.items()
            if name != "sort"
            for labels in [dict(self.filters[name].extra.get("choices", ()))]
            for value in ([chosen] if isinstance(chosen, str) else chosen)
        ]


def searched_words(typed: str) -> list[str]:
    """Those that are looked for; that there were more is one of the `problems`."""
    return typed.split()[:MOST_WORDS]


def _once(value: Any) -> Any:
    """A value that an address repeats a thousand times is one: each would be a condition of the query."""
    return list(dict.fromkeys(value)) if isinstance(value, list) else value
