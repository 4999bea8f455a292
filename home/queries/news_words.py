"""The words of the news' facets: every value that published news has, with its label."""

from collections.abc import Mapping

from foundation.languages import told
from home.models import NewsPage, NewsTag
from institutions.models import Region
from practices.models import Theme


def news_words() -> Mapping[str, Mapping[str, str]]:
    """Four queries, whatever there is."""
    days = NewsPage.objects.live().dates("published_on", "year", order="DESC")
    regions = Region.objects.filter(pk__in=NewsPage.objects.live().values("region"))
    tags = NewsTag.objects.filter(tagged__content_object__live=True).distinct()
    return {
        "theme": {theme.slug: told(theme, "name") for theme in Theme.objects.all()},
        "region": {region.code: region.name for region in regions.order_by("name")},
        "tag": {tag.slug: tag.name for tag in tags},
        "year": {str(day.year): str(day.year) for day in days},
    }
