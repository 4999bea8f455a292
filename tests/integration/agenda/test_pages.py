"""The agenda and its events as visitors see them."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agenda.enums import EventKind, EventState, Part
from agenda.models import EventCommitment, EventParty, EventPractice, EventSpeaker, ProgrammeItem
from tests.factories.institutions import CityFactory, InstitutionFactory
from tests.factories.renaksi import CommitmentFactory, PeriodFactory, PlanFactory
from tests.pages import agenda, event, practice, site_tree
from tests.public_records import read, words

pytestmark = [pytest.mark.django_db, pytest.mark.once]

DAY = timedelta(days=1)


@pytest.fixture
def tree(db):
    tree = site_tree()
    agenda(tree)
    return tree


def titles(page):
    return [words(title) for title in page.select(".row .title")]


def test_what_comes_stands_before_what_was_year_by_year(client, tree):
    event(tree, title="Nanti", first_day=timezone.localdate() + DAY)
    event(tree, title="Dulu", first_day=date(2017, 3, 22))
    event(tree, title="Lebih dulu", first_day=date(2016, 5, 1))
    page = read(client, "/agenda/")
    assert [words(head) for head in page.select(".list-title")] == ["Akan datang", "2017", "2016"]
    assert titles(page) == ["Nanti", "Dulu", "Lebih dulu"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["Forum kota", "Pameran"]),
        ({"kind": "forum"}, ["Forum kota"]),
        ({"kind": ["forum", "exhibition"]}, ["Forum kota", "Pameran"]),
        ({"region": "99.71"}, ["Forum kota"]),
        ({"month": "2017-03"}, ["Pameran"]),
        ({"month": ["2017-03", "2017-05"]}, ["Forum kota", "Pameran"]),
        ({"month": "2017-03", "kind": "forum"}, []),
    ],
)
def test_agenda_is_narrowed_by_kind_region_and_month(client, tree, query, expected):
    city = CityFactory(code="99.71")
    event(tree, title="Forum kota", region=city, first_day=date(2017, 5, 17))
    event(tree, title="Pameran", kind=EventKind.EXHIBITION, first_day=date(2017, 3, 22))
    page = read(client, "/agenda/", **query)
    assert titles(page) == expected
    if not expected:
        assert words(page.select_one(".empty-state .title")) == "Tidak ada acara yang cocok"


def test_counts_of_a_facet_leave_its_own_choice_out(client, tree):
    event(tree, title="Forum", first_day=date(2017, 5, 17))
    event(tree, title="Pameran", kind=EventKind.EXHIBITION, first_day=date(2017, 3, 22))
    page = read(client, "/agenda/", kind="forum")
    assert [words(label) for label in page.select("#facet-kind label")] == ["Forum 1", "Pameran 1"]
    assert [words(label) for label in page.select("#facet-month label")] == ["Mei 2017 1"]
    assert [words(chip) for chip in page.select(".filter-bar .chip")] == [
        "Hapus saringan: Jenis acara: Forum"
    ]


@pytest.mark.parametrize(
    "query", [{"kind": "pesta"}, {"region": "00"}, {"month": "2017-13"}, {"month": "mei"}]
)
def test_unknown_choice_is_said_and_everything_is_shown(client, tree, query):
    event(tree)
    page = read(client, "/agenda/", **query)
    assert len(page.select(".notice li")) == 1
    assert titles(page) == ["Acara uji"]


def test_empty_agenda_says_what_will_stand_here(client, tree):
    page = read(client, "/agenda/")
    heads = [words(title) for title in page.select(".empty-state .title")]
    assert heads == ["Belum ada acara", "Tidak ada tenggat yang akan datang"]


def test_deadlines_of_plans_that_share_a_day_share_a_line(client, tree):
    today = timezone.localdate()
    window = {"opens_on": today - DAY, "closes_on": today + DAY, "verify_by": today + 9 * DAY}
    for number in range(5):
        PeriodFactory(plan=PlanFactory(label=f"Rencana {number}", slug=f"rencana-{number}"), **window)
    rows = [words(row) for row in read(client, "/agenda/").select("tbody tr")]
    assert [row.partition("B09 2026")[2] for row in rows] == [
        " ditutup pukul 23.59 WIB Rencana 0 , Rencana 1 , Rencana 2 dan 2 rencana aksi lain",
        " Rencana 0 , Rencana 1 , Rencana 2 dan 2 rencana aksi lain",
    ]


def test_event_tells_everything(client, tree):
    institution, commitment = InstitutionFactory(name="Kementerian Uji"), CommitmentFactory(title="Janji uji")
    page = event(
        tree,
        first_day=timezone.localdate() + DAY,
        begins=time(9),
        ends=time(12),
        registration_url="https://renaksi.test/daftar",
        programme=[
            ProgrammeItem(title="Pembukaan", begins=time(9), sort_order=0),
            ProgrammeItem(title="Diskusi", speakers="Tiga wali kota", sort_order=1),
        ],
        speakers=[
            EventSpeaker(role="Menteri Uji", institution=institution),
            EventSpeaker(name="Budi", role="Peneliti"),
        ],
        parties=[
            EventParty(part=Part.EXHIBITOR, name="Kota Uji"),
            EventParty(part=Part.ORGANISER, institution=institution),
        ],
        practice_links=[
            EventPractice(practice=practice(tree, title="Dialog warga")),
            EventPractice(practice=practice(tree, title="Rancangan", live=False)),
        ],
        commitment_links=[EventCommitment(commitment=commitment)],
    )
    shown = read(client, page.url)
    assert [words(row) for row in shown.select("table tbody tr")] == [
        "09.00 Pembukaan —",
        "— Diskusi Tiga wali kota",
    ]
    speakers = shown.find(attrs={"aria-labelledby": "narasumber"})
    assert [words(one) for one in speakers.select("li")] == ["Menteri Uji Kementerian Uji", "Budi Peneliti"]
    terms = {words(box.dt): words(box.dd) for box in shown.select(".facts > div")}
    assert (terms["Penyelenggara"], terms["Peserta pameran"]) == ("Kementerian Uji", "Kota Uji")
    asked_first = {words(box.dt): words(box.dd) for box in shown.select(".header-facts > div")}
    assert list(asked_first) == ["Status", "Kapan", "Di mana"]
    assert asked_first["Kapan"].endswith(", 09.00–12.00 WIB")
    assert [words(card) for card in shown.select(".card .title")] == ["Dialog warga"]
    assert words(shown.find(attrs={"aria-labelledby": "komitmen"}).li.a) == "Janji uji"
    buttons = [(words(one), one["href"]) for one in shown.select(".actions a")]
    assert buttons == [
        ("Daftar di situs penyelenggara", "https://renaksi.test/daftar"),
        ("Tambahkan ke kalender", f"{page.url}acara.ics"),
    ]


def test_cancelled_event_says_why_and_offers_no_registration(client, tree):
    page = event(
        tree,
        first_day=timezone.localdate() + DAY,
        state=EventState.CANCELLED,
        cancelled_reason="Gedung kebanjiran.",
        registration_url="https://renaksi.test/daftar",
        online_url="https://renaksi.test/ruang",
    )
    shown = read(client, page.url)
    assert words(shown.select_one(".notice")) == "Acara ini dibatalkan Gedung kebanjiran."
    assert "https://renaksi.test" not in shown.main.decode()


@pytest.mark.parametrize(
    ("state", "told"), [(EventState.PLANNED, True), (EventState.CONFIRMED, True), (EventState.HELD, False)]
)
def test_past_event_that_nobody_recorded_is_not_claimed_to_have_been_held(client, tree, state, told):
    page = event(tree, first_day=date(2017, 3, 22), state=state)
    notes = [words(one) for one in read(client, page.url).select(".record-note .title")]
    assert notes == (["Belum tercatat apakah acara ini terlaksana"] if told else [])


def test_english_page_tells_the_english_side_and_marks_what_is_missing(client, tree):
    page = event(tree, title_en="Test event", summary_en="", begins=time(9), ends=time(10))
    shown = read(client, f"/en{page.url}")
    assert words(shown.h1) == "Test event"
    lead = shown.select_one(".page-header .lead")
    assert (words(lead), lead.get("lang") or lead.find(attrs={"lang": True})["lang"]) == ("Ringkasan.", "id")


def test_draft_is_for_nobody(client, tree):
    page = event(tree, live=False)
    assert [client.get(f"/agenda/{page.slug}/{file}").status_code for file in ("", "acara.ics")] == [404, 404]


def full_event(tree, *, rows: int):
    """An event with so many rows of each kind, and a deadline."""
    PeriodFactory()
    return event(
        tree,
        region=CityFactory(),
        programme=[ProgrammeItem(title=f"Mata acara {row}") for row in range(rows)],
        speakers=[EventSpeaker(role="Menteri", institution=InstitutionFactory()) for _row in range(rows)],
        parties=[EventParty(part=Part.EXHIBITOR, institution=InstitutionFactory()) for _row in range(rows)],
        practice_links=[
            EventPractice(practice=practice(tree, title=f"Praktik {rows} {row}")) for row in range(rows)
        ],
        commitment_links=[EventCommitment(commitment=CommitmentFactory()) for _row in range(rows)],
    )


def asked(client, address: str) -> int:
    """How many queries the page takes, once what is kept is there."""
    read(client, address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def test_queries_do_not_grow(client, tree):
    one = full_event(tree, rows=1)
    of_one, of_its_page = asked(client, "/agenda/"), asked(client, one.url)
    three = full_event(tree, rows=3)
    full_event(tree, rows=2)
    assert (asked(client, "/agenda/"), asked(client, three.url)) == (of_one, of_its_page)
    assert of_one <= 15
