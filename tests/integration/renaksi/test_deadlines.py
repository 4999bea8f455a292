"""Which days of which plans the agenda tells."""

from datetime import date, timedelta

import pytest

from renaksi.actions.periods import close_period
from renaksi.actions.schedule import move_window
from renaksi.domain.periods import Window
from renaksi.enums import PeriodState, PlanState
from renaksi.queries.deadlines import DeadlineKind, public_deadlines
from tests.actors import secretariat_admin
from tests.factories.institutions import CityFactory
from tests.factories.renaksi import CommitmentFactory, PeriodFactory, PlanFactory

pytestmark = pytest.mark.django_db

OPENS, CLOSES, VERIFIED = date(2026, 9, 20), date(2026, 10, 10), date(2026, 10, 31)


def told(since: date = OPENS, **query: str) -> list[tuple[date, str]]:
    return [(one.day, one.kind.value) for one in public_deadlines(since=since, today=since, **query)]


def plans(**query: str) -> set[str]:
    return {one.plan_slug for one in public_deadlines(since=OPENS, today=OPENS, **query)}


@pytest.mark.parametrize(
    ("since", "kinds"),
    [
        (OPENS, ["opens", "closes", "verify_by"]),
        (OPENS + timedelta(days=1), ["closes", "verify_by"]),
        (VERIFIED, ["verify_by"]),
        (VERIFIED + timedelta(days=1), []),
    ],
)
def test_days_of_a_period_are_told_from_that_day_on(since, kinds):
    PeriodFactory()
    assert [kind for _day, kind in told(since)] == kinds


@pytest.mark.parametrize(
    "hidden",
    [
        {"live": False},
        {"is_sample": True},
        {"state": PlanState.CLOSED},
        {"state": PlanState.DRAFT},
        {"country": "PHL"},
    ],
)
def test_only_running_real_plans_that_all_may_read_have_deadlines(hidden):
    PeriodFactory(plan=PlanFactory(**hidden))
    assert told() == []


def test_deadlines_of_one_plan_or_of_one_region():
    region = CityFactory()
    PeriodFactory(plan=PlanFactory(slug="nasional"))
    PeriodFactory(plan=PlanFactory(slug="kota", region=region))
    promising = PeriodFactory(plan=PlanFactory(slug="menjanjikan")).plan
    CommitmentFactory(plan=promising, region=region)
    assert plans() == {"nasional", "kota", "menjanjikan"}
    assert plans(plan_slug="kota") == {"kota"}
    assert plans(region_code=region.code) == {"kota", "menjanjikan"}
    assert plans(region_code=region.province.code) == {"kota", "menjanjikan"}


def test_closing_early_calls_off_the_days_to_come_but_not_the_verification():
    period = PeriodFactory(state=PeriodState.OPEN)
    close_period(period=period, by=secretariat_admin())
    before_closing, on = CLOSES - timedelta(days=5), {}
    for one in public_deadlines(since=OPENS, today=before_closing):
        on[one.kind] = one.called_off
    assert on == {DeadlineKind.OPENS: False, DeadlineKind.CLOSES: True, DeadlineKind.VERIFY_BY: False}
    assert [one.called_off for one in public_deadlines(since=OPENS, today=VERIFIED)] == [False, False, False]


def test_moved_window_is_a_new_version_of_its_days():
    period, admin = PeriodFactory(), secretariat_admin()
    assert {(one.changes, one.changed_at) for one in public_deadlines(since=OPENS, today=OPENS)} == {
        (0, None)
    }
    move_window(period=period, window=Window(OPENS, CLOSES, VERIFIED + timedelta(days=7)), by=admin)
    days = public_deadlines(since=OPENS, today=OPENS)
    assert [one.changes for one in days] == [1, 1, 1]
    assert all(one.changed_at for one in days)
    assert days[-1].day == VERIFIED + timedelta(days=7)


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(django_assert_num_queries, rows):
    for _number in range(rows):
        PeriodFactory()
    with django_assert_num_queries(2):
        assert len(told()) == 3 * rows
