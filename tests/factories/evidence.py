"""Real small files of each allowed type, and evidence that holds one."""

import io
from typing import Any

import factory
import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from evidence.enums import EvidenceKind, EvidenceState, TakedownReason
from evidence.models import Evidence
from tests.factories.accounts import UserFactory
from tests.factories.documents import pdf
from tests.factories.institutions import InstitutionFactory

PDF = pdf()


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def pdf_upload(name: str = "laporan.pdf") -> SimpleUploadedFile:
    return upload(PDF, name)


def picture(image_format: str, size: tuple[int, int] = (8, 6), **options: object) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, "teal").save(target, format=image_format, **options)
    return target.getvalue()


def workbook() -> bytes:
    target = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["Desa", "Dataset"])
    book.save(target)
    return target.getvalue()


def is_tombstone(file: Any) -> bool:
    return file.state == EvidenceState.TAKEN_DOWN


def as_tombstone(evidence: Evidence) -> Evidence:
    evidence.state = EvidenceState.TAKEN_DOWN
    evidence.stored_name = evidence.derivative_name = evidence.preview_name = ""
    evidence.original_name = evidence.url = ""
    evidence.title = "Data dukung diturunkan"
    evidence.taken_down_at, evidence.taken_down_by = timezone.now(), UserFactory()
    evidence.takedown_reason = TakedownReason.PERSONAL_DATA
    evidence.save()
    return evidence


class FileFactory(factory.django.DjangoModelFactory):
    """A row of a received file; its bytes are only on disk if a test puts them there.

    In the state `taken_down` it is a tombstone: without files, with its reason.
    """

    class Meta:
        model = Evidence

    kind = EvidenceKind.FILE
    title = factory.Sequence(lambda n: f"Berkas uji {n}")
    original_name = factory.LazyAttribute(lambda file: "" if is_tombstone(file) else "laporan.pdf")
    stored_name = factory.LazyAttribute(lambda file: "" if is_tombstone(file) else "quarantine/uji")
    size = len(PDF)
    sha256 = "0" * 64
    state = EvidenceState.QUARANTINED
    uploader = factory.SubFactory(UserFactory)
    institution = factory.SubFactory(InstitutionFactory)
    taken_down_at = factory.LazyAttribute(lambda file: timezone.now() if is_tombstone(file) else None)
    taken_down_by = factory.LazyAttribute(lambda file: UserFactory() if is_tombstone(file) else None)
    takedown_reason = factory.LazyAttribute(
        lambda file: TakedownReason.PERSONAL_DATA if is_tombstone(file) else ""
    )
