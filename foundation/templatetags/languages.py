"""What templates need to tell records in two languages."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from foundation import languages

register = template.Library()


@register.filter
def told(record: Any, field: str) -> languages.Told:
    """`{{ theme|told:"name" }}`: the twin in the language of the page."""
    return languages.told(record, field)


@register.filter
def lang(text: str) -> SafeString | str:
    """` lang="id"` for a text that is not in the language of the page: `<h2{{ title|lang }}>{{ title }}</h2>`."""
    code = getattr(text, "lang", "")
    return format_html(' lang="{}"', code) if code else ""


@register.filter
def indonesian(text: str) -> languages.Told:
    """What has no twin: `<p{{ narrative|indonesian|lang }}>`."""
    return languages.indonesian(text)


@register.filter
def marked(text: str) -> SafeString:
    """The text inside a `<span lang>` where an element of its own is missing; not for attributes and titles."""
    return languages.marked(text)


@register.filter
def in_indonesian(path: str) -> str:
    """The address of the same page without the language: what is marked in the menu is so in both."""
    return languages.path_in(path, languages.INDONESIAN)


@register.simple_tag
def both_languages(request: HttpRequest) -> list[dict[str, str | bool]]:
    """The addresses of this page in Bahasa Indonesia and in English; empty where it exists in one alone."""
    if not languages.has_both(request.path):
        return []
    own = languages.language()
    here = request.get_full_path()
    return [
        {
            "code": code,
            "name": name,
            "path": languages.path_in(here, code),
            "url": request.build_absolute_uri(languages.path_in(request.path, code)),
            "is_current": code == own,
        }
        for code, name in NAMES.items()
    ]


NAMES = {languages.INDONESIAN: "Bahasa Indonesia", languages.ENGLISH: "English"}
