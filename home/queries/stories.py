"""What the home page tells of practices and news."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from wagtail.models import Page

from foundation.languages import Told, told
from home.models import NewsPage
from home.queries.addresses import page_address
from home.queries.news import NewsLine, news_lines
from practices.models import PracticePage, Theme
from practices.queries import PracticeLine, practice_line


@dataclass(frozen=True, slots=True)
class ThemeDoor:
    """A theme with its number of published practices."""

    name: Told
    url: str
    practices: int


@dataclass(frozen=True, slots=True)
class Stories:
    practices: tuple[PracticeLine, ...]
    news: tuple[NewsLine, ...]
    themes: tuple[ThemeDoor, ...]


def newest_stories(most: int) -> Stories:
    """The newest practices and news, one query for both kinds; the themes, another."""
    practices = (
        PracticePage.objects.live()
        .filter(is_sample=False)
        .order_by("-first_published_at", "-pk")
        .values("pk")[:most]
    )
    news = NewsPage.objects.live().order_by("-published_on", "-pk").values("pk")[:most]
    pages = Page.objects.filter(Q(pk__in=practices) | Q(pk__in=news)).select_related(
        "practicepage__theme", "practicepage__region", "newspage__region", "newspage__theme"
    )
    posts = [page.newspage for page in pages if hasattr(page, "newspage")]
    shown = [page.practicepage for page in pages if hasattr(page, "practicepage")]
    return Stories(
        practices=tuple(practice_line(one, url=page_address(one)) for one in reversed(shown)),
        news=news_lines(sorted(posts, key=lambda one: (one.published_on, one.pk), reverse=True)),
        themes=_themes(),
    )


def _themes() -> tuple[ThemeDoor, ...]:
    shown = Count("practices", filter=Q(practices__live=True, practices__is_sample=False))
    found = Theme.objects.annotate(shown=shown).order_by("sort_order")
    return tuple(
        ThemeDoor(told(theme, "name"), reverse("practice_theme", args=[theme.slug]), theme.shown)
        for theme in found
    )
