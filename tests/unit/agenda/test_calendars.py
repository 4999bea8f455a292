"""What is written is read back with the library: an event, its zone, its folded and escaped texts."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from agenda.calendars import calendar_file
from agenda.domain.entry import Entry, EntryStatus

CHANGED = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
WHOLE_DAY = Entry(
    uid="acara-1",
    title="Forum; terbuka, untuk semua",
    starts=date(2026, 3, 22),
    ends=date(2026, 3, 24),
    status=EntryStatus.CONFIRMED,
    changed_at=CHANGED,
    sequence=3,
    url="https://renaksi.test/agenda/forum/",
)


def written(*entries: Entry) -> bytes:
    return calendar_file(entries, name="Agenda, uji", language="id")


def read_back(entry: Entry):
    return next(iter(Calendar.from_ical(written(entry)).walk("VEVENT")))


def test_calendar_tells_its_name_and_when_to_ask_again():
    calendar = Calendar.from_ical(written())
    told = {name: str(calendar[name]) for name in ("VERSION", "METHOD", "NAME", "X-WR-CALNAME")}
    assert told == {
        "VERSION": "2.0",
        "METHOD": "PUBLISH",
        "NAME": "Agenda, uji",
        "X-WR-CALNAME": "Agenda, uji",
    }
    assert calendar["NAME"].params["LANGUAGE"] == "id"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in written()


def test_whole_days_end_where_the_next_day_begins():
    event = read_back(WHOLE_DAY)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 3, 22), date(2026, 3, 25))
    assert b"DTSTART;VALUE=DATE:20260322\r\n" in written(WHOLE_DAY)


def test_identity_and_version_are_written():
    event = read_back(WHOLE_DAY)
    assert (str(event["UID"]), event["SEQUENCE"]) == ("acara-1", 3)
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == CHANGED
    assert str(event["URL"]) == "https://renaksi.test/agenda/forum/"


def test_hours_carry_the_zone_of_their_place_and_its_rules():
    zone = ZoneInfo("Asia/Makassar")
    hours = replace(
        WHOLE_DAY, starts=datetime(2026, 3, 22, 9, tzinfo=zone), ends=datetime(2026, 3, 22, 12, tzinfo=zone)
    )
    event = read_back(hours)
    assert b"DTSTART;TZID=Asia/Makassar:20260322T090000\r\n" in written(hours)
    assert event["DTSTART"].dt.astimezone(UTC) == datetime(2026, 3, 22, 1, tzinfo=UTC)
    zones = Calendar.from_ical(written(hours)).walk("VTIMEZONE")
    assert [str(one["TZID"]) for one in zones] == ["Asia/Makassar"]


def test_open_end_is_left_open():
    hours = replace(WHOLE_DAY, starts=datetime(2026, 3, 22, 9, tzinfo=ZoneInfo("Asia/Jakarta")), ends=None)
    assert "DTEND" not in read_back(hours)


@pytest.mark.parametrize("status", list(EntryStatus))
def test_status_is_written(status):
    assert str(read_back(replace(WHOLE_DAY, status=status))["STATUS"]) == status.value


def test_texts_come_back_as_they_were_however_long():
    text = "Baris pertama; dengan, tanda\n" + "panjang sekali dan “berkutip” " * 20
    event = read_back(replace(WHOLE_DAY, text=text, place="Aula, lantai 3", category="Forum"))
    assert str(event["DESCRIPTION"]) == text
    assert str(event["SUMMARY"]) == "Forum; terbuka, untuk semua"
    assert str(event["LOCATION"]) == "Aula, lantai 3"
    lines = written(replace(WHOLE_DAY, text=text)).split(b"\r\n")
    assert max(map(len, lines)) <= 75


def test_title_in_the_other_language_says_so():
    assert read_back(replace(WHOLE_DAY, lang="en"))["SUMMARY"].params["LANGUAGE"] == "en"
    assert read_back(WHOLE_DAY)["SUMMARY"].params["LANGUAGE"] == "id"


def test_deadline_blocks_nobodys_time():
    told = [str(read_back(replace(WHOLE_DAY, takes_time=taken))["TRANSP"]) for taken in (True, False)]
    assert told == ["OPAQUE", "TRANSPARENT"]


def test_same_entries_are_the_same_bytes():
    assert written(WHOLE_DAY) == written(WHOLE_DAY)
