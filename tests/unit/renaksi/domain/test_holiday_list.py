from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renaksi.domain.holiday_list import HolidayList, LineProblem, ListedDay, read_list, write_list
from renaksi.enums import HolidayKind

NEW_YEAR = ListedDay(date(2027, 1, 1), "Tahun Baru Masehi", HolidayKind.NATIONAL)
LEAVE = ListedDay(date(2027, 12, 24), "Cuti Bersama Hari Raya Natal", HolidayKind.COLLECTIVE)


@pytest.mark.parametrize(
    "line",
    [
        "2027-01-01\tTahun Baru Masehi",
        "1 Januari 2027 Tahun Baru Masehi",
        "1 Jan 2027: Tahun Baru Masehi",
        "01/01/2027 Tahun Baru Masehi",
        "1-1-2027 – Tahun Baru Masehi",
        "1.1.2027, Tahun Baru Masehi",
        "1 Januari  Tahun Baru Masehi",
        "Jumat, 1 Januari 2027\tTahun Baru Masehi",
        "1 Januari\tJumat\tTahun Baru Masehi",
    ],
)
def test_a_day_is_read_as_people_write_it(line: str):
    assert read_list(line, 2027) == HolidayList((NEW_YEAR,), ())


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Tahun Baru Masehi", "no_date"),
        ("31 Februari 2027 Hari Tak Ada", "no_date"),
        ("1 Janember 2027 Tahun Baru", "no_date"),
        ("1 Januari 2027", "no_name"),
        ("1 Januari 2027 Jumat", "no_name"),
        ("1 Januari 2026 Tahun Baru", "other_year"),
        (f"1 Januari 2027 {'a' * 121}", "name_too_long"),
    ],
)
def test_a_line_that_is_no_day_is_named_with_what_is_wrong(line: str, code: str):
    assert read_list(f"\n{line}", 2027) == HolidayList((), (LineProblem(2, code, line),))


def test_a_date_counts_once_and_the_rest_is_still_read():
    text = "24 Desember 2027 Cuti Bersama Hari Raya Natal\n\n1 Januari Tahun Baru Masehi\n2027-01-01 Lagi"
    assert read_list(text, 2027) == HolidayList(
        (NEW_YEAR, LEAVE), (LineProblem(4, "twice", "2027-01-01 Lagi"),)
    )


def test_what_is_written_is_read_again():
    assert read_list(write_list((NEW_YEAR, LEAVE)), 2027).days == (NEW_YEAR, LEAVE)


@given(st.text(max_size=200))
def test_any_text_is_read_or_told_line_by_line(text: str):
    found = read_list(text, 2027)
    lines = [line for line in text.splitlines() if line.strip()]
    assert len(found.days) + len(found.problems) == len(lines)
