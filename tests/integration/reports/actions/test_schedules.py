from datetime import UTC, date, datetime

import pytest

from foundation.mail.models import OutgoingMail
from renaksi.models import ActionPlan, Holiday
from reports.actions.filling import fill_batch
from reports.actions.schedules import request_due_reports
from reports.enums import ReportKind
from reports.models import ReportBatch, ReportBuild, ReportSchedule
from reports.tasks import request_what_is_due
from tests.integration.reports.conftest import period_of

pytestmark = pytest.mark.django_db

# B09 2020 is verified by Saturday, 31 October.
ON_SUNDAY = datetime(2020, 11, 1, 3, tzinfo=UTC)
ON_MONDAY = datetime(2020, 11, 2, 3, tzinfo=UTC)
ON_TUESDAY = datetime(2020, 11, 3, 3, tzinfo=UTC)


@pytest.fixture
def schedule(plan: ActionPlan) -> ReportSchedule:
    return ReportSchedule.objects.create(plan=plan)


def slugs() -> list[str]:
    return list(ReportBuild.objects.order_by("pk").values_list("report__slug", flat=True))


def test_report_is_asked_for_on_the_first_working_day_after_verify_by(schedule: ReportSchedule):
    assert request_due_reports(ON_SUNDAY) == 0
    assert request_what_is_due(ON_MONDAY) == 1
    assert slugs() == ["triwulan-rencana-laporan-b09-2020"]
    build = ReportBuild.objects.get()
    assert (build.requested_by, list(build.waiting_for.all())) == (None, [])
    assert not OutgoingMail.objects.exists()


def test_holiday_is_no_working_day(schedule: ReportSchedule):
    Holiday.objects.create(on=ON_MONDAY.date(), name="Libur", kind="national")
    assert request_due_reports(ON_MONDAY) == 0
    assert request_due_reports(ON_TUESDAY) == 1


def test_each_period_is_asked_for_once(schedule: ReportSchedule):
    assert [request_due_reports(at) for at in (ON_MONDAY, ON_MONDAY, ON_TUESDAY)] == [1, 0, 0]
    ReportBuild.objects.update(state="failed")
    assert request_due_reports(ON_TUESDAY) == 0


def test_sweep_that_lost_the_race_asks_for_nothing(schedule: ReportSchedule, plan: ActionPlan):
    from reports.actions.schedules import _request

    period = plan.periods.get()
    assert [_request(schedule, period), _request(schedule, period)] == [True, False]
    assert len(slugs()) == 1


def test_of_several_that_are_due_the_newest_is_asked_for(schedule: ReportSchedule, plan: ActionPlan):
    december(plan)
    assert request_due_reports(datetime(2021, 3, 1, 3, tzinfo=UTC)) == 1
    assert request_due_reports(datetime(2021, 3, 2, 3, tzinfo=UTC)) == 0
    assert slugs() == ["triwulan-rencana-laporan-b12-2020"]


def test_kind_waits_for_a_period_that_it_may_end_with(schedule: ReportSchedule, plan: ActionPlan):
    ReportSchedule.objects.update(kind=ReportKind.ANNUAL)
    assert request_due_reports(ON_TUESDAY) == 0
    december(plan)
    assert request_due_reports(datetime(2021, 2, 1, 3, tzinfo=UTC)) == 1
    assert slugs() == ["tahunan-rencana-laporan-b12-2020"]


def test_regions_are_asked_for_too(schedule: ReportSchedule, plan: ActionPlan):
    ReportSchedule.objects.update(for_each_region=True)
    request_due_reports(ON_MONDAY)
    fill_batch(batch=ReportBatch.objects.get(), now=ON_MONDAY)
    code = plan.commitments.get().region.code.replace(".", "-")
    assert slugs() == [
        "triwulan-rencana-laporan-b09-2020",
        f"triwulan-rencana-laporan-b09-2020-daerah-{code}",
    ]


def test_plan_of_which_nothing_is_published_leaves_the_sweep_running(
    schedule: ReportSchedule, plan: ActionPlan
):
    ReportSchedule.objects.update(for_each_region=True)
    plan.commitments.update(live=False)
    assert request_due_reports(ON_MONDAY) == 1
    assert slugs() == []


def test_schedule_that_is_off_or_of_a_hidden_plan_asks_for_nothing(
    schedule: ReportSchedule, plan: ActionPlan
):
    ReportSchedule.objects.update(is_active=False)
    assert request_due_reports(ON_MONDAY) == 0
    ReportSchedule.objects.update(is_active=True)
    ActionPlan.objects.update(live=False)
    assert request_due_reports(ON_MONDAY) == 0


def december(plan: ActionPlan) -> None:
    period_of(
        plan,
        code="B12",
        starts_on=date(2020, 10, 1),
        ends_on=date(2020, 12, 31),
        opens_on=date(2020, 12, 20),
        closes_on=date(2021, 1, 10),
        verify_by=date(2021, 1, 31),
    )
