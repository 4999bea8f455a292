import pytest
from django.core.exceptions import PermissionDenied

from renaksi.models import ActionPlan
from reports.actions.batches import cancel_batch, request_batch
from reports.actions.requesting import ReportRefused, request_report
from reports.enums import BuildState, ReportKind
from reports.models import ReportBatch, ReportBuild
from reports.subject import Subject
from tests.actors import editor, secretariat_admin
from tests.factories.institutions import CityFactory
from tests.factories.renaksi import PlanFactory
from tests.integration.reports.actions.conftest import built, published
from tests.integration.reports.conftest import commitment_of, period_of

pytestmark = pytest.mark.django_db


def ask(plan: ActionPlan, **choices: object) -> ReportBatch:
    wanted = {"kind": ReportKind.QUARTERLY, "period": plan.periods.first(), "language": "id", **choices}
    return request_batch(plan=plan, by=wanted.pop("by", None), **wanted)


def asked(batch: ReportBatch) -> list[tuple[str, str]]:
    return [(build.report.plan.slug, build.report.region.name) for build in batch.builds.order_by("pk")]


@pytest.fixture
def below(plan: ActionPlan) -> ActionPlan:
    found = PlanFactory(slug="rencana-kota", region=CityFactory(name="Kota Bawah"), parent_plan=plan)
    period_of(found)
    commitment_of(found, "1", "Musyawarah terbuka")
    found.commitments.update(region=None)
    return found


def test_each_region_of_the_plan_and_of_those_below_gets_one(plan: ActionPlan, below: ActionPlan):
    second = commitment_of(plan, "2", "Aduan dijawab")
    batch = ask(plan, by=secretariat_admin())
    first = plan.commitments.get(number="1")
    own = sorted((one.region.code, one.region.name) for one in (first, second))
    assert asked(batch) == [*((plan.slug, name) for _code, name in own), ("rencana-kota", "Kota Bawah")]
    assert batch.left_out == []
    assert {build.report.period.plan for build in batch.builds.all()} == {plan, below}


def test_region_that_can_have_none_is_left_out_and_said(plan: ActionPlan, below: ActionPlan):
    below.periods.all().delete()
    hidden = commitment_of(plan, "2", "Rancangan", live=False)
    batch = ask(plan)
    assert len(asked(batch)) == 1
    assert [(one["region"], one["why"]) for one in ReportBatch.objects.get().left_out] == [
        (hidden.region.name, "tidak ada komitmen terbit, atau tidak ada periode yang sama."),
        ("Kota Bawah", "tidak ada komitmen terbit, atau tidak ada periode yang sama."),
    ]


def test_region_whose_report_is_published_already_is_left_out(plan: ActionPlan, drawn_quickly: None):
    region = plan.commitments.get().region
    subject = Subject(ReportKind.STANDING, plan, region=region)
    published(built(request_report(subject=subject, by=None)))
    second = commitment_of(plan, "2", "Aduan dijawab")
    batch = ask(plan, kind=ReportKind.STANDING, period=None)
    assert asked(batch) == [(plan.slug, second.region.name)]
    assert batch.left_out[0]["why"].startswith("Versi 1 sudah terbit")


def test_order_without_any_region_is_refused_and_leaves_nothing(plan: ActionPlan):
    plan.commitments.update(region=None)
    with pytest.raises(ReportRefused, match="tidak menyebut daerah"):
        ask(plan)
    assert not ReportBatch.objects.exists()


def test_kind_that_is_not_made_for_regions_is_refused(plan: ActionPlan):
    with pytest.raises(ReportRefused, match="tidak disusun per daerah"):
        ask(plan, kind=ReportKind.CHECKLIST, period=None)


def test_same_order_joins_the_one_under_way(plan: ActionPlan):
    batch = ask(plan)
    assert ask(plan) == batch
    ReportBuild.objects.update(state=BuildState.FAILED)
    assert ask(plan) != batch


def test_report_that_is_asked_for_already_counts_for_the_order(plan: ActionPlan):
    region, period = plan.commitments.get().region, plan.periods.get()
    running = request_report(subject=Subject(ReportKind.QUARTERLY, plan, period, region=region), by=None)
    assert list(ask(plan).builds.all()) == [running]


def test_all_that_wait_are_cancelled(plan: ActionPlan):
    commitment_of(plan, "2", "Aduan dijawab")
    batch = ask(plan)
    done = batch.builds.first()
    ReportBuild.objects.filter(pk=done.pk).update(state=BuildState.READY)
    assert cancel_batch(batch=batch, by=secretariat_admin()) == 1
    assert sorted(batch.builds.values_list("state", flat=True)) == ["cancelled", "ready"]


def test_nobody_else_orders_or_cancels(plan: ActionPlan):
    batch = ask(plan)
    with pytest.raises(PermissionDenied):
        ask(plan, by=editor())
    with pytest.raises(PermissionDenied):
        cancel_batch(batch=batch, by=editor())
