from datetime import date, time

import pytest
from django.utils.translation import override

from agenda.domain.when import When
from agenda.enums import EventState, Zone
from agenda.queries.wording import MARKS, when_text

MARCH, NEXT = date(2017, 3, 22), date(2017, 3, 24)


@pytest.mark.parametrize(
    ("days", "hours", "indonesian", "english"),
    [
        ((MARCH, MARCH), (None, None), "22 Mar 2017", "22 Mar 2017"),
        ((MARCH, NEXT), (None, None), "22–24 Mar 2017", "22–24 Mar 2017"),
        ((date(2017, 4, 30), date(2017, 5, 2)), (None, None), "30 Apr – 2 Mei 2017", "30 Apr – 2 May 2017"),
        (
            (date(2017, 12, 30), date(2018, 1, 2)),
            (None, None),
            "30 Des 2017 – 2 Jan 2018",
            "30 Dec 2017 – 2 Jan 2018",
        ),
        ((MARCH, MARCH), (time(9), None), "22 Mar 2017, 09.00 WITA", "22 Mar 2017, 09:00 WITA"),
        (
            (MARCH, MARCH),
            (time(9), time(12, 30)),
            "22 Mar 2017, 09.00–12.30 WITA",
            "22 Mar 2017, 09:00–12:30 WITA",
        ),
    ],
)
def test_days_and_hours_are_written_in_the_language_of_the_page(days, hours, indonesian, english):
    when = When(*days, *hours, Zone.WITA)
    with override("id"):
        assert when_text(when) == indonesian
    with override("en"):
        assert when_text(when) == english


def test_hours_of_several_days_stand_beside_their_days():
    when = When(MARCH, NEXT, time(9), time(12), Zone.WIB)
    with override("id"):
        assert when_text(when) == "22 Mar 2017 pukul 09.00 – 24 Mar 2017 pukul 12.00 WIB"


def test_every_state_has_its_mark():
    assert set(MARKS) == set(EventState)
