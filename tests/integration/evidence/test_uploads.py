import hashlib
import stat

import pytest

from evidence.uploads import UploadRefused, extension_of, path_of, refuse_by_size, stream_to_quarantine
from tests.factories.evidence import PDF


def files_below(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_stream_counts_hashes_and_keeps_the_bytes_private():
    stored = stream_to_quarantine([PDF[:10], PDF[10:]])

    assert stored.size == len(PDF)
    assert stored.sha256 == hashlib.sha256(PDF).hexdigest()
    assert path_of(stored.name).read_bytes() == PDF
    assert stat.S_IMODE(path_of(stored.name).stat().st_mode) == 0o600
    assert stat.S_IMODE(path_of(stored.name).parent.stat().st_mode) == 0o700


def test_stream_over_the_cap_stops_reading_and_leaves_nothing(settings):
    settings.EVIDENCE_MAX_BYTES = 10
    read = []

    def chunks():
        for chunk in (b"12345678", b"12345678", b"never read"):
            read.append(chunk)
            yield chunk

    with pytest.raises(UploadRefused) as refusal:
        stream_to_quarantine(chunks())

    assert refusal.value.code == "too_large"
    assert read == [b"12345678", b"12345678"]
    assert files_below(settings.EVIDENCE_ROOT) == []


def test_stream_that_breaks_off_leaves_nothing(settings):
    def chunks():
        yield b"half"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        stream_to_quarantine(chunks())
    assert files_below(settings.EVIDENCE_ROOT) == []


def test_empty_file_is_refused(settings):
    with pytest.raises(UploadRefused, match=r"Berkas ini kosong"):
        stream_to_quarantine([])
    assert files_below(settings.EVIDENCE_ROOT) == []


@pytest.mark.parametrize("size", [None, 1, 10])
def test_announced_size_up_to_the_cap_passes(settings, size):
    settings.EVIDENCE_MAX_BYTES = 10
    refuse_by_size(size)


def test_announced_size_over_the_cap_is_refused(settings):
    settings.EVIDENCE_MAX_BYTES = 10
    with pytest.raises(UploadRefused):
        refuse_by_size(11)


@pytest.mark.parametrize(
    ("name", "extension"), [("a.pdf", "pdf"), ("FOTO.JPEG", "jpeg"), ("laporan akhir.v2.Docx", "docx")]
)
def test_extension_on_the_allow_list(name, extension):
    assert extension_of(name) == extension


@pytest.mark.parametrize(
    "name", ["a.svg", "a.html", "a.zip", "a.exe", "a.pdf.exe", "a.docm", "a.eps", "a.mp4"]
)
def test_extension_not_on_the_allow_list(name):
    with pytest.raises(UploadRefused) as refusal:
        extension_of(name)
    assert refusal.value.code == "type_not_allowed"


@pytest.mark.parametrize("name", ["laporan", "", "laporan."])
def test_name_without_extension(name):
    with pytest.raises(UploadRefused) as refusal:
        extension_of(name)
    assert refusal.value.code == "type_missing"
