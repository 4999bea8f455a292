"""What the templates of practice pages ask for: Wagtail serves those pages, so their view is here."""

from dataclasses import dataclass

from django import template
from django.template import Context

from foundation.web.pagination import Page, paginate
from practices.filters import PracticeFilter
from practices.queries import PracticeLine, ThemeChoice, practice_lines, public_practices, theme_choices

PER_PAGE = 12

register = template.Library()


@dataclass(frozen=True, slots=True)
class Gallery:
    practices: tuple[PracticeLine, ...]
    page: Page[PracticeLine]
    themes: tuple[ThemeChoice, ...]
    chosen: tuple[ThemeChoice, ...]
    q: str
    problems: tuple[str, ...]


@register.simple_tag(takes_context=True)
def practice_gallery(context: Context) -> Gallery:
    """The practices that the address asks for."""
    query = context["request"].GET
    filters = PracticeFilter(query, queryset=public_practices())
    page = paginate(filters.found(), query.get("page"), PER_PAGE)
    themes = theme_choices(theme.slug for theme in filters.chosen.get("theme", ()))
    return Gallery(
        practices=practice_lines(page.items),
        page=page,
        themes=themes,
        chosen=tuple(theme for theme in themes if theme.selected),
        q=query.get("q", ""),
        problems=tuple(filters.problems),
    )
