"""Real small files of each allowed type, and evidence that holds one."""

import io
import zipfile
from pathlib import PurePath

import factory
import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from evidence.enums import EvidenceKind, EvidenceState
from evidence.models import Evidence
from tests.factories.accounts import UserFactory
from tests.factories.institutions import InstitutionFactory

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def pdf_upload(name: str = "laporan.pdf") -> SimpleUploadedFile:
    return upload(PDF, name)


def picture(image_format: str, size: tuple[int, int] = (8, 6), **options: object) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, "teal").save(target, format=image_format, **options)
    return target.getvalue()


def office(main_part: str, *extra: str, types: str = "<Types/>", main: str = "") -> bytes:
    """Deflated, as from an office program; `main` is the text of its main part."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr(main_part, main or f"<{PurePath(main_part).stem}/>")
        for name in extra:
            archive.writestr(name, b"x")
    return target.getvalue()


def workbook() -> bytes:
    target = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["Desa", "Dataset"])
    book.save(target)
    return target.getvalue()


class FileFactory(factory.django.DjangoModelFactory):
    """A row of a received file; its bytes are only on disk if a test puts them there."""

    class Meta:
        model = Evidence

    kind = EvidenceKind.FILE
    title = factory.Sequence(lambda n: f"Berkas uji {n}")
    original_name = "laporan.pdf"
    stored_name = "quarantine/uji"
    size = len(PDF)
    sha256 = "0" * 64
    state = EvidenceState.QUARANTINED
    uploader = factory.SubFactory(UserFactory)
    institution = factory.SubFactory(InstitutionFactory)
