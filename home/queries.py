"""News and the contact of whoever runs the site."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from home.models import NewsPage, SiteContact
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
    return tuple(
        NewsLine(
            id=page.pk,
            title=page.title,
            url=page.get_url() or "",
            published_on=page.published_on,
            summary=page.summary,
            region=page.region.name if page.region else "",
        )
        for page in pages
    )


def newest_news(most: int) -> tuple[NewsLine, ...]:
    return news_lines(public_news()[:most])


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
