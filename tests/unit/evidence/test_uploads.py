import pytest

from evidence.uploads import UploadRefused, extension_of, refuse_by_size


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
