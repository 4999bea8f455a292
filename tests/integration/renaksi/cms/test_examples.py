"""The example file of each requirement in the form of its milestone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from renaksi.models import EvidenceRequirement, Milestone
from tests.factories.evidence import pdf_upload
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import MilestoneFactory, RequirementFactory
from tests.integration.renaksi.cms.forms import editor_fields

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def milestone() -> Milestone:
    found: Milestone = MilestoneFactory(responsible=InstitutionFactory(), commitment__live=False)
    RequirementFactory(milestone=found, text="Surat keputusan")
    return found


def address(milestone: Milestone) -> str:
    return reverse("cms_commitment:milestone_edit", args=[milestone.commitment_id, milestone.pk])


def save(client: Client, milestone: Milestone, **fields: object) -> object:
    known = editor_fields(client, address(milestone))
    changed = {name.replace("requirements_", "requirements-"): value for name, value in fields.items()}
    return client.post(address(milestone), {**known, **changed})


@pytest.fixture
def admin_client(client: Client, admin: User) -> Client:
    client.force_login(admin)
    return client


def test_example_is_uploaded_shown_and_removed(admin_client: Client, milestone: Milestone) -> None:
    save(admin_client, milestone, **{"requirements-0-example": pdf_upload("contoh-sk.pdf")})
    requirement = EvidenceRequirement.objects.get()
    assert requirement.example is not None
    assert requirement.example.original_name == "contoh-sk.pdf"
    page = admin_client.get(address(milestone)).content.decode()
    assert "contoh-sk.pdf</a>. Berkas contoh belum tersedia: sedang diperiksa otomatis." in page
    save(admin_client, milestone, **{"requirements-0-remove_example": "on"})
    requirement.refresh_from_db()
    assert requirement.example is None


def test_new_requirement_gets_its_own_example(admin_client: Client, milestone: Milestone) -> None:
    new = {"requirements-1-text": "Notula", "requirements-1-example": pdf_upload("contoh-notula.pdf")}
    save(admin_client, milestone, **new)
    found = {one.text: one.example and one.example.original_name for one in milestone.requirements.all()}
    assert found == {"Surat keputusan": None, "Notula": "contoh-notula.pdf"}


def test_refused_example_says_why_and_changes_nothing(admin_client: Client, milestone: Milestone) -> None:
    response = save(
        admin_client,
        milestone,
        **{"requirements-0-example": SimpleUploadedFile("x.exe", b"MZ"), "requirements-0-text": "Lain"},
    )
    assert "Jenis berkas .exe tidak diterima" in response.content.decode()  # type: ignore[attr-defined]
    assert EvidenceRequirement.objects.get().text == "Surat keputusan"


def test_editor_of_a_draft_is_offered_no_example(client: Client, editor: User, milestone: Milestone) -> None:
    client.force_login(editor)
    assert "requirements-0-example" not in client.get(address(milestone)).content.decode()
    save(client, milestone, **{"requirements-0-example": pdf_upload()})
    assert EvidenceRequirement.objects.get().example is None
