"""A practice in the words of schema.org."""

from typing import Any

from foundation.languages import told
from practices.models import PracticePage


def practice_data(page: PracticePage) -> dict[str, Any]:
    owner = told(page.institution, "name") if page.institution else page.owner_name
    place = page.region.name if page.region else page.place_name
    return {
        "@type": "Article",
        "headline": told(page, "title"),
        "description": told(page, "summary"),
        "about": told(page.theme, "name"),
        "datePublished": page.first_published_at and page.first_published_at.isoformat(),
        "dateModified": page.last_published_at and page.last_published_at.isoformat(),
        "sourceOrganization": {"@type": "Organization", "name": owner} if owner else None,
        "spatialCoverage": {"@type": "Place", "name": place} if place else None,
    }
