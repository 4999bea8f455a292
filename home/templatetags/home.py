"""What the templates of the home and news pages ask for: Wagtail serves those pages, so their view is called here."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from django import template
from django.http import HttpRequest
from django.template import Context
from django.utils import timezone

from agenda.queries.events import EventLine, upcoming
from home.enums import Measure
from home.queries import Stories, newest_stories
from home.queries.live import CommitmentPick, LiveFigure, Scope, live_figure, picked_commitments, theme_of
from home.queries.news import NewsStory, news_story
from home.queries.places import FeedPlace, feed_place
from home.views.news import NewsList, news_list
from renaksi.queries.front import FrontPage, front_page

NEWEST = 3

register = template.Library()


@dataclass(frozen=True, slots=True)
class Front:
    tracking: FrontPage
    stories: Stories
    events: tuple[EventLine, ...]


@register.simple_tag
def front() -> Front:
    return Front(front_page(as_of=timezone.localdate()), newest_stories(NEWEST), upcoming(NEWEST))


@register.simple_tag(takes_context=True)
def news_index(context: Context) -> NewsList:
    return news_list(context["request"].GET)


@register.simple_tag(takes_context=True)
def news_post(context: Context) -> NewsStory:
    """Everything that the page of a post tells, also while it is previewed in the CMS."""
    return news_story(context["page"])


@register.simple_tag
def feeds_of(kind: str = "", key: str = "", name: str = "") -> FeedPlace:
    """`{% feeds_of "region" code name as feed %}`, for `components/feed_links.html`."""
    return feed_place(kind, key, name)


@register.simple_tag
def block_figure(value: Any) -> LiveFigure:
    scope = Scope(value["plan"], value["region"], theme_of(value["theme"]))
    return live_figure(Measure(value["measure"]), scope, pinned_on=value["pinned_on"])


@register.simple_tag
def block_commitments(value: Any) -> CommitmentPick:
    return picked_commitments(
        Scope(value["plan"], value["region"]),
        status=value["status"],
        picked=[one.pk for one in value["picked"] if one],
        most=value["most"],
    )


@dataclass(frozen=True, slots=True)
class ShareLink:
    name: str
    url: str


@register.simple_tag
def share_links(request: HttpRequest, title: str) -> list[ShareLink]:
    """Plain links: nothing is asked of those hosts until somebody follows one."""
    address = request.build_absolute_uri(request.path)
    return [
        ShareLink("WhatsApp", f"https://wa.me/?{urlencode({'text': f'{title} {address}'}, quote_via=quote)}"),
        ShareLink(
            "X", f"https://x.com/intent/post?{urlencode({'text': title, 'url': address}, quote_via=quote)}"
        ),
        ShareLink("Facebook", f"https://www.facebook.com/sharer/sharer.php?{urlencode({'u': address})}"),
    ]


@register.simple_tag
def mail_link(request: HttpRequest, title: str) -> str:
    address = request.build_absolute_uri(request.path)
    return f"mailto:?{urlencode({'subject': title, 'body': address}, quote_via=quote)}"
