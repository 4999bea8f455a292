from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from foundation.audit.models import AuditEntry
from foundation.mail.models import OutgoingMail
from renaksi.models import ActionPlan
from reports.actions import filling
from reports.actions.batch_publishing import retry_batch
from reports.actions.batches import cancel_batch, request_batch
from reports.actions.filling import FILL_LEASE_SECONDS, MOST_ATTEMPTS, fill_batch
from reports.actions.requesting import ReportRefused, request_report
from reports.enums import BuildState, ReportKind
from reports.models import ReportBatch, ReportBuild
from reports.subject import Subject
from reports.tasks import requeue_unfilled
from tests.actors import editor, secretariat_admin
from tests.factories.institutions import CityFactory
from tests.factories.renaksi import PlanFactory
from tests.integration.reports.actions.conftest import NOW, built, published
from tests.integration.reports.conftest import commitment_of, period_of

pytestmark = pytest.mark.django_db


def ask(plan: ActionPlan, **choices: object) -> ReportBatch:
    wanted = {"kind": ReportKind.QUARTERLY, "period": plan.periods.first(), "language": "id", **choices}
    return request_batch(plan=plan, by=wanted.pop("by", None), **wanted)


def filled(batch: ReportBatch) -> ReportBatch:
    found = fill_batch(batch=batch, now=NOW)
    assert found is not None
    return found


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
    batch = filled(ask(plan, by=secretariat_admin()))
    first = plan.commitments.get(number="1")
    own = sorted((one.region.code, one.region.name) for one in (first, second))
    assert asked(batch) == [*((plan.slug, name) for _code, name in own), ("rencana-kota", "Kota Bawah")]
    assert (batch.left_out, batch.state, batch.regions) == ([], "filled", 3)
    assert {build.report.period.plan for build in batch.builds.all()} == {plan, below}


def test_region_that_can_have_none_is_left_out_and_said(plan: ActionPlan, below: ActionPlan):
    below.periods.all().delete()
    hidden = commitment_of(plan, "2", "Rancangan", live=False)
    batch = filled(ask(plan))
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
    batch = filled(ask(plan, kind=ReportKind.STANDING, period=None))
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


def test_order_of_which_nothing_is_published_is_refused(plan: ActionPlan):
    plan.commitments.update(live=False)
    with pytest.raises(ReportRefused, match="Belum ada komitmen yang terbit"):
        ask(plan)


def test_same_order_joins_the_one_under_way(plan: ActionPlan):
    batch = ask(plan)
    assert ask(plan) == batch
    filled(batch)
    assert ask(plan) == batch
    ReportBuild.objects.update(state=BuildState.FAILED)
    assert ask(plan) != batch


def test_report_that_is_asked_for_already_counts_for_the_order(plan: ActionPlan):
    region, period = plan.commitments.get().region, plan.periods.get()
    running = request_report(subject=Subject(ReportKind.QUARTERLY, plan, period, region=region), by=None)
    assert list(filled(ask(plan)).builds.all()) == [running]


def test_all_that_wait_are_cancelled(plan: ActionPlan):
    commitment_of(plan, "2", "Aduan dijawab")
    batch = filled(ask(plan))
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


# --- Asking for them in the background ---------------------------------------------------------------


def test_request_itself_asks_for_no_report_however_many_regions_there_are(plan: ActionPlan):
    batch = ask(plan)
    assert (batch.state, batch.regions, batch.builds.count()) == ("filling", 1, 0)
    entry = AuditEntry.objects.get(action="report_batch.requested")
    assert (entry.target_id, entry.data) == (str(batch.pk), {"regions": 1})


@pytest.fixture
def three(plan: ActionPlan, monkeypatch: pytest.MonkeyPatch) -> ReportBatch:
    """An order for three regions, one in each transaction."""
    monkeypatch.setattr(filling, "AT_ONCE", 1)
    for number in ("2", "3"):
        commitment_of(plan, number, "Aduan dijawab")
    return ask(plan, by=secretariat_admin())


class Killed(BaseException):
    """Nothing of the worker runs after it."""


def killed_at(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    calls, queue = [], filling.queue_version

    def dies(**wanted: object) -> ReportBuild:
        calls.append(wanted)
        found = queue(**wanted)
        if len(calls) == number:
            raise Killed
        return found

    monkeypatch.setattr(filling, "queue_version", dies)


def test_whoever_takes_over_from_a_dead_worker_asks_for_each_once(three: ReportBatch):
    with pytest.MonkeyPatch.context() as dying:
        killed_at(2, dying)
        with pytest.raises(Killed):
            fill_batch(batch=three, now=NOW)
    # What the dead one had not committed is gone; its lease still stands.
    assert (three.builds.count(), fill_batch(batch=three, now=NOW)) == (1, None)
    lease_until = ReportBatch.objects.get().lease_until
    assert requeue_unfilled(lease_until - timedelta(seconds=1)) == 0
    assert requeue_unfilled(lease_until) == 1
    found = fill_batch(batch=three, now=lease_until)
    assert found is not None
    assert (found.state, found.attempts, len(set(asked(three))), ReportBuild.objects.count()) == (
        "filled", 0, 3, 3,
    )  # fmt: skip
    entry = AuditEntry.objects.get(action="report_batch.filled")
    assert (entry.target_id, entry.data) == (str(three.pk), {"builds": 3, "left_out": 0})
    assert fill_batch(batch=three, now=lease_until) is None


def test_cancel_stops_asking_for_more(three: ReportBatch, monkeypatch: pytest.MonkeyPatch):
    person, queue = secretariat_admin(), filling.queue_version

    def cancelled_meanwhile(**wanted: object) -> ReportBuild:
        found = queue(**wanted)
        cancel_batch(batch=three, by=person)
        return found

    monkeypatch.setattr(filling, "queue_version", cancelled_meanwhile)
    assert fill_batch(batch=three, now=NOW) is None
    three.refresh_from_db()
    assert (three.state, [build.state for build in three.builds.all()]) == ("cancelled", ["cancelled"])
    assert requeue_unfilled(NOW + timedelta(seconds=10 * FILL_LEASE_SECONDS)) == 0


def test_order_that_fails_again_and_again_waits_for_a_person(
    three: ReportBatch, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(filling, "queue_version", lambda **_wanted: 1 / 0)
        for _try in range(MOST_ATTEMPTS):
            assert requeue_unfilled(NOW) == 1
            assert fill_batch(batch=three, now=NOW) is None
        assert requeue_unfilled(NOW) == 0
    three.refresh_from_db()
    assert (three.state, three.last_error, three.builds.count()) == ("failed", "ZeroDivisionError", 0)
    retry_batch(batch=three, by=secretariat_admin())
    assert fill_batch(batch=three, now=NOW).builds.count() == 3


def test_region_whose_report_another_order_waits_for_is_left_out_and_said(
    plan: ActionPlan, below: ActionPlan
):
    other = filled(ask(below))
    batch = filled(ask(plan))
    assert [one["why"] for one in batch.left_out] == ["laporannya sedang disusun dalam paket lain."]
    assert (other.builds.count(), batch.builds.count()) == (1, 1)


def test_who_ordered_gets_one_mail_when_all_have_ended(three: ReportBatch, drawn_quickly: None):
    filled(three)
    first, second, third = three.builds.all()
    built(first)
    built(second)
    assert not OutgoingMail.objects.exists()
    built(third)
    mail = OutgoingMail.objects.get()
    assert (mail.recipient, "Siap diperiksa: 3. Gagal: 0." in mail.text) == (three.requested_by.email, True)
