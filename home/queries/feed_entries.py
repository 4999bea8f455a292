"""What feeds tell: news, and with the practices of a theme or a region."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from foundation.languages import Told, told
from home.models import NewsPage
from home.queries.addresses import page_address
from home.queries.news import public_news
from institutions.models import Region
from practices.models import PracticePage, Theme
from practices.queries import public_practices

ENTRIES = 30


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """`key` is permanent and the same in both languages. News is dated by its own day, a practice by its first one here."""

    key: str
    title: Told
    url: str
    summary: Told
    kind: str
    published: datetime
    updated: datetime


def feed_entries(*, theme: Theme | None = None, region: Region | None = None) -> tuple[FeedEntry, ...]:
    """The newest first; of one theme or region with its practices. Two queries."""
    news = public_news()
    if theme is None and region is None:
        return tuple(_news_entry(page) for page in news[:ENTRIES])
    practices = public_practices().order_by("-first_published_at", "-pk")
    if theme is not None:
        news, practices = news.filter(theme=theme), practices.filter(theme=theme)
    if region is not None:
        news = news.filter(Q(region=region) | Q(region__province=region))
        practices = practices.filter(Q(region=region) | Q(province=region))
    entries = [_news_entry(page) for page in news[:ENTRIES]]
    entries += [_practice_entry(page) for page in practices[:ENTRIES]]
    return tuple(sorted(entries, key=lambda entry: entry.published, reverse=True)[:ENTRIES])


def _news_entry(page: NewsPage) -> FeedEntry:
    published = _noon(page.published_on)
    return FeedEntry(
        key=_key(page),
        title=told(page, "title"),
        url=page_address(page),
        summary=told(page, "summary"),
        kind=_("Kabar"),
        published=published,
        updated=page.last_published_at or published,
    )


def _practice_entry(page: PracticePage) -> FeedEntry:
    published = page.first_published_at or page.latest_revision_created_at or _noon(timezone.localdate())
    return FeedEntry(
        key=_key(page),
        title=told(page, "title"),
        url=page_address(page),
        summary=told(page, "summary"),
        kind=_("Praktik baik"),
        published=published,
        updated=page.last_published_at or published,
    )


def _key(page: Page) -> str:
    return f"urn:uuid:{page.translation_key}"


def _noon(day: date) -> datetime:
    """Of a day without an hour: the same day in every zone of the country."""
    return timezone.make_aware(datetime.combine(day, time(12)))
