"""One step opens a round for many plans, or none of them; who reports hears of it once."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from foundation.audit.models import AuditEntry
from foundation.audit.queries import entries_for
from renaksi.actions.periods import extend_in_round, extend_period
from renaksi.actions.refusals import Refused
from renaksi.actions.rounds import close_round, open_round
from renaksi.domain.periods import Window
from renaksi.enums import NoticeKind, PeriodCode, PeriodState, PlanState
from renaksi.models import Notice, PeriodExtension, ReportingPeriod
from tests import actors
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import CommitmentFactory, MilestoneFactory, PeriodFactory, PlanFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]

AT = datetime(2026, 12, 15, 3, tzinfo=UTC)
WINDOW = Window(date(2026, 12, 20), date(2027, 1, 10), date(2027, 1, 31))
QUERIES = 14
B12 = {"code": PeriodCode.B12, "year": 2026}


@pytest.fixture
def admin():
    return actors.secretariat_admin()


def reported_plan(*, institutions=1, **fields):
    """A plan on which each of so many institutions, with one focal point each, has a milestone to report."""
    plan = PlanFactory(**fields)
    commitment = CommitmentFactory(plan=plan)
    for _ in range(institutions):
        institution = InstitutionFactory()
        actors.focal_point(institution)
        MilestoneFactory(commitment=commitment, responsible=institution)
    return plan


def opened(plans, by, **fields):
    return open_round(**{**B12, "plans": plans, "window": WINDOW, "by": by, "at": AT, **fields})


def planned(plan, **fields):
    days = {"starts_on": date(2026, 10, 1), "ends_on": date(2026, 12, 31)}
    window = {"opens_on": date(2026, 12, 1), "closes_on": date(2027, 1, 5), "verify_by": date(2027, 1, 20)}
    return PeriodFactory(plan=plan, **B12, **{**days, **window, "state": PeriodState.PLANNED, **fields})


def test_what_is_missing_is_planned_and_opened_with_one_entry_each(admin):
    plans = [reported_plan(), reported_plan(is_sample=True)]
    periods = opened(plans, admin)
    assert [(one.plan, one.state, one.opens_on, one.closes_on, one.verify_by) for one in periods] == [
        (plan, PeriodState.OPEN, *(WINDOW.opens, WINDOW.closes, WINDOW.verify_by)) for plan in plans
    ]
    assert [(one.starts_on, one.ends_on) for one in periods] == [(date(2026, 10, 1), date(2026, 12, 31))] * 2
    assert [[(e.action, e.data) for e in entries_for(one)] for one in periods] == [
        [("period.open", {"planned_now": True})]
    ] * 2


def test_what_was_planned_keeps_its_days(admin):
    period = planned(reported_plan())
    [found] = opened([period.plan], admin)
    assert (found, found.state, found.opens_on) == (period, PeriodState.OPEN, date(2026, 12, 1))
    assert [entry.data for entry in entries_for(period)] == [{"planned_now": False}]


def test_opening_again_changes_and_tells_nothing(admin):
    plan = reported_plan()
    opened([plan], admin)
    before = (AuditEntry.objects.count(), Notice.objects.count())
    assert opened([plan], admin, window=Window(date(2027, 1, 1), date(2027, 2, 1), date(2027, 3, 1))) == []
    assert (AuditEntry.objects.count(), Notice.objects.count()) == before
    assert ReportingPeriod.objects.get().closes_on == WINDOW.closes


@pytest.mark.parametrize(
    ("spoilt", "code"),
    [
        pytest.param(
            lambda: planned(PlanFactory(), state=PeriodState.CLOSED).plan, "round_closed", id="closed"
        ),
        pytest.param(lambda: PlanFactory(state=PlanState.CLOSED), "round_plan_not_running", id="ended"),
        pytest.param(lambda: PlanFactory(live=False), "round_plan_not_running", id="draft"),
        pytest.param(lambda: PlanFactory(country="PHL"), "round_plan_not_running", id="other country"),
        pytest.param(
            lambda: planned(PlanFactory(), opens_on=date(2026, 11, 1), closes_on=date(2026, 12, 14)).plan,
            "round_over",
            id="over",
        ),
    ],
)
def test_one_plan_in_the_way_leaves_all_as_they_were(admin, spoilt, code):
    good, bad = reported_plan(), spoilt()
    periods = list(ReportingPeriod.objects.values())
    with pytest.raises(Refused) as refusal:
        opened([good, bad], admin)
    assert [(one.code, one.about) for one in refusal.value.problems] == [(code, bad.label)]
    assert list(ReportingPeriod.objects.values()) == periods
    assert Notice.objects.count() == 0


def test_round_needs_a_plan(admin):
    with pytest.raises(Refused) as refusal:
        opened([], admin)
    assert refusal.value.codes == ("round_without_plans",)


def test_last_day_of_the_window_may_be_today(admin):
    window = Window(date(2026, 12, 1), date(2026, 12, 15), date(2026, 12, 31))
    assert len(opened([reported_plan()], admin, window=window)) == 1


def test_rounds_are_the_secretariat_admins():
    plan = reported_plan()
    for stranger in (actors.editor(), actors.verifier(plan)):
        with pytest.raises(PermissionDenied):
            opened([plan], stranger)
    assert ReportingPeriod.objects.count() == 0


def test_each_focal_point_is_told_once_in_a_round(admin):
    first, second = reported_plan(), reported_plan()
    both = first.commitments.get().milestones.get().responsible
    MilestoneFactory(commitment=second.commitments.get(), responsible=both)
    idle = InstitutionFactory()
    actors.focal_point(idle)
    MilestoneFactory(
        commitment=second.commitments.get(), responsible=idle, start_on=date(2027, 2, 1), due_on=None
    )
    opened([first], admin)
    opened([first, second], admin)
    told = Notice.objects.order_by("pk")
    assert [(one.kind, one.key, one.period.plan) for one in told] == [
        (NoticeKind.ROUND_OPENED, "round_opened:B12-2026", plan) for plan in (first, second)
    ]
    assert {one.user.memberships.get().institution for one in told} == {
        both,
        second.commitments.get().milestones.exclude(responsible__in=[both, idle]).get().responsible,
    }


@pytest.mark.parametrize("institutions", [1, 3])
def test_any_number_of_institutions_is_told_with_the_same_queries(
    admin, institutions, django_assert_num_queries
):
    plan = reported_plan(institutions=institutions)
    opened([reported_plan()], admin)
    told = Notice.objects.count()
    with django_assert_num_queries(QUERIES):
        opened([plan], admin)
    assert Notice.objects.count() - told == institutions


@pytest.fixture
def running(line):
    actors.focal_point(line.institution)
    return line


def test_extension_tells_the_focal_points_each_new_day(running):
    given = {"period": running.period, "institution": running.institution, "reason": "Banjir"}
    at = datetime(2026, 10, 5, 3, tzinfo=UTC)
    for day in (20, 20, 25):
        extend_period(**given, closes_on=date(2026, 10, day), by=running.admin, at=at)
    told = Notice.objects.filter(user=running.reporter).order_by("pk")
    assert [(one.kind, one.key, one.period, one.institution) for one in told] == [
        (
            NoticeKind.EXTENDED,
            f"extended:{running.period.pk}:{running.institution.pk}:2026-10-{day}",
            running.period,
            running.institution,
        )
        for day in (20, 25)
    ]
    assert Notice.objects.count() == 4


def test_extension_holds_in_every_plan_of_the_round_or_in_none(line):
    other = PeriodFactory(plan=PlanFactory(), closes_on=date(2026, 10, 25))
    given = {"periods": [line.period, other], "institution": line.institution, "reason": "Banjir"}
    at = datetime(2026, 10, 5, 3, tzinfo=UTC)
    with pytest.raises(Refused) as refusal:
        extend_in_round(**given, closes_on=date(2026, 10, 20), by=line.admin, at=at)
    assert (refusal.value.codes, PeriodExtension.objects.count()) == (("extension_not_longer",), 0)
    extend_in_round(**given, closes_on=date(2026, 10, 28), by=line.admin, at=at)
    assert PeriodExtension.objects.filter(closes_on=date(2026, 10, 28)).count() == 2


def test_extension_of_nothing_and_into_the_past_are_refused(line):
    given = {"institution": line.institution, "reason": "Banjir", "by": line.admin}
    at = datetime(2026, 11, 5, 3, tzinfo=UTC)
    for periods, code in (([], "extension_without_period"), ([line.period], "extension_over")):
        with pytest.raises(Refused) as refusal:
            extend_in_round(periods=periods, closes_on=date(2026, 11, 4), at=at, **given)
        assert refusal.value.codes == (code,)


# --- Closing ----------------------------------------------------------------------------------


def test_one_step_closes_every_open_period_of_the_round(admin):
    first, second = opened([reported_plan(), reported_plan()], admin)
    still_planned = planned(reported_plan())
    assert close_round(**B12, by=admin) == [first, second]
    states = ReportingPeriod.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [PeriodState.CLOSED, PeriodState.CLOSED, PeriodState.PLANNED]
    assert [entries_for(one).latest("pk").action for one in (first, second)] == ["period.closed"] * 2
    assert not entries_for(still_planned).exists()


def test_round_that_is_not_open_is_not_closed(admin):
    planned(reported_plan())
    with pytest.raises(Refused) as refusal:
        close_round(**B12, by=admin)
    assert refusal.value.codes == ("round_not_open",)


def test_only_who_decides_closes_a_round(admin):
    opened([reported_plan()], admin)
    with pytest.raises(PermissionDenied):
        close_round(**B12, by=actors.verifier())
