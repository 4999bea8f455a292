"""Calendars over HTTP: one event as a file, and the feed of events and deadlines."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from agenda.enums import EventState, Zone
from agenda.models import EventCommitment
from renaksi.actions.periods import close_period
from renaksi.enums import PeriodState
from tests.actors import secretariat_admin
from tests.factories.institutions import CityFactory
from tests.factories.renaksi import CommitmentFactory, PeriodFactory, PlanFactory
from tests.pages import event, site_tree

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def tree(db):
    return site_tree()


def subscribed(client, address="/agenda/kalender.ics", **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return Calendar.from_ical(response.content).walk("VEVENT")


def titles(events) -> list[str]:
    return [str(one["SUMMARY"]) for one in events]


def coming(**fields):
    today = timezone.localdate()
    window = {"opens_on": today + DAY, "closes_on": today + 5 * DAY, "verify_by": today + 9 * DAY}
    return PeriodFactory(**{**window, **fields})


@pytest.mark.once
def test_event_as_a_file(client, tree):
    page = event(tree, begins=time(9), ends=time(12), zone=Zone.WITA, address="Jalan Uji 1\nUjung")
    page.save_revision().publish()
    page.refresh_from_db()
    response = client.get(f"/agenda/{page.slug}/acara.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'inline; filename="acara.ics"'
    assert not response.cookies
    [one] = Calendar.from_ical(response.content).walk("VEVENT")
    assert str(one["UID"]) == str(page.translation_key)
    assert one["DTSTART"].dt.astimezone(UTC) == datetime(2026, 3, 22, 1, tzinfo=UTC)
    assert one["LAST-MODIFIED"].dt == page.last_published_at.replace(microsecond=0)
    assert str(one["LOCATION"]) == "Aula uji, Jalan Uji 1 Ujung"
    assert str(one["URL"]) == f"http://testserver{page.url}"


@pytest.mark.once
def test_later_publication_is_a_higher_version_of_the_same_event(client, tree):
    page = event(tree)
    page.save_revision().publish()
    before = subscribed(client, f"/agenda/{page.slug}/acara.ics")[0]
    page.refresh_from_db()
    page.first_published_at -= timedelta(hours=1)
    page.first_day = date(2026, 3, 23)
    page.save_revision().publish()
    after = subscribed(client, f"/agenda/{page.slug}/acara.ics")[0]
    assert (before["SEQUENCE"], before["UID"]) == (0, after["UID"])
    assert after["SEQUENCE"] >= 3600


@pytest.mark.once
@pytest.mark.parametrize(
    ("state", "status", "title"),
    [
        (EventState.PLANNED, "TENTATIVE", "Acara uji"),
        (EventState.CONFIRMED, "CONFIRMED", "Acara uji"),
        (EventState.HELD, "CONFIRMED", "Acara uji"),
        (EventState.CANCELLED, "CANCELLED", "Dibatalkan: Acara uji"),
    ],
)
def test_status_of_an_event(client, tree, state, status, title):
    event(tree, state=state, cancelled_reason="Banjir.")
    [one] = subscribed(client)
    assert (str(one["STATUS"]), str(one["SUMMARY"])) == (status, title)
    assert ("Banjir." in str(one["DESCRIPTION"])) == (state == EventState.CANCELLED)


@pytest.mark.once
def test_feed_speaks_the_language_of_its_address(client, tree):
    event(tree, title_en="Test event")
    event(tree, title="Tanpa padanan", first_day=date(2026, 4, 1))
    plan = coming(plan=PlanFactory(label="Rencana", label_en="Plan")).plan
    told = {
        str(one["SUMMARY"]): one["SUMMARY"].params["LANGUAGE"]
        for one in subscribed(client, "/en/agenda/kalender.ics")
    }
    assert (told["Test event"], told["Tanpa padanan"]) == ("en", "id")
    assert {str(one["UID"]) for one in subscribed(client)} == {
        str(one["UID"]) for one in subscribed(client, "/en/agenda/kalender.ics")
    }
    assert sum(title.endswith(f": {plan.label_en}") for title in told) == 3


@pytest.mark.once
def test_deadlines_are_whole_days_with_lasting_names(client, tree):
    coming(plan=PlanFactory(label="Rencana Kota"))
    today = timezone.localdate()
    events = subscribed(client)
    assert titles(events) == [
        "Pelaporan B09 2026 dibuka: Rencana Kota",
        "Pelaporan B09 2026 ditutup pukul 23.59 WIB: Rencana Kota",
        "Batas verifikasi laporan B09 2026: Rencana Kota",
    ]
    assert [one["DTSTART"].dt for one in events] == [today + DAY, today + 5 * DAY, today + 9 * DAY]
    assert len({str(one["UID"]) for one in events}) == 3
    assert [str(one["UID"]) for one in subscribed(client)] == [str(one["UID"]) for one in events]


@pytest.mark.once
def test_round_that_closes_early_is_called_off_in_the_calendar(client, tree):
    period = coming(state=PeriodState.OPEN, opens_on=timezone.localdate() - DAY)
    close_period(period=period, by=secretariat_admin())
    told = [(str(one["STATUS"]), one["SEQUENCE"]) for one in subscribed(client)]
    assert told == [("CONFIRMED", 1), ("CANCELLED", 1), ("CONFIRMED", 1)]


def test_feed_holds_neither_samples_nor_drafts(client, tree):
    event(tree, title="Nyata")
    event(tree, title="Contoh", is_sample=True)
    event(tree, title="Rancangan", live=False)
    coming(plan=PlanFactory(is_sample=True))
    assert titles(subscribed(client)) == ["Nyata"]


def test_feed_of_one_plan_or_one_region(client, tree):
    region = CityFactory()
    plan = coming(plan=PlanFactory(slug="kota", label="Rencana Kota", region=region)).plan
    coming()
    event(tree, title="Di kota", region=region)
    event(
        tree,
        title="Tentang rencana",
        commitment_links=[EventCommitment(commitment=CommitmentFactory(plan=plan))],
    )
    event(tree, title="Lain")
    deadlines = 3
    assert len(subscribed(client)) == 3 + 2 * deadlines
    assert len(subscribed(client, daerah=region.code)) == 1 + deadlines
    assert len(subscribed(client, daerah=region.province.code)) == 1 + deadlines
    assert titles(subscribed(client, rencana="kota"))[0] == "Tentang rencana"
    assert len(subscribed(client, rencana="kota")) == 1 + deadlines


@pytest.mark.once
@pytest.mark.parametrize("query", [{"rencana": "tidak-ada"}, {"daerah": "00"}, {"rencana": "rahasia"}])
def test_unknown_plan_or_region_is_not_there(client, tree, query):
    PlanFactory(slug="rahasia", live=False)
    assert client.get("/agenda/kalender.ics", query).status_code == 404


@pytest.mark.once
def test_subscriber_who_has_the_newest_gets_nothing_twice(client, tree):
    page = event(tree)
    first = client.get("/agenda/kalender.ics")
    again = client.get("/agenda/kalender.ics", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    page.delete()
    changed = client.get("/agenda/kalender.ics", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(client, django_assert_num_queries, rows):
    tree = site_tree()
    for number in range(rows):
        event(tree, title=f"Acara {number}", region=CityFactory())
        coming()
    client.get("/agenda/kalender.ics")
    with django_assert_num_queries(3):
        client.get("/agenda/kalender.ics")
