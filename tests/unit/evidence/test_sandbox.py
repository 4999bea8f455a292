"""The process that inspects may fail, hang, lie or be taken over: nothing of it reaches the site."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from evidence import sandbox
from evidence.sandbox import Limits, Outcome, SandboxFault, open_written, run_inspection
from evidence.storage.places import private_folder
from tests.factories.evidence import PDF
from tests.taken_over import put_in_place

ROOT = Path(__file__).resolve().parents[3]
LIMITS = Limits(memory=256 * 1024 * 1024, cpu_seconds=5, wall_seconds=5, output=4096)
ANSWER = {"facts": {"a": 1}, "seconds": 0.1, "peak_bytes": 9}


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "berkas"
    path.write_bytes(PDF)
    return path


@pytest.fixture
def child(tmp_path, monkeypatch, source):
    """Put another program in the place of the inspection, run it, and tell what the site makes of it."""

    def run(program: str, limits: Limits = LIMITS) -> Outcome:
        put_in_place(program, tmp_path, monkeypatch)
        with private_folder() as folder:
            return run_inspection(source=source, extension="pdf", mode="clean", folder=folder, limits=limits)

    return run


def is_gone(pid: int) -> bool:
    """Ended, or waiting to be buried by whoever is its parent now."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def test_honest_file_passes_and_tells_what_it_took(source):
    with private_folder() as folder:
        outcome = run_inspection(source=source, extension="pdf", mode="clean", folder=folder)
    assert (outcome.refused, outcome.facts) == ("", {})
    assert 0 < outcome.seconds < 30
    assert 5 * 1024 * 1024 < outcome.peak_bytes < LIMITS.memory


