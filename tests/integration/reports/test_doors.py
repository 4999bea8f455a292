"""Each door as who may and as who may not: the download, and the pages of the CMS."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions import grant_role
from accounts.enums import Role
from accounts.models import User
from renaksi.models import ActionPlan
from reports.enums import BuildState
from reports.models import ReportBuild
from reports.storage import store
from tests.actors import approver, coordinator, focal_point, monitor, verifier
from tests.factories.accounts import UserFactory
from tests.factories.institutions import InstitutionFactory, ProvinceFactory
from tests.factories.renaksi import PeriodFactory, PlanFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def staff(role: Role) -> User:
    """With the rights in the CMS that the role brings."""
    user = UserFactory()
    grant_role(user=user, role=role, by=None)
    return User.objects.get(pk=user.pk)


OUTSIDERS: dict[str, Callable[[], User]] = {
    "focal point": lambda: focal_point(InstitutionFactory()),
    "approver": lambda: approver(InstitutionFactory()),
    "coordinator": lambda: coordinator(ProvinceFactory()),
    "verifier": lambda: verifier(PlanFactory()),
    "monitor": lambda: monitor(PlanFactory()),
    "editor": lambda: staff(Role.EDITOR),
}


@pytest.fixture
def ready(plan: ActionPlan) -> ReportBuild:
    stored = store(b"%PDF-1.7 uji")
    return ReportBuild.objects.create(
        plan=plan,
        period=plan.periods.get(),
        state=BuildState.READY,
        file_name=stored.name,
        sha256=stored.sha256,
        size=stored.size,
        pages=9,
    )


@pytest.fixture
def admin_client(client: Client) -> Client:
    client.force_login(staff(Role.ADMIN))
    return client


def test_admin_downloads_an_attachment(admin_client: Client, ready: ReportBuild):
    response = admin_client.get(ready.get_absolute_url())
    assert b"".join(response.streaming_content) == b"%PDF-1.7 uji"
    assert {name: response[name] for name in ("Content-Disposition", "Content-Type", "Cache-Control")} == {
        "Content-Disposition": 'attachment; filename="laporan-kemajuan-rencana-laporan-b09-2020.pdf"',
        "Content-Type": "application/pdf",
        "Cache-Control": "private, no-store",
    }
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("state", [BuildState.QUEUED, BuildState.BUILDING, BuildState.FAILED])
def test_unfinished_report_has_no_door(admin_client: Client, ready: ReportBuild, state: BuildState):
    ReportBuild.objects.update(state=state)
    assert admin_client.get(ready.get_absolute_url()).status_code == 404


def test_report_whose_file_is_gone_has_no_door(admin_client: Client, ready: ReportBuild):
    ReportBuild.objects.update(file_name="tidak-ada.pdf")
    assert admin_client.get(ready.get_absolute_url()).status_code == 404


def test_nobody_downloads_without_signing_in(client: Client, ready: ReportBuild):
    assert client.get(ready.get_absolute_url()).status_code == 404
    assert client.get(reverse("reports:download", args=[4711])).status_code == 404


@pytest.mark.parametrize("who", OUTSIDERS)
@pytest.mark.parametrize("verb", ["get", "post", "put", "delete"])
def test_outsider_finds_nothing(client: Client, ready: ReportBuild, who: str, verb: str):
    client.force_login(OUTSIDERS[who]())
    addresses = [
        ready.get_absolute_url(),
        reverse("cms_report:index"),
        reverse("cms_report:add"),
        reverse("cms_report:retry", args=[ready.pk]),
    ]
    found = [getattr(client, verb)(address).status_code for address in addresses]
    assert found == [404, 404, 404, 404]
    assert ReportBuild.objects.count() == 1


@pytest.mark.parametrize("name", ["index", "add"])
def test_who_is_not_signed_in_is_sent_to_the_sign_in_page(client: Client, name: str):
    address = reverse(f"cms_report:{name}")
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (302, f"{reverse('account_login')}?next={address}")


def test_menu_shows_reports_to_whom_they_belong(client: Client):
    home, address = reverse("wagtailadmin_home"), reverse("cms_report:index")
    client.force_login(staff(Role.ADMIN))
    assert address in client.get(home).content.decode()
    client.force_login(staff(Role.EDITOR))
    assert address not in client.get(home).content.decode()


def test_empty_list_says_what_to_do(admin_client: Client):
    assert "Minta yang pertama" in admin_client.get(reverse("cms_report:index")).content.decode()


def test_list_offers_download_reload_and_retry(admin_client: Client, plan: ActionPlan, ready: ReportBuild):
    failed = ReportBuild.objects.create(plan=plan, state=BuildState.FAILED, last_error="Disk <penuh>")
    page = admin_client.get(reverse("cms_report:index")).content.decode()
    assert (ready.get_absolute_url() in page, "Disk &lt;penuh&gt;" in page) == (True, True)
    assert f'action="{reverse("cms_report:retry", args=[failed.pk])}"' in page
    assert "Muat ulang daftar" not in page
    ReportBuild.objects.create(plan=plan)
    assert "Muat ulang daftar" in admin_client.get(reverse("cms_report:index")).content.decode()


def queries_of_list(client: Client) -> int:
    with CaptureQueriesContext(connection) as found:
        client.get(reverse("cms_report:index"))
    return len(found)


def test_queries_do_not_grow_with_reports(admin_client: Client, ready: ReportBuild):
    queries_of_list(admin_client)
    before = queries_of_list(admin_client)
    for _each in range(2):
        plan = PlanFactory()
        ReportBuild.objects.create(plan=plan, period=PeriodFactory(plan=plan), requested_by=staff(Role.ADMIN))
    assert queries_of_list(admin_client) == before


def test_form_asks_for_a_report(admin_client: Client, plan: ActionPlan):
    period = plan.periods.get()
    response = admin_client.post(reverse("cms_report:add"), {"plan": plan.pk, "period": period.pk})
    build = ReportBuild.objects.get()
    assert (response.status_code, response["Location"]) == (302, reverse("cms_report:index"))
    assert (build.plan, build.period, build.state) == (plan, period, BuildState.QUEUED)
    admin_client.post(reverse("cms_report:add"), {"plan": plan.pk, "period": period.pk})
    assert ReportBuild.objects.count() == 1


def test_form_refuses_with_a_sentence_and_keeps_what_was_chosen(admin_client: Client, plan: ActionPlan):
    other = PeriodFactory(plan=PlanFactory(), starts_on="2020-07-01", ends_on="2020-09-30")
    response = admin_client.post(reverse("cms_report:add"), {"plan": plan.pk, "period": other.pk})
    page = response.content.decode()
    assert (response.status_code, ReportBuild.objects.exists()) == (200, False)
    assert "Periode itu bukan milik rencana aksi ini" in page
    assert f'<option value="{other.pk}" selected>' in page


def test_form_offers_what_is_published(admin_client: Client, plan: ActionPlan):
    draft = PlanFactory(live=False, label="Rancangan Rahasia")
    assert draft.label not in admin_client.get(reverse("cms_report:add")).content.decode()


def test_retry_queues_a_failed_report(admin_client: Client, ready: ReportBuild):
    ReportBuild.objects.update(state=BuildState.FAILED)
    response = admin_client.post(reverse("cms_report:retry", args=[ready.pk]))
    ready.refresh_from_db()
    assert (response.status_code, ready.state) == (302, BuildState.QUEUED)


def test_retry_by_a_link_changes_nothing(admin_client: Client, ready: ReportBuild):
    assert admin_client.get(reverse("cms_report:retry", args=[ready.pk])).status_code == 405
