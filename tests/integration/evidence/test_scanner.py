import hashlib
import shutil
import subprocess
import time
from datetime import UTC, datetime

import pytest
from django.conf import settings as settings_of

from evidence import scanner
from evidence.actions.checking import check_received_file
from evidence.enums import EvidenceState
from evidence.messages import reason
from evidence.scanner import EICAR, SCANNER_DOWN, ScannerDown, ScannerState, scan, scanner_state
from evidence.tasks import requeue_unchecked
from foundation.audit.queries import entries_for
from foundation.jobs.leases import MOST_ATTEMPTS
from renaksi.queries.guards import around, submission_facts
from renaksi.queries.workspace.proofs import proofs_of
from tests.clamd import Habits, clamd_on_port, clamd_on_socket
from tests.factories.evidence import PDF, FileFactory
from tests.factories.renaksi import ItemFactory

NOW = datetime(2026, 10, 5, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def believe_nobody_yet():
    scanner.forget_trust()
    yield
    scanner.forget_trust()


@pytest.fixture
def clamd(settings, tmp_path):
    habits = Habits()
    with clamd_on_socket(tmp_path / "clamd.ctl", habits) as address:
        settings.CLAMD_URL = address
        yield habits


@pytest.fixture
def honest(tmp_path):
    path = tmp_path / "jujur.pdf"
    path.write_bytes(PDF)
    return path


@pytest.fixture
def infected(tmp_path):
    path = tmp_path / "jahat.pdf"
    path.write_bytes(PDF + EICAR)
    return path


def test_test_file_is_the_agreed_one():
    """Its fingerprint, as eicar.org publishes it."""
    assert hashlib.md5(EICAR, usedforsecurity=False).hexdigest() == "44d88612fea8a8f36de82e1278abb02f"


def test_honest_file_is_found_clean_after_the_test_file_was_caught(clamd, honest):
    assert scan(honest) == ""
    assert clamd.asked == [EICAR, PDF]


def test_scanner_is_tested_once_an_hour(clamd, honest, monkeypatch):
    scan(honest)
    scan(honest)
    assert clamd.asked == [EICAR, PDF, PDF]

    monkeypatch.setattr(scanner, "TRUST_SECONDS", 0)
    scanner.forget_trust()
    scan(honest)
    scan(honest)
    assert clamd.asked[3:] == [EICAR, PDF, EICAR, PDF]


def test_infected_file_is_named(clamd, infected):
    assert scan(infected) == "Eicar-Test-Signature"


def test_large_file_goes_over_in_chunks(clamd, tmp_path):
    path = tmp_path / "besar.bin"
    content = bytes(range(256)) * 1024 + b"sisa"
    path.write_bytes(content)
    assert scan(path) == ""
    assert clamd.asked[-1] == content


def test_scanner_on_a_port_is_asked_alike(settings, honest):
    with clamd_on_port(Habits()) as address:
        settings.CLAMD_URL = address
        assert scan(honest) == ""


@pytest.mark.parametrize(
    ("habit", "problem"),
    [({"blind": True}, "missed_eicar"), ({"babbles": True}, "no_verdict"), ({"most_bytes": 10}, "too_large")],
)
def test_scanner_that_cannot_be_believed_is_down(clamd, honest, habit, problem):
    for name, value in habit.items():
        setattr(clamd, name, value)
    with pytest.raises(ScannerDown) as down:
        scan(honest)
    assert str(down.value) == problem


def test_file_over_the_scanners_own_limit_is_not_taken_for_clean(clamd, tmp_path):
    clamd.most_bytes = 1000
    path = tmp_path / "besar.bin"
    path.write_bytes(bytes(5_000_000))
    with pytest.raises(ScannerDown, match=r"too_large|ConnectionResetError"):
        scan(path)


def test_silent_scanner_is_down_after_a_while(clamd, honest, monkeypatch):
    monkeypatch.setattr(scanner, "ANSWER_SECONDS", 0.05)
    clamd.silent = True
    with pytest.raises(ScannerDown, match="TimeoutError"):
        scan(honest)


@pytest.mark.parametrize("address", ["unix:///tidak/ada.ctl", "tcp://127.0.0.1:1"])
def test_scanner_that_is_not_there_is_down(settings, honest, address):
    settings.CLAMD_URL = address
    with pytest.raises(ScannerDown):
        scan(honest)


def test_state_without_a_scanner(settings):
    settings.CLAMD_URL = ""
    assert scanner_state() == ScannerState(is_trusted=None)


def test_state_tells_the_version_of_a_scanner_that_catches_the_test_file(clamd):
    version = "ClamAV 1.4.3/27000/Sun Nov 22 2026"
    assert scanner_state() == ScannerState(is_trusted=True, version=version)
    clamd.blind = True
    assert scanner_state() == ScannerState(is_trusted=False, problem="missed_eicar")


# --- In the way of a file ------------------------------------------------------------------------


def received(content, **fields):
    folder = settings_of.EVIDENCE_ROOT / "quarantine"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "diterima").write_bytes(content)
    return FileFactory(stored_name="quarantine/diterima", original_name="catatan.txt", **fields)


