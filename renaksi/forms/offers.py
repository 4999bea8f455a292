"""Choices that depend on the settings, the record or the person."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet


def offer(field: forms.Field, choices: QuerySet[Any]) -> None:
    """What a choice offers depends on the settings or the record: it is asked when the form is made."""
    cast(forms.ModelChoiceField, field).queryset = choices
