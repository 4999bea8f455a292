"""A parser that was taken over finds nothing: tried by a process that does what such a one would."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from foundation.walls import landlock_version

_ROOT = Path(__file__).resolve().parents[4]
_ATTACK = """
import json, os, socket, sys
from pathlib import Path
from evidence.inspection.walls import wall_in

source, folder, secret, port = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
is_walled = wall_in(source, folder)

def tried(work):
    try:
        work()
    except OSError:
        return False
    return True

def by_symlink():
    (folder / "way").symlink_to(secret)
    (folder / "way").read_bytes()

def by_hard_link():
    os.link(secret, folder / "hard")
    (folder / "hard").read_bytes()

import pypdfium2, openpyxl, pikepdf
from PIL import Image
print(json.dumps({
    "walled": is_walled,
    "source": tried(source.read_bytes),
    "folder": tried(lambda: (folder / "page").write_bytes(b"x")),
    "secret": tried(secret.read_bytes),
    "symlink": tried(by_symlink),
    "hard link": tried(by_hard_link),
    "source overwritten": tried(lambda: source.write_bytes(b"")),
    "beside": tried(lambda: (folder.parent / "new").write_bytes(b"")),
    "removed": tried(secret.unlink),
    "environment of the parent": tried(lambda: Path(f"/proc/{os.getppid()}/environ").read_bytes()),
    "call": tried(lambda: socket.create_connection(("127.0.0.1", port), 2).close()),
    "program": tried(lambda: os.execv("/bin/true", ["true"])),
}))
"""


@pytest.mark.skipif(not landlock_version(), reason="this kernel has no Landlock: only the limits hold there")
def test_who_takes_the_process_over_sees_its_file_and_its_folder_alone(tmp_path):
    source, folder, secret = tmp_path / "source", tmp_path / "folder", tmp_path / "database.sqlite3"
    source.write_bytes(b"bytes")
    secret.write_bytes(b"secret")
    folder.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as server:
        places = (source, folder, secret, server.getsockname()[1])
        done = subprocess.run(  # noqa: S603 - our own interpreter and words
            [sys.executable, "-E", "-s", "-c", _ATTACK, *map(str, places)],
            cwd=_ROOT,
            env={"PATH": os.defpath},
            capture_output=True,
            check=True,
            timeout=60,
        )
    told = json.loads(done.stdout)
    assert [name for name, was_possible in told.items() if was_possible] == ["walled", "source", "folder"]
    assert secret.read_bytes() == b"secret"
