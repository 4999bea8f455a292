"""Which two versions are compared."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.queries.comparing import comparable_builds

Group = tuple[str, list[tuple[int, str]]]


class CompareForm(forms.Form):
    """Sent by GET. Versions stand under their report."""

    lama = forms.TypedChoiceField(label=gettext_lazy("Versi lama"), coerce=int)
    baru = forms.TypedChoiceField(label=gettext_lazy("Versi baru"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: list[Any] = [("", _("Pilih satu")), *_groups()]
        for field in self.fields.values():
            field.choices = choices  # type: ignore[attr-defined]  # both are choices
            field.widget.attrs["class"] = "w-w-full"
            field.error_messages["invalid_choice"] = _("Versi itu tidak punya data yang dapat dibandingkan.")
            field.error_messages["required"] = _("Pilih versinya.")

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("lama") and found.get("lama") == found.get("baru"):
            self.add_error("baru", _("Pilih dua versi yang berbeda."))
        return found


def _groups() -> Iterable[Group]:
    groups: dict[str, list[tuple[int, str]]] = {}
    for build in comparable_builds():
        groups.setdefault(build.report, []).append((build.id, build.label))
    return groups.items()
