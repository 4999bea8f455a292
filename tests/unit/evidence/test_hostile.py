"""What is sent to do harm is refused with its sentence; what people send is not.

Most cases run inside the test, without a process of their own, which takes a tenth of the time. The long run
sends each through the sandbox, prints what it took and holds it to the promise: 2 seconds, 256 MB.
"""

import pytest

from evidence.inspection.cleaning import clean
from evidence.inspection.refusal import CheckFailed
from evidence.messages import SENTENCES
from evidence.sandbox import run_inspection
from evidence.storage.derivatives import clean_file
from evidence.storage.places import path_of, private_folder
from evidence.uploads import UploadRefused, extension_of
from tests.factories.hostile import Case, all_hostile
from tests.factories.hostile.honest import HONEST

MB = 1024 * 1024
MOST_SECONDS = 2
MOST_MB = 256
HOSTILE = all_hostile()
# Held by the limits of the process alone, or slow to make.
LARGE = {"100,000 members", "160,000 objects", "list of five million", "endless elements", "thousand scans"}
SHORT = [case for case in HOSTILE if case.name not in LARGE]
# One of each kind goes through the process in every run.
SAMPLE = {"zip bomb", "macro project", "script at opening", "pixel flood in JPEG", "table with a NUL"}
HONEST_SAMPLE = {"workbook with a chart", "PDF that nobody shall change", "HEIC", "photo of a phone", "WEBP"}
NAMES = {
    "laporan.pdf.exe": "type_not_allowed",
    "laporan": "type_missing",
    "laporan.": "type_missing",
    "laporan.pdf ": "type_not_allowed",
    "laporan.pdf\0.exe": "type_not_allowed",
    "laporan.pdf:a.exe": "type_not_allowed",
    "laporan\u202efdp.exe": "type_not_allowed",
    ".pdf": "type_missing",
    "..": "type_missing",
    "../../etc/passwd": "type_missing",
    "..\\..\\a.svg": "type_not_allowed",
    "a." + "x" * 300: "type_not_allowed",
    "a" * 300: "type_missing",
    "laporan.p\u0501f": "type_not_allowed",
    "laporan.html": "type_not_allowed",
    "laporan.docm": "type_not_allowed",
    "laporan.svg": "type_not_allowed",
    "laporan.zip": "type_not_allowed",
}


def titled(case: Case) -> str:
    return f"{case.extension}: {case.name}"


def test_every_case_has_a_title_of_its_own_and_a_sentence():
    assert len({titled(case) for case in HOSTILE}) == len(HOSTILE)
    assert {case.code for case in HOSTILE} | set(NAMES.values()) <= set(SENTENCES)


@pytest.mark.parametrize("case", SHORT, ids=titled)
def test_hostile_file_is_refused(case, tmp_path):
    source = tmp_path / "berkas"
    source.write_bytes(case.make())
    with pytest.raises(CheckFailed) as failure:
        clean(source, case.extension, tmp_path)
    assert failure.value.code == case.code
    assert list(tmp_path.iterdir()) == [source]


@pytest.mark.parametrize("case", HONEST, ids=titled)
def test_honest_file_is_accepted(case, tmp_path):
    source = tmp_path / "berkas"
    source.write_bytes(case.make())
    assert clean(source, case.extension, tmp_path) == {}


@pytest.mark.parametrize("case", [case for case in HOSTILE if case.name in SAMPLE], ids=titled)
def test_hostile_file_is_refused_by_the_process_too(case, settings):
    with pytest.raises(CheckFailed) as failure:
        clean_file(stored(case), case.extension)
    assert failure.value.code == case.code
    assert [path for path in settings.EVIDENCE_ROOT.rglob("*") if path.is_file()] == [
        path_of("quarantine/uji")
    ]


@pytest.mark.parametrize("case", [case for case in HONEST if case.name in HONEST_SAMPLE], ids=titled)
def test_honest_file_is_accepted_by_the_process_too(case):
    """Within its walls: a library that wants more than it may see would blame the file."""
    with private_folder() as folder:
        outcome = run_inspection(
            source=path_of(stored(case)), extension=case.extension, mode="clean", folder=folder
        )
    assert (outcome.refused, outcome.facts) == ("", {})


@pytest.mark.parametrize(("name", "code"), NAMES.items())
def test_odd_name_is_refused(name, code):
    with pytest.raises(UploadRefused) as refusal:
        extension_of(name)
    assert refusal.value.code == code
    assert "\0" not in str(refusal.value)


def stored(case: Case) -> str:
    path = path_of("quarantine/uji")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(case.make())
    return "quarantine/uji"


@pytest.mark.long
@pytest.mark.parametrize("case", [*HOSTILE, *HONEST], ids=titled)
def test_inspection_keeps_its_measure(case, record_property, capsys):
    source = path_of(stored(case))
    with private_folder() as folder:
        outcome = run_inspection(source=source, extension=case.extension, mode="clean", folder=folder)
    megabytes = outcome.peak_bytes / MB
    with capsys.disabled():
        told = outcome.refused or "accepted"
        print(f"\n{titled(case):55} {told:20} {outcome.seconds:5.2f} s {megabytes:4.0f} MB", end="")  # noqa: T201 - the figures are what the long run is for
    assert outcome.refused == case.code
    assert 0 < megabytes <= MOST_MB
    assert outcome.seconds <= MOST_SECONDS
