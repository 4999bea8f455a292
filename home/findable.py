"""What the search finds of news and of pages that stand for themselves."""

from django.utils.translation import gettext_lazy as _

from foundation.search.sources import Findable, Source, words_of
from home.models import NewsPage, StandardPage


def _describe_news(news: NewsPage) -> Findable:
    return Findable(
        title=news.title,
        title_en=news.title_en,
        context=news.region.name if news.region else "",
        text=f"{news.summary} {words_of(news.body)}",
        text_en=f"{news.summary_en} {words_of(news.body_en)}".strip(),
    )


def _describe_page(page: StandardPage) -> Findable:
    return Findable(
        title=page.title,
        title_en=page.title_en,
        text=f"{page.introduction} {words_of(page.body)}",
        text_en=f"{page.introduction_en} {words_of(page.body_en)}".strip(),
    )


SOURCES = (
    Source(
        kind="kabar",
        label=_("Kabar"),
        records=lambda: NewsPage.objects.select_related("region"),
        public=NewsPage.objects.live,
        describe=_describe_news,
        is_page=True,
    ),
    Source(
        kind="halaman",
        label=_("Halaman"),
        records=StandardPage.objects.all,
        public=StandardPage.objects.live,
        describe=_describe_page,
        is_page=True,
    ),
)
