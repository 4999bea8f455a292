import io
import stat
from random import Random

import pytest
from PIL import Image

from evidence import checks
from evidence.checks import CheckFailed, clean_file
from evidence.uploads import path_of
from tests.factories.evidence import PDF, office, picture, workbook

OFFICE = "application/vnd.openxmlformats-officedocument."
HONEST = [
    (PDF, "pdf", "pdf", "application/pdf"),
    (picture("JPEG"), "jpg", "jpg", "image/jpeg"),
    (picture("JPEG"), "jpeg", "jpg", "image/jpeg"),
    (picture("PNG"), "png", "png", "image/png"),
    (picture("WEBP"), "webp", "webp", "image/webp"),
    (picture("HEIF"), "heic", "jpg", "image/jpeg"),
    (office("word/document.xml"), "docx", "docx", f"{OFFICE}wordprocessingml.document"),
    (office("ppt/presentation.xml"), "pptx", "pptx", f"{OFFICE}presentationml.presentation"),
    (workbook(), "xlsx", "xlsx", f"{OFFICE}spreadsheetml.sheet"),
    (b"desa;jumlah\nLamteuba;3\n", "csv", "csv", "text/csv"),
    ("Notula rapat — selesai\n".encode(), "txt", "txt", "text/plain"),
    ("Notula".encode("utf-16"), "txt", "txt", "text/plain"),
    (b"Desa;Caf\xe9\n", "csv", "csv", "text/csv"),
]
# Does not shrink much, so that its size alone is what is wrong with it.
NOISE = Random(1).randbytes(600_000).hex()  # noqa: S311 - no secret
REFUSED = [
    (b"MZ\x90\x00" + b"\0" * 300, "pdf", "content_differs"),
    (picture("PNG"), "jpg", "content_differs"),
    (PDF, "png", "content_differs"),
    (b"%PDF-1.4 cut off", "pdf", "unreadable"),
    (picture("JPEG")[:-200], "jpg", "unreadable"),
    (office("word/document.xml"), "xlsx", "content_differs"),
    (office("word/document.xml", "word/vbaProject.bin"), "docx", "has_macros"),
    (
        office("xl/workbook.xml", types="application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        "xlsx",
        "has_macros",
    ),
    (office("xl/workbook.xml", main="<document/>"), "xlsx", "unreadable"),
    (office("word/document.xml", main="<document><p></document>"), "docx", "unreadable"),
    (office("word/document.xml", main="<document>"), "docx", "unreadable"),
    (office("word/document.xml", main="<!DOCTYPE d [<!ENTITY e 'x'>]><document/>"), "docx", "unreadable"),
    (office("word/document.xml", main=" " * 3_000_000 + "<document/>"), "docx", "unpacks_too_large"),
    (office("ppt/presentation.xml", types=NOISE), "pptx", "unpacks_too_large"),
    (office("word/document.xml")[:-30], "docx", "unreadable"),
    (b"a\x00b;c\n", "csv", "not_text"),
    (PDF, "txt", "content_differs"),
    (b"teks biasa", "pdf", "content_differs"),
]


def stored(content):
    path = path_of("quarantine/uji")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return "quarantine/uji"


@pytest.mark.parametrize(("content", "extension", "becomes", "content_type"), HONEST)
def test_honest_file_gets_its_derivative(content, extension, becomes, content_type):
    cleaned = clean_file(stored(content), extension)

    assert cleaned.content_type == content_type
    assert cleaned.name.endswith(f".{becomes}")
    assert path_of(cleaned.name).stat().st_size > 0


@pytest.mark.parametrize(("content", "extension", "code"), REFUSED)
def test_dishonest_or_broken_file_is_refused_and_leaves_no_derivative(settings, content, extension, code):
    name = stored(content)
    with pytest.raises(CheckFailed) as failure:
        clean_file(name, extension)
    assert failure.value.code == code
    assert list(settings.EVIDENCE_ROOT.glob("clean/*")) == []


def test_picture_leaves_without_its_metadata_and_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees
    exif[0x010F] = "Telepon Contoh"
    content = picture("JPEG", (40, 20), exif=exif, comment=b"rahasia")

    cleaned = path_of(clean_file(stored(content), "jpg").name)

    with Image.open(cleaned) as image:
        assert image.size == (20, 40)
        assert dict(image.getexif()) == {}
        assert "comment" not in image.info
    assert b"Telepon Contoh" in content
    assert b"Telepon Contoh" not in cleaned.read_bytes()


def test_transparent_picture_stays_transparent():
    target = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(target, format="PNG")

    with Image.open(path_of(clean_file(stored(target.getvalue()), "png").name)) as image:
        assert image.getpixel((0, 0)) == (0, 0, 0, 0)


def test_picture_of_too_many_pixels_is_refused_before_it_is_decoded(monkeypatch):
    monkeypatch.setattr(checks, "MOST_PIXELS", 47)
    with pytest.raises(CheckFailed) as failure:
        clean_file(stored(picture("PNG")), "png")
    assert failure.value.code == "too_many_pixels"


@pytest.mark.parametrize(("limit", "value"), [("MOST_ARCHIVE_MEMBERS", 1), ("MOST_UNPACKED_BYTES", 5)])
def test_archive_that_unpacks_too_large_is_refused(monkeypatch, limit, value):
    monkeypatch.setattr(checks, limit, value)
    with pytest.raises(CheckFailed) as failure:
        clean_file(stored(office("word/document.xml")), "docx")
    assert failure.value.code == "unpacks_too_large"


def test_file_that_is_gone_is_said_to_be_missing():
    with pytest.raises(CheckFailed) as failure:
        clean_file("quarantine/hilang", "pdf")
    assert failure.value.code == "file_missing"


def test_full_disk_is_not_taken_for_a_broken_picture(settings):
    name = stored(picture("PNG"))
    (settings.EVIDENCE_ROOT / "clean").write_bytes(b"not a folder")
    with pytest.raises(OSError, match="clean"):
        clean_file(name, "png")


def test_derivative_is_private_on_disk():
    cleaned = clean_file(stored(picture("PNG")), "png")
    assert stat.S_IMODE(path_of(cleaned.name).stat().st_mode) == 0o600
