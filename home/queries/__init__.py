"""What the front shows: news, what stands around every page, figures inside a text."""

from home.queries.addresses import page_address
from home.queries.frame import SiteFrame, site_frame
from home.queries.news import NewsLine, news_line, news_of, public_news
from home.queries.stories import Stories, newest_stories

__all__ = [
    "NewsLine",
    "SiteFrame",
    "Stories",
    "newest_stories",
    "news_line",
    "news_of",
    "page_address",
    "public_news",
    "site_frame",
]  # fmt: skip
