import errno
import hashlib
import io
import os
import stat

import pytest
from PIL import Image

from evidence.inspection.kinds import KINDS
from evidence.inspection.refusal import CheckFailed
from evidence.storage import derivatives, keeping
from evidence.storage.derivatives import clean_file
from evidence.storage.places import path_of
from evidence.uploads import ALLOWED_EXTENSIONS
from tests.factories.documents import office, pdf
from tests.factories.evidence import PDF, picture

OFFICE = "application/vnd.openxmlformats-officedocument."
KEPT = [
    (PDF, "pdf", "pdf", "application/pdf"),
    (picture("JPEG"), "jpeg", "jpg", "image/jpeg"),
    (picture("PNG"), "png", "png", "image/png"),
    (picture("WEBP"), "webp", "webp", "image/webp"),
    (picture("HEIF"), "heic", "jpg", "image/jpeg"),
    (office("docx"), "docx", "docx", f"{OFFICE}wordprocessingml.document"),
    (b"desa;jumlah\nLamteuba;3\n", "csv", "csv", "text/csv"),
]


def stored(content):
    path = path_of("quarantine/uji")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return "quarantine/uji"


def left_behind(settings):
    return [
        path.name for folder in ("clean", "inspection") for path in settings.EVIDENCE_ROOT.glob(f"{folder}/*")
    ]


@pytest.mark.parametrize(("content", "extension", "becomes", "content_type"), KEPT)
def test_honest_file_gets_its_derivative(settings, content, extension, becomes, content_type):
    cleaned = clean_file(stored(content), extension)

    assert cleaned.content_type == content_type
    assert left_behind(settings) == [cleaned.name.removeprefix("clean/")]
    assert cleaned.name.endswith(f".{becomes}")
    with path_of(cleaned.name).open("rb") as file:
        assert cleaned.sha256 == hashlib.file_digest(file, "sha256").hexdigest()
    assert stat.S_IMODE(path_of(cleaned.name).stat().st_mode) == 0o600


def test_document_stays_as_it_was_sent():
    assert path_of(clean_file(stored(PDF), "pdf").name).read_bytes() == PDF


def test_refused_file_leaves_nothing(settings):
    with pytest.raises(CheckFailed) as failure:
        clean_file(stored(pdf(b"<</S/Launch>>")), "pdf")
    assert failure.value.code == "has_active_content"
    assert left_behind(settings) == []


def test_every_kind_that_is_taken_has_its_inspection():
    assert set(KINDS) == set(ALLOWED_EXTENSIONS)


def test_file_that_is_gone_is_said_to_be_missing():
    with pytest.raises(CheckFailed) as failure:
        clean_file("quarantine/hilang", "pdf")
    assert failure.value.code == "file_missing"


def test_folder_that_cannot_be_written_is_not_the_senders_fault(settings):
    name = stored(picture("PNG"))
    (settings.EVIDENCE_ROOT / "clean").write_bytes(b"not a folder")
    with pytest.raises(OSError, match="clean"):
        clean_file(name, "png")


def test_disk_that_fills_up_leaves_nothing_behind(settings, monkeypatch):
    def full(_descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(keeping.os, "fsync", full)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        clean_file(stored(PDF), "pdf")
    assert left_behind(settings) == []


def broken_picture(path):
    path.write_bytes(b"<script>alert(1)</script>")


def link_to_a_secret(path):
    secret = path.parent / "rahasia"
    secret.write_bytes(picture("PNG"))
    path.symlink_to(secret)


def second_name_of_a_file(path):
    other = path.parent / "lain"
    other.write_bytes(picture("PNG"))
    os.link(other, path)


def nothing(path):
    """The child promised a picture and wrote none."""


@pytest.mark.parametrize(
    "leave",
    [broken_picture, link_to_a_secret, second_name_of_a_file, os.mkfifo, os.mkdir, nothing],
)
def test_what_a_child_may_leave_in_the_place_of_a_picture_is_refused(tmp_path, leave):
    leave(tmp_path / "derivative")
    with pytest.raises(CheckFailed) as failure:
        derivatives._redrawn(tmp_path / "derivative", "png")
    assert failure.value.code == "not_inspected"


def test_picture_that_grew_out_of_measure_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(derivatives, "_MOST_BYTES", 50)
    (tmp_path / "derivative").write_bytes(picture("PNG"))
    with pytest.raises(CheckFailed):
        derivatives._redrawn(tmp_path / "derivative", "png")


def test_transparent_picture_stays_transparent():
    target = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(target, format="PNG")
    with Image.open(path_of(clean_file(stored(target.getvalue()), "png").name)) as image:
        assert image.getpixel((0, 0)) == (0, 0, 0, 0)