def test_it_works_from_any_folder(source, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    with private_folder() as folder:
        relative = Path(source.name)
        assert run_inspection(source=relative, extension="pdf", mode="clean", folder=folder).refused == ""


def test_folder_is_private_and_goes_away(settings):
    with private_folder() as folder:
        (folder / "derivative").write_bytes(b"x")
        assert folder.stat().st_mode & 0o777 == 0o700
    assert list(settings.EVIDENCE_ROOT.glob("inspection/*")) == []


def test_child_knows_no_secret(child, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "rahasia")
    monkeypatch.setenv("DATABASE_URL", "postgres://rahasia")
    told = "json.dump({'facts': dict(os.environ), 'peak_bytes': 1}, sys.stdout)"
    assert child(told).facts == {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "MALLOC_ARENA_MAX": "1",
    }


def test_child_holds_no_file_of_the_site_open(child, tmp_path):
    with (tmp_path / "rahasia").open("w") as secret:
        os.set_inheritable(secret.fileno(), True)
        told = "json.dump({'facts': {'open': os.listdir('/proc/self/fd')}, 'peak_bytes': 1}, sys.stdout)"
        # The fourth is the folder that is being listed.
        assert len(child(told).facts["open"]) == 4


def test_child_loads_neither_django_nor_the_rest_of_the_site():
    program = (
        "import runpy, sys; sys.argv = ['x', 'clean', 'pdf', '/dev/null', '/', '9000000000', '9', '9', '9'];"
        "runpy.run_module('evidence.inspection', run_name='__main__');"
        "print(sorted(n for n in sys.modules if n.partition('.')[0] in {'django', 'wagtail', 'foundation'} or "
        "(n.startswith('evidence.') and not n.startswith('evidence.inspection'))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    # The walls, which know nothing of the site either.
    assert done.stdout.rpartition("}")[2].strip() == "['foundation', 'foundation.walls']"


def test_limits_are_set_before_the_file_is_looked_at():
    program = (
        "import os, resource as r; from evidence.inspection.limits import confine;"
        "confine(memory=300_000_000, cpu_seconds=7, wall_seconds=9, output=5000);"
        "print([r.getrlimit(n) for n in (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_FSIZE, r.RLIMIT_NOFILE, r.RLIMIT_CORE)],"
        "oct(os.umask(0)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    limits = [(300_000_000,) * 2, (7, 9), (5000, 5000), (64, 64), (0, 0)]
    assert done.stdout.strip() == f"{limits} 0o77"


@pytest.mark.parametrize(
    "program",
    [
        "os.abort()",
        "sys.exit(3)",
        "raise MemoryError",
        "print('{')",
        "print('[]')",
        "print('null')",
        "print('[' * 100_000)",
        "print('x' * 3_000_000)",
        "json.dump({'facts': {}}, sys.stdout)",
        "json.dump({'refused': '../../rahasia', 'peak_bytes': 1}, sys.stdout)",
        "json.dump({'refused': ['x'], 'peak_bytes': 1}, sys.stdout)",
        "json.dump({'facts': 'x', 'peak_bytes': 1}, sys.stdout)",
        f"json.dump({ANSWER!r}, sys.stdout); sys.stdout.flush(); os.abort()",
        "sys.stdout.close(); os.close(1); time.sleep(60)",
    ],
)
def test_child_that_breaks_or_talks_nonsense_refuses_the_file(child, program):
    outcome = child(program)
    assert (outcome.refused, outcome.facts) == ("not_inspected", {})


def test_child_that_hangs_is_ended_with_all_that_it_started(child, tmp_path):
    pids = tmp_path / "pids"
    program = f"""
pid = os.fork()
with open({str(pids)!r}, "a") as file:
    file.write(f"{{os.getpid()}}\\n")
time.sleep(60)
"""
    began = time.monotonic()
    outcome = child(program, Limits(LIMITS.memory, 5, 1, 4096))
    assert outcome.refused == "not_inspected"
    assert time.monotonic() - began < 10
    time.sleep(0.1)
    assert [is_gone(int(pid)) for pid in pids.read_text().split()] == [True, True]


def test_child_that_ends_leaves_nobody_behind(child, tmp_path):
    pids = tmp_path / "pids"
    program = f"""
if os.fork() == 0:
    os.close(1)
    with open({str(pids)!r}, "w") as file:
        file.write(str(os.getpid()))
    time.sleep(60)
time.sleep(0.3)
json.dump({ANSWER!r}, sys.stdout)
"""
    assert child(program).facts == {"a": 1}
    time.sleep(0.1)
    assert is_gone(int(pids.read_text()))


@pytest.mark.parametrize(
    "program",
    ["os.kill(os.getpid(), 9)", "json.dump({'fault': 'ENOSPC', 'peak_bytes': 1}, sys.stdout)"],
)
def test_what_the_machine_is_to_blame_for_is_no_word_about_the_file(child, program):
    with pytest.raises(SandboxFault):
        child(program)


def test_missing_interpreter_is_the_machines_fault(source, monkeypatch):
    monkeypatch.setattr(sandbox.sys, "executable", "/tidak/ada/python")
    with private_folder() as folder, pytest.raises(OSError, match="python"):
        run_inspection(source=source, extension="pdf", mode="clean", folder=folder)


def test_missing_library_is_the_machines_fault(source, monkeypatch, tmp_path):
    """As after half an installation: the inspection is there, what it needs is not."""
    broken = tmp_path / "site"
    shutil.copytree(ROOT / "evidence" / "inspection", broken / "evidence" / "inspection")
    (broken / "foundation").mkdir()
    shutil.copy(ROOT / "foundation" / "walls.py", broken / "foundation")
    (broken / "evidence" / "inspection" / "pdf" / "__init__.py").write_text("raise ImportError('gone')")
    monkeypatch.setattr(sandbox, "_ROOT", broken)
    with private_folder() as folder, pytest.raises(SandboxFault, match="gone"):
        run_inspection(source=source, extension="pdf", mode="clean", folder=folder)


def test_source_that_vanishes_is_the_machines_fault(tmp_path):
    with private_folder() as folder, pytest.raises(SandboxFault, match="ENOENT"):
        run_inspection(source=tmp_path / "hilang", extension="pdf", mode="clean", folder=folder)


def test_too_little_memory_refuses_the_file(tmp_path):
    source = tmp_path / "berkas"
    source.write_bytes(b"a" * 60_000_000)
    with private_folder() as folder:
        small = Limits(memory=64 * 1024 * 1024, cpu_seconds=5, wall_seconds=20, output=4096)
        outcome = run_inspection(source=source, extension="txt", mode="clean", folder=folder, limits=small)
    assert (outcome.refused, outcome.peak_bytes < small.memory) == ("not_inspected", True)


def test_too_much_time_refuses_the_file(child):
    program = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
    program += "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 3))\nwhile True: pass"
    assert child(program, Limits(LIMITS.memory, 1, 20, 4096)).refused == "not_inspected"


def test_written_file_is_read_as_far_as_it_is_plain(tmp_path):
    (tmp_path / "a").write_bytes(b"abc")
    with open_written(tmp_path / "a", most=3) as file:
        assert file.read() == b"abc"
    with pytest.raises(ValueError, match="a"):
        open_written(tmp_path / "a", most=2)
    with pytest.raises(ValueError, match="hilang"):
        open_written(tmp_path / "hilang", most=2)


def test_outcome_is_what_the_child_said(child):
    program = f"json.dump({json.dumps(ANSWER)}, sys.stdout)"
    outcome = child(program)
    assert (outcome.refused, outcome.facts, outcome.peak_bytes) == ("", {"a": 1}, 9)
