"""`{% load formats %}`: the functions of `foundation.formats` as filters; None shows as nothing."""

from datetime import date

from django import template

from foundation import formats

register = template.Library()


@register.filter
def long_date(value: date | None) -> str:
    return "" if value is None else formats.long_date(value)


@register.filter
def partial_date(value: date | None, precision: str) -> str:
    return "" if value is None else formats.partial_date(value, precision)


@register.filter
def decimal_comma(value: formats.Number | None, places: int) -> str:
    return "" if value is None else formats.decimal_comma(value, places)


@register.filter
def percent(value: formats.Number | None, none_text: str = "") -> str:
    """Usage: `{{ progress|percent:_("belum ada bukti") }}`."""
    return formats.percent(value, none_text)


@register.filter
def file_size(value: int | None) -> str:
    return "" if value is None else formats.file_size(value)
