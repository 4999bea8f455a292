"""Choices that depend on the settings, the record or the person."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from renaksi.models import ReportingPeriod


class PeriodField(forms.ModelChoiceField):
    """Names the plan too: each has its own B09."""

    def label_from_instance(self, period: ReportingPeriod) -> str:
        return f"{period}, {period.plan}"


class RecordsField(forms.ModelMultipleChoiceField):
    """An id that no database counts to was written by hand: refused like any other that is not offered."""

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except OverflowError as error:
            told = _("Pilihan ini tidak ada. Muat ulang halaman, lalu pilih lagi.")
            raise forms.ValidationError(told, code="invalid_choice") from error


def offer(field: forms.Field, choices: QuerySet[Any]) -> None:
    """What a choice offers depends on the settings or the record: it is asked when the form is made."""
    cast(forms.ModelChoiceField, field).queryset = choices
