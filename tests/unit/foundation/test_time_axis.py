from datetime import date

import pytest

from foundation.charts.time_axis import axis_around

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("days", "ends"),
    [
        ([date(2026, 1, 1), None, date(2027, 6, 30)], (date(2026, 1, 1), date(2027, 6, 30))),
        ([date(2026, 1, 1), date(2026, 10, 1)], (date(2026, 1, 1), TODAY)),
        ([date(2027, 1, 1)], (TODAY, date(2027, 1, 1))),
        ([date(2017, 3, 31)], (date(2017, 3, 1), date(2017, 4, 30))),
        ([date(2014, 1, 1), date(2016, 6, 30)], (date(2014, 1, 1), date(2016, 6, 30))),
    ],
)
def test_axis_around(days: list[date | None], ends: tuple[date, date]) -> None:
    axis = axis_around(days, TODAY)
    assert axis is not None
    assert (axis.first, axis.last) == ends


def test_axis_around_nothing() -> None:
    assert axis_around([None], TODAY) is None


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 1, 1), date(2027, 12, 31), ["2026", "Jul", "2027", "Jul"]),
        (date(2026, 2, 1), date(2026, 12, 1), ["Apr 2026", "Jul", "Okt"]),
        (date(2026, 4, 10), date(2026, 6, 20), ["Mei 2026", "Jun"]),
        (date(2014, 5, 1), date(2023, 1, 1), ["2016", "2018", "2020", "2022"]),
        (date(1960, 1, 1), date(2020, 1, 2), [str(year) for year in range(1960, 2021, 5)]),
        (date(2026, 4, 10), date(2026, 4, 20), []),
    ],
)
def test_ticks(first: date, last: date, words: list[str]) -> None:
    axis = axis_around([first, last], date(1900, 1, 1))
    assert axis is not None
    assert [word for _, word in axis.ticks()] == words


def test_place_leaves_room_at_the_ends() -> None:
    axis = axis_around([date(2026, 1, 1), date(2026, 1, 11)], date(1900, 1, 1))
    assert axis is not None
    assert [axis.place(date(2026, 1, day)) for day in (1, 6, 11)] == [3, 50, 97]
