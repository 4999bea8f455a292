"""Reporting rounds and grants in the CMS, by admins alone."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse, reverse_lazy

from accounts.models import User
from renaksi.enums import GrantKind, PeriodState
from renaksi.models import PlanGrant, ReportingPeriod
from tests.actors import verifier
from tests.factories.accounts import UserFactory
from tests.factories.renaksi import MilestoneFactory, PeriodFactory, PlanFactory
from tests.integration.renaksi.cms.forms import editor_fields

pytestmark = pytest.mark.django_db
ADD = reverse_lazy("cms_period:add")


def test_form_proposes_the_usual_days_of_the_round_that_is_asked_for(as_admin: Client) -> None:
    fields = editor_fields(as_admin, f"{ADD}?code=B06&year=2026")
    assert [fields[name][0] for name in ("code", "year", "opens_on", "closes_on", "verify_by")] == [
        "B06",
        "2026",
        "2026-06-20",
        "2026-07-10",
        "2026-07-31",
    ]


def test_round_is_planned_with_its_quarter(as_admin: Client) -> None:
    plan = PlanFactory()
    as_admin.post(ADD, {**editor_fields(as_admin, f"{ADD}?code=B06&year=2026"), "plan": plan.pk})
    period = ReportingPeriod.objects.get()
    assert (period.plan, str(period), period.state) == (plan, "B06 2026", PeriodState.PLANNED)
    assert (period.starts_on, period.ends_on) == (date(2026, 4, 1), date(2026, 6, 30))


def test_same_round_twice_gets_one_sentence(as_admin: Client) -> None:
    period = PeriodFactory()
    fields = {**editor_fields(as_admin, f"{ADD}?code=B09&year=2026"), "plan": period.plan_id}
    response = as_admin.post(ADD, fields)
    assert response.status_code == 200
    assert len(response.context["form"].non_field_errors()) == 1
    assert ReportingPeriod.objects.count() == 1


def test_window_in_the_wrong_order_is_refused(as_admin: Client) -> None:
    period = PeriodFactory()
    edit = reverse("cms_period:edit", args=[period.pk])
    response = as_admin.post(edit, {**editor_fields(as_admin, edit), "closes_on": "2026-09-01"})
    assert response.context["form"].errors["closes_on"] == [
        "Pelaporan harus dibuka sebelum ditutup, dan ditutup paling lambat pada batas verifikasi."
    ]


def test_window_moves(as_admin: Client) -> None:
    period = PeriodFactory()
    edit = reverse("cms_period:edit", args=[period.pk])
    as_admin.post(edit, {**editor_fields(as_admin, edit), "closes_on": "2026-10-15"})
    period.refresh_from_db()
    assert period.closes_on == date(2026, 10, 15)


def test_round_is_opened_then_closed(as_admin: Client) -> None:
    period = PeriodFactory(state=PeriodState.PLANNED)
    states = []
    for _turn in range(2):
        as_admin.post(reverse("cms_period:move", args=[period.pk]))
        period.refresh_from_db()
        states.append(period.state)
    assert states == [PeriodState.OPEN, PeriodState.CLOSED]


def test_one_institution_gets_more_time(as_admin: Client, admin: User) -> None:
    milestone = MilestoneFactory()
    period = PeriodFactory(plan=milestone.commitment.plan)
    values = {"institution": milestone.responsible_id, "closes_on": "2099-10-20", "reason": "Banjir"}
    as_admin.post(reverse("cms_period:extend", args=[period.pk]), values)
    extension = period.extensions.get()
    assert (extension.institution, str(extension.closes_on), extension.by) == (
        milestone.responsible,
        "2099-10-20",
        admin,
    )


@pytest.mark.parametrize("name", ["edit", "move", "extend"])
def test_editor_changes_no_round(as_editor: Client, name: str) -> None:
    period = PeriodFactory(state=PeriodState.PLANNED)
    as_editor.post(reverse(f"cms_period:{name}", args=[period.pk]), {"closes_on": "2026-10-15"})
    period.refresh_from_db()
    assert (period.state, period.closes_on) == (PeriodState.PLANNED, date(2026, 10, 10))


def test_round_is_never_deleted(as_admin: Client) -> None:
    period = PeriodFactory()
    as_admin.post(reverse("cms_period:delete", args=[period.pk]))
    assert ReportingPeriod.objects.filter(pk=period.pk).exists()


def test_verifier_is_granted_a_plan_and_loses_it(as_admin: Client) -> None:
    user, plan = verifier(), PlanFactory()
    as_admin.post(reverse("cms_grant:add"), {"user": user.pk, "plan": plan.pk, "kind": GrantKind.VERIFY})
    grant = PlanGrant.objects.get()
    assert (grant.user, grant.plan, grant.kind) == (user, plan, GrantKind.VERIFY)
    as_admin.post(reverse("cms_grant:delete", args=[grant.pk]))
    assert not PlanGrant.objects.exists()


def test_grant_needs_the_role(as_admin: Client) -> None:
    values = {"user": UserFactory().pk, "plan": PlanFactory().pk, "kind": GrantKind.VERIFY}
    as_admin.post(reverse("cms_grant:add"), values)
    as_admin.post(reverse("cms_grant:add"), {**values, "user": verifier().pk, "kind": GrantKind.MONITOR})
    assert not PlanGrant.objects.exists()
