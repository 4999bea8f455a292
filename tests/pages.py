"""The page tree of the site: a home page as the default site's root, with news and practices below it."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from wagtail.models import Page, Site

from agenda.enums import EventKind
from agenda.models import EventIndexPage, EventPage
from home.models import HomePage, NewsIndexPage, NewsPage
from practices.models import PracticeIndexPage, PracticePage, Theme


def site_tree() -> SimpleNamespace:
    """home at `/`, news at `/kabar/`, practices at `/praktik/`."""
    root = Page.objects.get(depth=1)
    home = root.add_child(
        instance=HomePage(
            title="Beranda", slug="beranda-uji", headline="Janji dan buktinya", introduction="Pengantar."
        )
    )
    site, _created = Site.objects.get_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
    )
    site.root_page = home
    site.save()
    return SimpleNamespace(
        home=home,
        site=site,
        news=home.add_child(instance=NewsIndexPage(title="Kabar", slug="kabar")),
        practices=home.add_child(instance=PracticeIndexPage(title="Praktik baik", slug="praktik")),
    )


def story(tree: SimpleNamespace, **fields: Any) -> NewsPage:
    values = {"title": "Kabar uji", "summary": "Ringkasan.", "published_on": date(2026, 11, 1)}
    return tree.news.add_child(instance=NewsPage(**{**values, **fields}))


def theme(slug: str = "data-terbuka", name: str = "Data Terbuka") -> Theme:
    return Theme.objects.get_or_create(
        slug=slug, defaults={"name": name, "introduction": f"Tentang {name}."}
    )[0]


def practice(tree: SimpleNamespace, **fields: Any) -> PracticePage:
    values = {"title": "Praktik uji", "summary": "Ringkasan.", "place_name": "Nasional"}
    values["theme"] = fields.pop("theme", None) or theme()
    return tree.practices.add_child(instance=PracticePage(**{**values, **fields}))


def agenda(tree: SimpleNamespace) -> EventIndexPage:
    """At `/agenda/`."""
    existing = EventIndexPage.objects.first()
    return existing or tree.home.add_child(instance=EventIndexPage(title="Agenda", slug="agenda"))


def event(tree: SimpleNamespace, **fields: Any) -> EventPage:
    values = {
        "title": "Acara uji",
        "summary": "Ringkasan.",
        "kind": EventKind.FORUM,
        "first_day": date(2026, 3, 22),
        "place": "Aula uji",
    }
    return agenda(tree).add_child(instance=EventPage(**{**values, **fields}))
