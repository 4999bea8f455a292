"""What the templates of the home and news pages ask for: Wagtail serves those pages, so their view is here."""

from dataclasses import dataclass

from django import template
from django.template import Context
from django.utils import timezone

from foundation.web.pagination import Page, paginate
from home.queries import NewsLine, Stories, newest_stories, news_lines, public_news
from renaksi.queries.front import FrontPage, front_page

NEWEST = 3
PER_PAGE = 12

register = template.Library()


@dataclass(frozen=True, slots=True)
class Front:
    tracking: FrontPage
    stories: Stories


@register.simple_tag(takes_context=True)
def front(context: Context) -> Front:
    return Front(front_page(as_of=timezone.localdate()), newest_stories(context["page"], NEWEST))


@dataclass(frozen=True, slots=True)
class NewsList:
    news: tuple[NewsLine, ...]
    page: Page[NewsLine]


@register.simple_tag(takes_context=True)
def news_list(context: Context) -> NewsList:
    page = paginate(public_news(), context["request"].GET.get("page"), PER_PAGE)
    return NewsList(news_lines(page.items), page)
