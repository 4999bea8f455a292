"""One theme of the gallery: what it is, its practices, its news."""

from dataclasses import dataclass

from django.db.models import Count, Q

from foundation.languages import Told, told
from practices.enums import EvidenceLevel
from practices.models import Theme
from practices.queries.lines import PracticeLine, practice_lines, public_practices
from renaksi.related import RelatedItem, Subject, related_to

SHOWN = 12


@dataclass(frozen=True, slots=True)
class ThemeLink:
    slug: str
    name: Told


@dataclass(frozen=True, slots=True)
class ThemePage:
    """`regions` have a practice of it, `proven` practices have more than the word of who does them."""

    slug: str
    name: Told
    introduction: Told
    total: int
    regions: int
    proven: int
    copied: int
    practices: tuple[PracticeLine, ...]
    news: tuple[RelatedItem, ...]
    others: tuple[ThemeLink, ...]


def theme_page(slug: str) -> ThemePage | None:
    themes = {theme.slug: theme for theme in Theme.objects.all()}
    theme = themes.get(slug)
    if theme is None:
        return None
    practices = public_practices().filter(theme=theme)
    figures = practices.order_by().aggregate(
        total=Count("pk"),
        regions=Count("region", distinct=True),
        proven=Count("pk", filter=~Q(evidence_level=EvidenceLevel.CLAIMED)),
        copied=Count("pk", filter=Q(copies__gt=0)),
    )
    newest = practices.order_by("-copies", "-first_published_at", "-pk")[:SHOWN]
    return ThemePage(
        slug=slug,
        name=told(theme, "name"),
        introduction=told(theme, "introduction"),
        practices=practice_lines(newest),
        news=related_to(Subject(theme_ids=frozenset({theme.pk}))),
        others=tuple(ThemeLink(one.slug, told(one, "name")) for one in themes.values() if one != theme),
        **figures,
    )
