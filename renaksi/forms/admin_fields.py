"""Form fields of the CMS: dates as far as they are known."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from renaksi.domain.amendments import canonical_text
from renaksi.domain.dates import InvalidPartialDate, PartialDate
from renaksi.enums import DatePrecision

DATE_HELP = _("Tulis sejauh yang diketahui: tahun (2017), bulan (2022-12), atau hari (2022-12-31).")


class PartialDateField(forms.CharField):
    """Reads `2017`, `2022-12` or `2022-12-31` into a PartialDate; None if it is left blank."""

    default_error_messages = {
        "invalid": _("“%(value)s” bukan tanggal. Tulis seperti 2017, 2022-12, atau 2022-12-31."),
    }

    def __init__(self, **kwargs: Any) -> None:
        defaults = {"required": False, "max_length": 20, "help_text": DATE_HELP}
        super().__init__(**{**defaults, **kwargs})
        self.widget.attrs.update({"placeholder": "2026-12", "autocomplete": "off", "inputmode": "text"})

    def clean(self, value: Any) -> PartialDate | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return PartialDate.parse(text)
        except InvalidPartialDate as error:
            raise ValidationError(
                self.error_messages["invalid"], code="invalid", params={"value": text}
            ) from error


class PartialDatesMixin:
    """Mixin of model forms: `*_on` is typed as text and saved as a day with its `*_precision`.

    A deadline is the last day of what is known, a start the first.
    """

    FIRST_DAYS = frozenset({"start_on"})
    fields: dict[str, forms.Field]
    initial: dict[str, Any]
    instance: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.partial_dates:
            day = getattr(self.instance, name)
            self.initial[name] = canonical_text(day, getattr(self.instance, _precision(name)))

    @property
    def partial_dates(self) -> list[str]:
        return [name for name, field in self.fields.items() if isinstance(field, PartialDateField)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data  # type: ignore[misc,attr-defined]  # a model form's
        for name in self.partial_dates:
            if name in cleaned:
                cleaned[name], precision = _day(cleaned[name], first=name in self.FIRST_DAYS)
                cleaned[_precision(name)] = precision
                setattr(self.instance, _precision(name), precision)
        return cleaned


def _precision(name: str) -> str:
    return f"{name.removesuffix('_on')}_precision"


def _day(partial: PartialDate | None, *, first: bool) -> tuple[date | None, DatePrecision]:
    if partial is None:
        return None, DatePrecision.DAY
    return (partial.first_day if first else partial.last_day), partial.precision


def reason_field() -> forms.CharField:
    return forms.CharField(
        label=_("Alasan perubahan"),
        required=False,
        widget=AdminAutoHeightTextInput,
        help_text=_(
            "Wajib bila tanggal, teks, target, bobot, atau mitra yang sudah terbit berubah. "
            "Alasan ini tampil di halaman publik bersama isi semula."
        ),
    )
