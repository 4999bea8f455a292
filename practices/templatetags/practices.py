"""What the templates of practice pages ask for: Wagtail serves those pages, so their view is called here."""

from django import template
from django.template import Context
from django.utils import timezone

from practices.queries.copies import CopyNode, copy_tree
from practices.queries.story import Story, story_of
from practices.views.gallery import Gallery, gallery

register = template.Library()


@register.simple_tag(takes_context=True)
def practice_gallery(context: Context) -> Gallery:
    """The practices that the address asks for."""
    return gallery(context["request"].GET, today=timezone.localdate())


@register.simple_tag(takes_context=True)
def practice_story(context: Context) -> Story:
    """Everything that the page of a practice tells, also while it is previewed in the CMS."""
    return story_of(context["page"], today=timezone.localdate())


@register.simple_tag(takes_context=True)
def practice_copy_tree(context: Context) -> tuple[CopyNode, ...]:
    """Who copied this practice, and who copied them."""
    page = context["page"]
    return copy_tree(page) if page.pk else ()
