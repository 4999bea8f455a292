"""Every page of the CMS opens for the admin."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.renaksi import CommitmentFactory, MilestoneFactory, PartnershipFactory, PeriodFactory

pytestmark = pytest.mark.once

LISTS = [
    "cms_plan:list",
    "cms_plan:add",
    "cms_commitment:list",
    "cms_commitment:add",
    "cms_period:index",
    "cms_period:add",
    "cms_policy_area:index",
    "cms_policy_area:add",
    "cms_reason_template:index",
    "cms_reason_template:add",
    "cms_assessment:index",
    "cms_assessment:add",
    "cms_grant:index",
    "cms_grant:add",
    "cms_update:index",
    "cms_review:index",
    "cms_evidence:index",
    "cms_amendment:index",
    "cms_institution:index",
    "cms_institution:add",
    "cms_region:index",
    "cms_theme:index",
    "institution_chooser:choose",
    "region_chooser:choose",
    "wagtailadmin_home",
]


@pytest.mark.parametrize("name", LISTS)
def test_list_opens(as_admin: Client, name: str) -> None:
    assert as_admin.get(reverse(name)).status_code == 200


@pytest.mark.parametrize(
    "name", ["edit", "history", "usage", "milestone_add", "completion", "withdraw", "delete"]
)
def test_page_of_a_commitment_opens(as_admin: Client, name: str) -> None:
    commitment = CommitmentFactory(live=False)
    PartnershipFactory(commitment=commitment)
    assert as_admin.get(reverse(f"cms_commitment:{name}", args=[commitment.pk])).status_code == 200


@pytest.mark.parametrize("name", ["milestone_edit", "milestone_withdraw"])
def test_page_of_a_milestone_opens(as_admin: Client, name: str) -> None:
    milestone = MilestoneFactory()
    PeriodFactory(plan=milestone.commitment.plan)
    key = [milestone.commitment_id, milestone.pk]
    assert as_admin.get(reverse(f"cms_commitment:{name}", args=key)).status_code == 200


@pytest.mark.parametrize("name", ["edit", "move", "extend", "history"])
def test_page_of_a_period_opens(as_admin: Client, name: str) -> None:
    assert as_admin.get(reverse(f"cms_period:{name}", args=[PeriodFactory().pk])).status_code == 200


@pytest.mark.parametrize("name", ["edit", "aliases", "merge", "history"])
def test_page_of_an_institution_opens(as_admin: Client, name: str) -> None:
    institution = PartnershipFactory().institution
    assert as_admin.get(reverse(f"cms_institution:{name}", args=[institution.pk])).status_code == 200