@pytest.mark.django_db
def test_infected_file_is_rejected_without_naming_what_was_found(clamd, caplog):
    evidence = received(b"Notula " + EICAR)
    check_received_file(pk=evidence.pk, now=NOW)
    evidence.refresh_from_db()
    assert (evidence.state, evidence.state_reason) == (EvidenceState.REJECTED, "infected")
    assert reason(evidence.state_reason).startswith("Pemindai menemukan program berbahaya")
    assert entries_for(evidence).get().data == {"reason": "infected"}
    assert [record.getMessage() for record in caplog.records] == ["malware Eicar-Test-Signature in diterima"]


@pytest.mark.django_db
def test_honest_file_passes_scanner_and_check(clamd):
    evidence = received(b"Notula rapat")
    check_received_file(pk=evidence.pk, now=NOW)
    evidence.refresh_from_db()
    assert evidence.state == EvidenceState.CLEAN
    assert clamd.asked == [EICAR, b"Notula rapat"]


@pytest.mark.django_db
def test_without_a_scanner_nobody_is_asked(settings, clamd):
    settings.CLAMD_URL = ""
    evidence = received(b"Notula rapat")
    check_received_file(pk=evidence.pk, now=NOW)
    evidence.refresh_from_db()
    assert (evidence.state, clamd.asked) == (EvidenceState.CLEAN, [])


@pytest.mark.django_db
@pytest.mark.parametrize("habit", ["blind", "babbles"])
def test_file_waits_for_the_scanner_as_long_as_it_takes(clamd, habit):
    evidence = received(b"Notula rapat", attempts=MOST_ATTEMPTS - 1)
    setattr(clamd, habit, True)
    for _try in range(MOST_ATTEMPTS + 1):
        assert requeue_unchecked(NOW) == 1
        assert check_received_file(pk=evidence.pk, now=NOW) is None
    evidence.refresh_from_db()
    assert (evidence.state, evidence.last_error, evidence.attempts, evidence.lease_until) == (
        EvidenceState.QUARANTINED,
        SCANNER_DOWN,
        MOST_ATTEMPTS - 1,
        None,
    )

    setattr(clamd, habit, False)
    check_received_file(pk=evidence.pk, now=NOW)
    evidence.refresh_from_db()
    assert (evidence.state, evidence.last_error) == (EvidenceState.CLEAN, "")


@pytest.mark.django_db
def test_sender_reads_that_it_waits_for_the_scanner_and_may_submit(clamd):
    clamd.blind = True
    evidence = received(b"Notula rapat")
    item = ItemFactory(evidence=evidence)
    check_received_file(pk=evidence.pk, now=NOW)
    (proof,) = proofs_of(item.update)
    assert (proof.code, proof.word) == ("quarantined", "Menunggu pemindaian")
    today = NOW.date()
    assert submission_facts(item.update, today, around(item.update, today)).evidence_items == 1


# --- The real one -------------------------------------------------------------------------------

CLAMD = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/usr/local/sbin")
CONFIGURATION = """
LocalSocket {folder}/clamd.ctl
DatabaseDirectory {folder}/signatures
TemporaryDirectory {folder}
StreamMaxLength 1M
Foreground yes
"""


@pytest.fixture
def real_clamd(settings, tmp_path_factory):
    """With one signature of our own making: nothing is downloaded."""
    # A path of a socket is short; the folder of the test is not.
    folder = tmp_path_factory.mktemp("c")
    (folder / "signatures").mkdir()
    (folder / "signatures" / "uji.ndb").write_text(f"Uji.Eicar:0:*:{EICAR.hex()}\n")
    configuration = folder / "clamd.conf"
    configuration.write_text(CONFIGURATION.format(folder=folder))
    process = subprocess.Popen(  # noqa: S603 - our own arguments
        [CLAMD, f"--config-file={configuration}"], stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
    )
    try:
        _wait_for(folder / "clamd.ctl", process)
        settings.CLAMD_URL = f"unix://{folder}/clamd.ctl"
        yield
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(path, process):
    deadline = time.monotonic() + 60
    while not path.exists():
        assert process.poll() is None, "clamd ended before it listened"
        assert time.monotonic() < deadline, "clamd did not listen within a minute"
        time.sleep(0.1)


@pytest.mark.long
@pytest.mark.skipif(CLAMD is None, reason="ClamAV's clamd is not installed here")
def test_real_clamd_says_the_same(real_clamd, honest, infected, tmp_path):
    assert scan(honest) == ""
    assert scan(infected) == "Uji.Eicar.UNOFFICIAL"
    state = scanner_state()
    assert (state.is_trusted, state.version[:7]) == (True, "ClamAV ")
    large = tmp_path / "besar.bin"
    large.write_bytes(bytes(3_000_000))
    with pytest.raises(ScannerDown, match=r"too_large|ConnectionResetError"):
        scan(large)
