"""The secretariat's decision on a commitment, beside what the rules propose."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from renaksi.models import Commitment, CompletionDecision
from tests.factories.renaksi import MilestoneFactory, PeriodFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def commitment() -> Commitment:
    milestone = MilestoneFactory()
    PeriodFactory(plan=milestone.commitment.plan)
    return milestone.commitment


def address(commitment: Commitment) -> str:
    return reverse("cms_commitment:completion", args=[commitment.pk])


def test_page_shows_the_proposal(as_admin: Client, commitment: Commitment) -> None:
    response = as_admin.get(address(commitment))
    assert response.context["figures"].proposed == "no_evidence"
    assert response.context["form"].initial == {"status": "no_evidence"}


def test_decision_is_kept_with_its_reason(as_admin: Client, admin: User, commitment: Commitment) -> None:
    as_admin.post(address(commitment), {"status": "limited", "reason": "Rapat pleno"})
    decision = CompletionDecision.objects.get()
    assert (decision.status, decision.reason, decision.by) == ("limited", "Rapat pleno", admin)


def test_complete_without_evidence_is_refused_in_words(as_admin: Client, commitment: Commitment) -> None:
    response = as_admin.post(address(commitment), {"status": "complete", "reason": "Sudah selesai"})
    assert len(response.context["form"].non_field_errors()) == 1
    assert response.context["form"]["reason"].value() == "Sudah selesai"
    assert not CompletionDecision.objects.exists()


def test_editor_decides_nothing(as_editor: Client, commitment: Commitment) -> None:
    assert as_editor.get(address(commitment)).status_code == 404
    as_editor.post(address(commitment), {"status": "limited", "reason": "x"})
    assert not CompletionDecision.objects.exists()
