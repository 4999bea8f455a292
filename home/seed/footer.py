"""The first footer: what the site is, with its standard pages, and where its data come from."""

from wagtail.models import Site

from home.models import HomePage, SiteFooter, StandardPage
from home.seed.files import load


def seed_footer() -> None:
    """Only where no footer was saved yet: an empty one is a decision, too."""
    site = Site.objects.get(is_default_site=True)
    if SiteFooter.objects.filter(site=site).exists():
        return
    columns = load("footer")
    columns[0]["links"] = [
        {"label": page.title, "label_en": page.title_en, "page": page, "address": ""}
        for page in StandardPage.objects.child_of(HomePage.objects.get()).live().order_by("path")
    ]
    SiteFooter.objects.create(site=site, columns=[("column", column) for column in columns])
