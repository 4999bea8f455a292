"""Fields that several forms of the public share."""

from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from institutions.models import Region


class RegionField(forms.ChoiceField):
    """Every region below its province; the value is its code. Works on a phone and without a script."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Daerah"))
        kwargs.setdefault("required", False)
        super().__init__(choices=region_choices, **kwargs)


def region_choices() -> list[tuple[str, Any]]:
    regions = Region.objects.filter(is_sample=False).order_by("code").values_list("code", "name")
    provinces = groupby(regions, key=lambda region: region[0].partition(".")[0])
    found: list[tuple[str, Any]] = [("", _("Pilih daerah"))]
    for _code, members in provinces:
        group = list(members)
        found.append((group[0][1], group))
    return found


class MailboxField(forms.EmailField):
    """Without the control characters that the standard allows between quotes: they would break a header."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 254)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        if not typed or typed.isprintable():
            return typed
        raise ValidationError(EmailValidator.message, code="invalid")


class LinkField(forms.URLField):
    """With or without `https://` before it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 500)
        super().__init__(assume_scheme="https", **kwargs)


def long_text(label: Any, help_text: Any = "", *, rows: int = 5, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=8000,
        widget=forms.Textarea({"rows": rows}),
    )
