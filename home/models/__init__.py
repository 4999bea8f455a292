"""The public front: what is told rather than tracked."""

from home.models.news import NewsIndexPage, NewsPage, NewsTag
from home.models.pages import HomePage, StandardPage
from home.models.site import SiteContact

__all__ = ["HomePage", "NewsIndexPage", "NewsPage", "NewsTag", "SiteContact", "StandardPage"]
