"""What each app tells search engines of; an app registers its own in its `AppConfig.ready()`."""

from django.contrib.sitemaps import Sitemap


class TwiceToldSitemap(Sitemap):
    """Every address with its twin; Bahasa Indonesia is what a stranger is shown."""

    i18n = True
    alternates = True
    x_default = True


# By the word of its address; one file each, for a file may hold 50,000 addresses.
SITEMAPS: dict[str, type[Sitemap]] = {}


def register_sitemap(section: str, sitemap: type[Sitemap]) -> None:
    SITEMAPS[section] = sitemap
