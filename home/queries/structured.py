"""The front and its news in the words of schema.org."""

from typing import Any

from foundation.languages import told
from home.models import HomePage, NewsPage


def site_data(page: HomePage, *, search_url: str) -> dict[str, Any]:
    """`search_url`: the full address of the search."""
    return {
        "@type": "WebSite",
        "name": "Renaksi",
        "description": told(page, "introduction"),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search_url}?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }


def news_data(page: NewsPage) -> dict[str, Any]:
    place = page.region.name if page.region else page.place
    return {
        "@type": "NewsArticle",
        "headline": told(page, "title"),
        "description": told(page, "summary"),
        "datePublished": page.published_on.isoformat(),
        "dateModified": page.last_published_at and page.last_published_at.isoformat(),
        "contentLocation": {"@type": "Place", "name": place} if place else None,
    }
