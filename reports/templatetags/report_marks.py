"""`{% load report_marks %}`: `{% state code word %}` is a status on paper: mark, word and tone."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports.marks import tone_of

register = template.Library()


@register.simple_tag
def state(code: str, word: str) -> SafeString:
    """The mark is a background, so that the reading order has the word alone."""
    return format_html(
        '<span class="state tone-{}" style="background-image: url(report:{}.svg)">{}</span>',
        tone_of(code).value,
        code,
        word,
    )
