"""The public front: what is told rather than tracked."""

from home.models.news import NewsCommitment, NewsIndexPage, NewsPage, NewsTag, PageReads, TaggedNews
from home.models.pages import HomePage, StandardPage
from home.models.site import SiteBanner, SiteContact, SiteFooter, SiteMenu

__all__ = [
    "HomePage", "NewsCommitment", "NewsIndexPage", "NewsPage", "NewsTag", "PageReads", "SiteBanner", "SiteContact",
    "SiteFooter", "SiteMenu", "StandardPage", "TaggedNews",
]  # fmt: skip
