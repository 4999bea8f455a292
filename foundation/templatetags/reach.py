"""What a page tells machines of itself, and people who cite it."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from foundation import languages
from foundation.reach.structured import json_ld

register = template.Library()

_LOCALES = {languages.INDONESIAN: "id_ID", languages.ENGLISH: "en_GB"}


@register.inclusion_tag("components/page_meta.html", takes_context=True)
def page_meta(
    context: Context, kind: str, key: int, title: str, *, description: str = "", article: bool = False
) -> dict[str, Any]:
    """Open Graph of the citable `kind`, `key` (`foundation.reach.citables`); a draft without a key has no picture."""
    request: HttpRequest = context["request"]
    own = languages.language()
    return {
        "title": title,
        "description": description,
        "url": request.build_absolute_uri(request.path),
        "picture": request.build_absolute_uri(reverse("citable_card", args=(kind, key))) if key else "",
        "type": "article" if article else "website",
        "locale": _LOCALES[own],
        "other_locale": next(code for language, code in _LOCALES.items() if language != own),
    }


@register.simple_tag(takes_context=True)
def structured(context: Context, data: Mapping[str, Any]) -> SafeString:
    """`data` as JSON-LD with the address and the language of the page."""
    request: HttpRequest = context["request"]
    return json_ld(
        {"url": request.build_absolute_uri(request.path), "inLanguage": languages.language(), **data}
    )


@register.inclusion_tag("components/citation.html", takes_context=True)
def citation(context: Context, kind: str, key: int, title: str, as_of: Any = None) -> dict[str, Any]:
    """How to cite the page: with its permanent address and the day it was read."""
    request: HttpRequest = context["request"]
    return {
        "title": title,
        "as_of": as_of,
        "url": request.build_absolute_uri(reverse("permanent", args=(kind, key))),
        "today": timezone.localdate(),
        "publisher": getattr(context.get("site_contact"), "organisation", ""),
    }
