"""The first page and the menu of the CMS, in the staff's words."""

from datetime import date

import pytest
from django.test import Client
from wagtail.admin.menu import admin_menu

from accounts.models import User
from renaksi.enums import PartnerRole, PeriodState
from renaksi.queries.staff_tasks import staff_tasks
from tests.factories.renaksi import CommitmentFactory, MilestoneFactory, PartnershipFactory, PeriodFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def test_tasks_count_drafts_and_what_changed_since() -> None:
    CommitmentFactory(live=False)
    CommitmentFactory(has_unpublished_changes=True)
    CommitmentFactory(plan__country="PHL", live=False)
    tasks = staff_tasks(today=TODAY)
    assert (tasks.drafts, tasks.changed) == (1, 1)


def test_tasks_count_milestones_that_nobody_reports_on() -> None:
    plan = PeriodFactory().plan
    MilestoneFactory(commitment__plan=plan, responsible=None)
    MilestoneFactory(commitment__plan=plan)
    led = PartnershipFactory(commitment__plan=plan, role=PartnerRole.LEAD).commitment
    MilestoneFactory(commitment=led, responsible=None)
    MilestoneFactory(responsible=None)  # of a plan that is only a record
    assert staff_tasks(today=TODAY).ownerless == 1


@pytest.mark.parametrize(
    ("state", "today", "expected"),
    [
        (PeriodState.PLANNED, date(2026, 9, 19), [False]),
        (PeriodState.PLANNED, date(2026, 9, 20), [True]),
        (PeriodState.OPEN, date(2026, 10, 10), [False]),
        (PeriodState.OPEN, date(2026, 10, 11), [True]),
        (PeriodState.CLOSED, date(2026, 10, 11), []),
    ],
)
def test_rounds_say_when_they_are_due(state: PeriodState, today: date, expected: list[bool]) -> None:
    PeriodFactory(state=state)
    assert [one.is_due for one in staff_tasks(today=today).rounds] == expected


def menu_of(client: Client) -> list[str]:
    request = client.get("/admin/").wsgi_request
    return [item.name for item in admin_menu.menu_items_for_request(request)]


def test_menu_holds_what_staff_use(as_admin: Client, as_editor: Client, admin: User) -> None:
    names = menu_of(as_editor)
    assert names[0] == "renaksi"
    assert {"help", "documents", "collections", "snippets"} & {*names, *menu_of(as_admin)} == set()


def test_first_page_tells_what_waits(as_editor: Client) -> None:
    CommitmentFactory(live=False)
    page = as_editor.get("/admin/").content.decode()
    assert "1 komitmen belum terbit" in page
    assert "Documents" not in page


def test_first_page_leads_who_decides_to_the_rounds(as_editor: Client, as_admin: Client) -> None:
    pages = {
        name: client.get("/admin/").content.decode()
        for name, client in (("editor", as_editor), ("admin", as_admin))
    }
    assert {name: "/ruang-kerja/putaran/" in page for name, page in pages.items()} == {
        "editor": False,
        "admin": True,
    }
