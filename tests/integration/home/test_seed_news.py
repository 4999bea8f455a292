"""The news and the footer of the first start, without the plans' whole import."""

from copy import deepcopy
from datetime import date

import pytest

from home.models import NewsPage, SiteFooter, StandardPage
from home.queries import site_frame
from home.seed.files import load
from home.seed.footer import seed_footer
from home.seed.pages import seed_news
from tests.factories.institutions import CityFactory
from tests.factories.renaksi import CommitmentFactory
from tests.pages import site_tree, theme

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def tree(db):
    for one in load("themes"):
        theme(one["slug"], one["name"])
    CityFactory(code="11.71")
    return site_tree()


def test_news_has_place_author_topics_and_commitments_in_both_languages(tree):
    for code in ("ID0071", "ID0070", "ID0060"):
        CommitmentFactory(ogp_code=code)
    seed_news(tree.news, load("news"))
    page = NewsPage.objects.get(slug="banda-aceh-menajamkan-tiga-komitmen")
    assert (page.place, page.author_initials, page.published_on) == ("Banda Aceh", "LO", date(2016, 11, 29))
    assert sorted(tag.name for tag in page.tags.all()) == ["data terbuka", "gampong", "pengaduan"]
    assert [link.commitment.ogp_code for link in page.commitment_links.all()] == ["ID0070", "ID0071"]
    for page in NewsPage.objects.all():
        assert all((page.title_en, page.summary_en, page.body_en, page.place, page.author_initials)), page


def test_second_start_keeps_what_editors_wrote(tree):
    seed_news(tree.news, load("news"))
    page = NewsPage.objects.first()
    page.title = "Judul editor"
    page.tags.clear()
    page.save()
    seed_news(tree.news, deepcopy(load("news")))
    again = NewsPage.objects.get(pk=page.pk)
    assert (NewsPage.objects.count(), again.title, list(again.tags.all())) == (3, "Judul editor", [])


def test_footer_lists_the_standard_pages_and_stays_as_it_was_saved(tree):
    about = tree.home.add_child(instance=StandardPage(title="Tentang", title_en="About", slug="tentang"))
    seed_footer()
    first, sources = site_frame("/", today=date(2026, 11, 22)).columns
    assert [(str(link.label), link.url) for link in first.links] == [("Tentang", about.url)]
    assert [link.url for link in sources.links] == [
        "/daerah/",
        "/laporan/",
        "/laporan/verifikasi/",
        "/kabar/rss/",
    ]
    SiteFooter.objects.update(columns=[])
    seed_footer()
    assert len(SiteFooter.objects.get().columns) == 0
