"""What the seed tells of events and of the site itself."""

import pytest

from agenda.enums import EventState, Part
from agenda.models import EventPage
from home.models import SiteContact, StandardPage
from home.seed.events import seed_events
from home.seed.standard_pages import seed_standard_pages
from tests.factories.institutions import InstitutionFactory, ProvinceFactory
from tests.pages import practice, site_tree
from tests.public_records import read, words

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def tree(db):
    ProvinceFactory(code="31", name="Jakarta Uji")
    return site_tree()


def test_announced_event_is_told_as_planned_with_its_exhibitors_and_practice(client, tree):
    practice(tree, title="LAPOR!", slug="lapor")
    ministry = InstitutionFactory(name="Kementerian Keuangan", slug="kemenkeu")
    seed_events()
    page = EventPage.objects.get(first_day="2017-03-22")
    assert page.state == EventState.PLANNED
    assert page.parties.filter(part=Part.EXHIBITOR).count() == 9
    assert page.parties.get(part=Part.EXHIBITOR, institution=ministry).name == "Kementerian Keuangan"
    assert [speaker.name for speaker in page.speakers.all()] == [""] * 6
    assert [words(title) for title in read(client, page.url).select(".card .title")] == ["LAPOR!"]


def test_second_run_keeps_what_editors_wrote(tree):
    seed_events()
    seed_standard_pages()
    EventPage.objects.update(summary="Ditulis editor.")
    StandardPage.objects.update(introduction="Ditulis editor.")
    seed_events()
    seed_standard_pages()
    assert set(EventPage.objects.values_list("summary", flat=True)) == {"Ditulis editor."}
    assert set(StandardPage.objects.values_list("introduction", flat=True)) == {"Ditulis editor."}
    assert (EventPage.objects.count(), StandardPage.objects.count()) == (2, 5)


@pytest.mark.parametrize("slug", ["tentang", "metode", "aksesibilitas", "privasi", "kontak"])
def test_standard_page_is_whole_in_both_languages(client, tree, slug):
    seed_standard_pages()
    pages = [read(client, f"{prefix}/{slug}/") for prefix in ("", "/en")]
    heads = [[words(head) for head in page.select(".prose h2")] for page in pages]
    assert len(heads[0]) == len(heads[1]) > 3
    assert set(heads[0]).isdisjoint(heads[1])
    for page in pages:
        linked = {link["href"][1:] for link in page.select(".filter-panel nav a")}
        assert linked == ({head["id"] for head in page.select(".prose h2")} if linked else set())
        assert not page.select(".prose[lang]")


def test_contact_page_says_who_runs_the_site_or_that_nobody_wrote_it_down(client, tree):
    seed_standard_pages()
    assert words(read(client, "/kontak/").select_one(".record-note .title")) == "Alamat pengelola belum diisi"
    SiteContact.objects.create(site=tree.site, organisation="Sekretariat Uji", email="uji@renaksi.test")
    assert words(read(client, "/kontak/").select_one(".record-note")) == "Sekretariat Uji uji@renaksi.test"
