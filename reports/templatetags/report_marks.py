"""`{% load report_marks %}`: `{% state code word %}` is a status: mark, word and tone."""

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports.marks import inline_mark, tone_of

register = template.Library()


@register.simple_tag(takes_context=True)
def state(context: Context, code: str, word: str) -> SafeString:
    """On paper the mark is a background of `report:marks.css`, so that the reading order has the word alone."""
    if context.get("on_screen"):
        return format_html(
            '<span class="state tone-{}">{}{}</span>', tone_of(code).value, inline_mark(code), word
        )
    return format_html('<span class="state tone-{} mark-{}">{}</span>', tone_of(code).value, code, word)
