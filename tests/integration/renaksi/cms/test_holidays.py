"""The table of holidays: a whole year at once, checked line by line, and a proposal that is none more than that."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import User
from renaksi.actions.holidays import keep_year
from renaksi.domain.holiday_list import ListedDay
from renaksi.enums import HolidayKind
from renaksi.models import Holiday
from renaksi.queries.holidays import proposed_holidays

pytestmark = [pytest.mark.django_db, pytest.mark.once]

YEAR = "/admin/hari-libur/tahun/"
LIST = "1 Januari 2027\tTahun Baru Masehi\n24 Desember 2027\tCuti Bersama Hari Raya Natal"


def kept() -> list[tuple[date, str, str]]:
    return list(Holiday.objects.values_list("on", "name", "kind"))


def save(client: Client, text: str = LIST, **fields: str):
    return client.post(YEAR, {"year": "2027", "text": text, "is_checked": "on", **fields})


def test_a_year_is_pasted_and_kept(as_admin: Client):
    assert save(as_admin).status_code == 302
    assert kept() == [
        (date(2027, 1, 1), "Tahun Baru Masehi", HolidayKind.NATIONAL),
        (date(2027, 12, 24), "Cuti Bersama Hari Raya Natal", HolidayKind.COLLECTIVE),
    ]


def test_a_year_is_the_admins_to_keep(editor: User):
    day = ListedDay(date(2027, 1, 1), "Tahun Baru Masehi", HolidayKind.NATIONAL)
    with pytest.raises(PermissionDenied):
        keep_year(year=2027, days=[day], by=editor)


def test_the_list_replaces_its_year_and_no_other(as_admin: Client):
    Holiday.objects.create(on=date(2026, 12, 25), name="Natal")
    Holiday.objects.create(on=date(2027, 3, 3), name="Salah ketik")
    save(as_admin, "1 Januari Tahun Baru Masehi")
    assert [on for on, _name, _kind in kept()] == [date(2026, 12, 25), date(2027, 1, 1)]


def test_bad_lines_are_named_and_nothing_is_lost(as_admin: Client):
    text = "1 Januari 2027 Tahun Baru\nbesok libur\n17 Agustus 2026 Hari Kemerdekaan"
    response = save(as_admin, text)
    assert response.context["form"].errors["text"] == [
        "Baris 2: tanggal tidak terbaca dari “besok libur”. Tulis seperti 1 Januari 2027.",
        "Baris 3: “17 Agustus 2026 Hari Kemerdekaan” bukan hari pada tahun 2027.",
    ]
    assert (response.context["form"]["text"].value(), kept()) == (text, [])


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"is_checked": ""}, "is_checked"), ({"text": " \n"}, "text"), ({"year": "x"}, "year")],
)
def test_what_is_missing_is_asked_for(as_admin: Client, fields: dict[str, str], field: str):
    response = save(as_admin, **fields)
    assert (list(response.context["form"].errors), kept()) == ([field], [])


def test_the_year_s_table_is_where_one_begins(as_admin: Client):
    Holiday.objects.create(on=date(2027, 1, 1), name="Tahun Baru Masehi")
    response = as_admin.get(f"{YEAR}?year=2027")
    assert response.context["form"]["text"].value() == "2027-01-01\tTahun Baru Masehi"


def test_a_proposal_says_that_it_is_one_and_writes_nothing(as_admin: Client):
    response = as_admin.get(f"{YEAR}?year=2027&propose=1")
    assert "Ini usulan, belum ketetapan." in response.content.decode()
    assert "2027-08-17\tHari Kemerdekaan Republik Indonesia" in response.context["form"]["text"].value()
    assert not response.context["form"]["is_checked"].value()
    assert kept() == []


def test_the_library_knows_the_decree_of_2026():
    """The joint decree for 2026: 17 holidays and 8 days of collective leave."""
    proposed = proposed_holidays(2026)
    leave = [day.on for day in proposed if day.kind == HolidayKind.COLLECTIVE]
    assert len(proposed) == 25
    assert leave == [
        date(2026, 2, 16),
        date(2026, 3, 18),
        date(2026, 3, 20),
        date(2026, 3, 23),
        date(2026, 3, 24),
        date(2026, 5, 15),
        date(2026, 5, 28),
        date(2026, 12, 24),
    ]


def test_one_day_is_added_changed_and_deleted(as_admin: Client):
    given = {"on": "2027-01-01", "name": "Tahun Baru", "kind": "national"}
    as_admin.post(reverse("cms_holiday:add"), given)
    holiday = Holiday.objects.get()
    as_admin.post(reverse("cms_holiday:edit", args=[holiday.pk]), {**given, "name": "Tahun Baru Masehi"})
    assert kept() == [(date(2027, 1, 1), "Tahun Baru Masehi", HolidayKind.NATIONAL)]
    as_admin.post(reverse("cms_holiday:delete", args=[holiday.pk]))
    assert kept() == []


def test_the_list_is_by_year(as_admin: Client):
    for year in (2026, 2027):
        Holiday.objects.create(on=date(year, 1, 1), name=f"Tahun {year}")
    content = as_admin.get("/admin/hari-libur/?year=2027").content.decode()
    assert ("Tahun 2027" in content, "Tahun 2026" in content) == (True, False)
    assert "Jumat, 1 Jan 2027" in content


@pytest.mark.once
@pytest.mark.parametrize("year", ["-1", "9" * 25])
def test_years_that_no_calendar_has_narrow_nothing(as_admin: Client, year: str):
    assert as_admin.get(reverse("cms_holiday:index"), {"year": year}).status_code == 200
