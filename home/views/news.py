"""The list of news as its address asks for it, and the count of reads."""

from collections.abc import Sequence
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from foundation.web.facets import Chip, Facet, chips, counts_by, facet
from foundation.web.pagination import Page, paginate
from home.actions.reads import count_read
from home.domain.reading import comes_from_here, is_robot
from home.filters import FACETS, NewsFilter
from home.models import NewsPage
from home.queries.news import NewsLine, news_lines, public_news
from home.queries.news_words import news_words
from home.queries.places import FeedPlace, feed_place

PER_PAGE = 12


@dataclass(frozen=True, slots=True)
class NewsList:
    """`feed` is what the address narrows the news to, if there is a feed of exactly that."""

    news: tuple[NewsLine, ...]
    page: Page[NewsLine]
    q: str
    facets: Sequence[Facet]
    chips: Sequence[Chip]
    problems: Sequence[str]
    feed: FeedPlace


def news_list(query: QueryDict) -> NewsList:
    """Twelve queries at the most, whatever there is."""
    words = news_words()
    filters = NewsFilter(query, queryset=public_news(), labels=words)
    page = paginate(filters.found(), query.get("page"), PER_PAGE)
    legends = {"theme": _("Tema"), "region": _("Daerah"), "tag": _("Topik"), "year": _("Tahun")}
    return NewsList(
        news=news_lines(page.items),
        page=page,
        q=filters.chosen.get("q", ""),
        facets=[
            facet(
                name,
                legends[name],
                words[name],
                counts_by(filters.found(without=name), field),
                filters.chosen.get(name, ()),
                by_count=name in ("region", "tag"),
            )
            for name, field in FACETS.items()
        ],
        chips=chips(query, filters.active()),
        problems=filters.problems,
        feed=_feed(filters),
    )


def _feed(filters: NewsFilter) -> FeedPlace:
    if len(filters.chosen) == 1:
        name, values = next(iter(filters.chosen.items()))
        if name in ("theme", "region") and len(values) == 1:
            return feed_place(name, values[0], filters.labels[name][values[0]])
    return feed_place("", "", "")


@csrf_exempt  # no cookie to forge with: what is counted is that a page of this site asked
@require_POST
def count_read_view(request: HttpRequest, key: int) -> HttpResponse:
    """Answers 204 whether it was counted or not: the page has nothing to say about it."""
    page = get_object_or_404(NewsPage.objects.live(), pk=key)
    if not comes_from_here(request.headers, site=f"{request.scheme}://{request.get_host()}"):
        return HttpResponseForbidden()
    if _is_a_reader(request, page):
        count_read(page=page, day=timezone.localdate())
    return HttpResponse(status=204)


def _is_a_reader(request: HttpRequest, page: NewsPage) -> bool:
    """No robot, nobody of the house, and not the same address over and over. Only the limits remember, for an hour."""
    if is_robot(request.headers.get("User-Agent", "")) or request.user.is_authenticated:
        return False
    address = get_adapter(request).get_client_ip(request)
    again = ratelimit.consume(request, action="news_read_again", key=f"{address} {page.pk}")
    return bool(again and ratelimit.consume(request, action="news_read"))
