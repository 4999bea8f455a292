"""What reporters and verifiers fill in alike: a value or a step, and where problems are shown."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from renaksi.domain.update_flow import Problem
from renaksi.enums import Step
from renaksi.messages import sentence

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_THOUSANDS = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+")


class IndonesianDecimalField(forms.DecimalField):
    """Reads 1.234,5 and 1.234 as people write them here, and 1234.5 as a spreadsheet copies it."""

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # its stub knows integers only
        if isinstance(value, str):
            value = value.strip()
            if "," in value or _THOUSANDS.fullmatch(value):
                value = value.replace(".", "").replace(",", ".")
        return super().to_python(value)


def value_field(label: "_StrPromise") -> IndonesianDecimalField:
    return IndonesianDecimalField(
        label=label,
        max_digits=16,
        decimal_places=4,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"invalid": _("Tulis angka saja, misalnya 12 atau 12,5.")},
    )


def step_field(label: "_StrPromise") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=Step.choices,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


def written(value: Decimal | None) -> str:
    """12,5 for 12.5000, as the field reads it."""
    return "" if value is None else format(value.normalize(), "f").replace(".", ",")


class FormWithProblems(forms.Form):
    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Each problem at its field, the rest on top."""
        for problem in problems:
            self.add_error(problem.field if problem.field in self.fields else None, sentence(problem))
