"""The page tree: home, news, practices. What is there already stays as its editors left it."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Locale, Page, Site

from home.models import HomePage, NewsCommitment, NewsIndexPage, NewsPage
from home.seed.files import load
from home.seed.practices import seed_practices
from home.seed.tree import child
from institutions.models import Region
from practices.actions.workflow import set_up_workflow
from practices.models import PracticeIndexPage, Theme
from renaksi.models import Commitment


def seed_pages() -> None:
    texts = load("pages")
    home = _home(texts["home"])
    news = child(home, NewsIndexPage, texts["news_index"])
    gallery = child(home, PracticeIndexPage, texts["practice_index"])
    _tell_criteria(gallery, texts["practice_index"])
    set_up_workflow(gallery)
    _seed_themes()
    seed_news(news, load("news"))
    seed_practices(gallery)


def _home(text: dict[str, Any]) -> HomePage:
    existing = HomePage.objects.first()
    if existing:
        return existing
    site = Site.objects.filter(is_default_site=True).first()
    root = Page.objects.get(depth=1)
    home = HomePage(slug="beranda", locale=Locale.get_default(), **text)
    root.add_child(instance=home)
    home.save_revision().publish()
    _serve(site, home)
    return home


def _serve(site: Site | None, home: HomePage) -> None:
    """Makes `home` what the default site shows, instead of Wagtail's greeting."""
    greeting = site.root_page if site else None
    site = site or Site(is_default_site=True)
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    site.hostname = address.hostname or "localhost"
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.root_page = home
    site.site_name = "Renaksi"
    site.save()
    if greeting and greeting.depth == 2 and not greeting.get_children().exists():
        greeting.delete()


def _tell_criteria(gallery: PracticeIndexPage, texts: dict[str, Any]) -> None:
    """Also to a gallery that is older than its criteria; what somebody wrote stays."""
    if gallery.criteria or gallery.criteria_en:
        return
    gallery.criteria, gallery.criteria_en = texts["criteria"], texts["criteria_en"]
    gallery.save_revision().publish()


def _seed_themes() -> None:
    for order, theme in enumerate(load("themes")):
        Theme.objects.get_or_create(slug=theme["slug"], defaults={**theme, "sort_order": order})


def seed_news(parent: NewsIndexPage, stories: Iterable[dict[str, Any]]) -> None:
    for story in stories:
        _seed_story(parent, story)


def _seed_story(parent: NewsIndexPage, story: dict[str, Any]) -> None:
    """Commitments are named by the code that OGP gave them; one that is not here is left out."""
    tags, codes, theme = story.pop("tags"), story.pop("commitments"), story.pop("theme")
    fields = {
        **story,
        "published_on": date.fromisoformat(story["published_on"]),
        "region": _region(story["region"]),
        "theme": Theme.objects.get(slug=theme),
    }
    is_new = not NewsPage.objects.child_of(parent).filter(slug=story["slug"]).exists()
    page = child(parent, NewsPage, fields)
    if is_new:
        page.tags.add(*tags)
        page.commitment_links = [
            NewsCommitment(commitment=one)
            for one in Commitment.objects.real().filter(ogp_code__in=codes).order_by("ogp_code")
        ]
        page.save_revision().publish()


def _region(code: str) -> Region | None:
    return Region.objects.get(code=code) if code else None
