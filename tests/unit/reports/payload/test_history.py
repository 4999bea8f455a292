from datetime import date

from renaksi.domain.periods import Quarter, Window
from renaksi.queries.grid import PeriodFacts
from reports.payload.history import MOST_PERIODS, recent


def period(number: int) -> PeriodFacts:
    first, last = date(2010 + number, 1, 1), date(2010 + number, 3, 31)
    window = Window(date(2010 + number, 3, 20), date(2010 + number, 4, 10), date(2010 + number, 4, 30))
    return PeriodFacts(number, f"B03 {2010 + number}", "B03", 2010 + number, Quarter(first, last), window, {})


PERIODS = tuple(map(period, range(12)))


def test_at_most_the_last_periods_up_to_the_one_that_is_told():
    assert recent(PERIODS, PERIODS[10]) == PERIODS[3:11]
    assert len(recent(PERIODS, PERIODS[10])) == MOST_PERIODS
    assert recent(PERIODS, PERIODS[1]) == PERIODS[:2]


def test_no_period_has_none_before_it():
    assert recent(PERIODS, None) == ()
