"""News and the contact of whoever runs the site."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.models import HomePage, NewsPage, SiteContact
from practices.models import PracticePage
from practices.queries import PracticeLine, practice_line
from renaksi.related import RelatedItem, Subject

RELATED = 3


@dataclass(frozen=True, slots=True)
class NewsLine:
    id: int
    title: str
    url: str
    published_on: date
    summary: str
    region: str


def public_news() -> QuerySet[NewsPage]:
    return NewsPage.objects.live().select_related("region").order_by("-published_on", "-pk")


def news_lines(pages: Iterable[NewsPage]) -> tuple[NewsLine, ...]:
    return tuple(news_line(page, url=page.get_url() or "") for page in pages)


def news_line(page: NewsPage, *, url: str) -> NewsLine:
    return NewsLine(
        id=page.pk,
        title=page.title,
        url=url,
        published_on=page.published_on,
        summary=page.summary,
        region=page.region.name if page.region else "",
    )


@dataclass(frozen=True, slots=True)
class Stories:
    practices: tuple[PracticeLine, ...]
    news: tuple[NewsLine, ...]


def newest_stories(home: HomePage, most: int) -> Stories:
    """The newest practices and news below the home page; one query for both kinds."""
    practices = PracticePage.objects.live().order_by("-first_published_at", "-pk").values("pk")[:most]
    news = NewsPage.objects.live().order_by("-published_on", "-pk").values("pk")[:most]
    pages = Page.objects.filter(Q(pk__in=practices) | Q(pk__in=news)).select_related(
        "practicepage__theme", "practicepage__region", "newspage__region"
    )
    # Both kinds live below the home page, whose address is "/": no need to ask for the site's root.
    address = {page.pk: f"/{page.url_path.removeprefix(home.url_path)}" for page in pages}
    told = [page.newspage for page in pages if hasattr(page, "newspage")]
    shown = [page.practicepage for page in pages if hasattr(page, "practicepage")]
    return Stories(
        practices=tuple(practice_line(one, url=address[one.pk]) for one in reversed(shown)),
        news=tuple(
            news_line(one, url=address[one.pk])
            for one in sorted(told, key=lambda one: (one.published_on, one.pk), reverse=True)
        ),
    )


def news_of(subject: Subject) -> tuple[RelatedItem, ...]:
    """For the pages of commitments and regions (`renaksi.related`)."""
    if not subject.region_ids:
        return ()
    lines = news_lines(public_news().filter(region__in=subject.region_ids)[:RELATED])
    return tuple(
        RelatedItem(
            kind=_("Kabar"),
            title=line.title,
            url=line.url,
            text=line.summary,
            source=line.region,
            day=line.published_on,
        )
        for line in lines
    )


def site_contact() -> SiteContact | None:
    """Of the default site: there is one secretariat."""
    return SiteContact.objects.filter(site__is_default_site=True).first()
