"""RSS and Atom: all news, and by theme and by region with the practices there."""

from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from foundation.languages import told
from foundation.tables import without_control_characters
from home.queries.feed_entries import FeedEntry, feed_entries
from institutions.models import Region
from practices.models import Theme


class StoryFeed(Feed[FeedEntry, Any]):
    feed_type: type[SyndicationFeed] = Rss201rev2Feed
    item_guid_is_permalink = False
    # An Atom feed without an author is none (RFC 4287, 4.1.1).
    author_name = "Renaksi"

    def title(self, obj: Any) -> str:
        return _("Kabar Renaksi")

    def description(self, obj: Any) -> str:
        return _("Perjalanan pemerintahan terbuka di Indonesia.")

    def subtitle(self, obj: Any) -> str:
        return self.description(obj)

    def link(self, obj: Any) -> str:
        return reverse("wagtail_serve", args=["kabar/"])

    def items(self, obj: Any) -> tuple[FeedEntry, ...]:
        return feed_entries()

    def item_title(self, item: FeedEntry) -> str:
        return without_control_characters(item.title)

    def item_description(self, item: FeedEntry) -> str:
        return without_control_characters(item.summary)

    def item_link(self, item: FeedEntry) -> str:
        return item.url

    def item_guid(self, item: FeedEntry) -> str:
        return item.key

    def item_pubdate(self, item: FeedEntry) -> Any:
        return item.published

    def item_updateddate(self, item: FeedEntry) -> Any:
        return item.updated

    def item_categories(self, item: FeedEntry) -> tuple[str, ...]:
        return (item.kind,)


class ThemeFeed(StoryFeed):
    def get_object(self, request: HttpRequest, theme: str) -> Theme:
        return get_object_or_404(Theme, slug=theme)

    def title(self, obj: Theme) -> str:
        return _("Renaksi: tema %(theme)s") % {"theme": told(obj, "name")}

    def description(self, obj: Theme) -> str:
        return _("Kabar dan praktik baik dengan tema %(theme)s.") % {"theme": told(obj, "name")}

    def link(self, obj: Theme) -> str:
        return f"{super().link(obj)}?theme={obj.slug}"

    def items(self, obj: Theme) -> tuple[FeedEntry, ...]:
        return feed_entries(theme=obj)


class RegionFeed(StoryFeed):
    def get_object(self, request: HttpRequest, region: str) -> Region:
        return get_object_or_404(Region, code=region)

    def title(self, obj: Region) -> str:
        return _("Renaksi: %(region)s") % {"region": obj.name}

    def description(self, obj: Region) -> str:
        return _("Kabar dan praktik baik dari %(region)s.") % {"region": obj.name}

    def link(self, obj: Region) -> str:
        return obj.get_absolute_url()

    def items(self, obj: Region) -> tuple[FeedEntry, ...]:
        return feed_entries(region=obj)


class NewsAtom(StoryFeed):
    feed_type = Atom1Feed


class ThemeAtom(ThemeFeed):
    feed_type = Atom1Feed


class RegionAtom(RegionFeed):
    feed_type = Atom1Feed


news_rss, news_atom = require_safe(StoryFeed()), require_safe(NewsAtom())
theme_rss, theme_atom = require_safe(ThemeFeed()), require_safe(ThemeAtom())
region_rss, region_atom = require_safe(RegionFeed()), require_safe(RegionAtom())
