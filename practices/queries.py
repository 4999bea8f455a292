"""The gallery of good practices, and practices that belong to a region or an institution."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from practices.models import PracticePage, Theme
from renaksi.related import RelatedItem, Subject

RELATED = 4


@dataclass(frozen=True, slots=True)
class PracticeLine:
    id: int
    title: str
    url: str
    theme: str
    place: str
    since: str
    summary: str


@dataclass(frozen=True, slots=True)
class ThemeChoice:
    """Shape: `templates/components/facet_choice.html`, and the theme's introduction."""

    value: str
    label: str
    introduction: str
    count: int
    selected: bool


def public_practices() -> QuerySet[PracticePage]:
    return (
        PracticePage.objects.live().select_related("theme", "region").order_by("theme__sort_order", "title")
    )


def practice_line(page: PracticePage, *, url: str | None = None) -> PracticeLine:
    return PracticeLine(
        id=page.pk,
        title=page.title,
        url=page.get_url() or "" if url is None else url,
        theme=page.theme.name,
        place=page.region.name if page.region else page.place_name,
        since=page.since,
        summary=page.summary,
    )


def practice_lines(pages: Iterable[PracticePage]) -> tuple[PracticeLine, ...]:
    return tuple(map(practice_line, pages))


def theme_choices(selected: Iterable[str]) -> tuple[ThemeChoice, ...]:
    """Every theme with its number of published practices; choosing one does not change the others' counts."""
    chosen = set(selected)
    themes = Theme.objects.annotate(total=Count("practices", filter=Q(practices__live=True)))
    return tuple(
        ThemeChoice(theme.slug, theme.name, theme.introduction, theme.total, theme.slug in chosen)
        for theme in themes
    )


def practices_of(subject: Subject) -> tuple[RelatedItem, ...]:
    """For the pages of commitments, regions and institutions (`renaksi.related`)."""
    own = Q(region__in=subject.region_ids) | Q(institution__in=subject.institution_ids)
    return tuple(
        RelatedItem(
            kind=_("Praktik baik: %(theme)s") % {"theme": line.theme},
            title=line.title,
            url=line.url,
            text=line.summary,
            source=line.place,
        )
        for line in practice_lines(public_practices().filter(own)[:RELATED])
    )
