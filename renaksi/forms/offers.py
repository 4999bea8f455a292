"""Choices that depend on the settings, the record or the person."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from renaksi.models import ReportingPeriod


class PeriodField(forms.ModelChoiceField):
    """Names the plan too: each has its own B09."""

    def label_from_instance(self, period: ReportingPeriod) -> str:
        return f"{period}, {period.plan}"


def offer(field: forms.Field, choices: QuerySet[Any]) -> None:
    """What a choice offers depends on the settings or the record: it is asked when the form is made."""
    cast(forms.ModelChoiceField, field).queryset = choices
