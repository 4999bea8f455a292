"""Where the kernel has no Landlock: tried by Python code that does what a template turned hostile would."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

_ROOT = Path(__file__).resolve().parents[4]
_ATTACK = """
import json, os, shutil, socket, subprocess, sys, urllib.request
from pathlib import Path
from reports.builder.watching import watch

folder, allowed, secret = map(Path, sys.argv[1:])
watch(readable=[allowed], writable=folder)

def tried(work):
    try:
        work()
    except PermissionError:
        return False
    return True

print(json.dumps({
    "own folder": tried(lambda: (folder / "page").write_bytes(b"x")),
    "renamed in its folder": tried(lambda: (folder / "page").rename(folder / "other")),
    "allowed": tried(allowed.read_bytes),
    "allowed overwritten": tried(lambda: allowed.write_bytes(b"")),
    "secret": tried(secret.read_bytes),
    "secret by a way around": tried((folder / ".." / secret.name).read_bytes),
    "secret by a link that stood there": tried((folder / "link").read_bytes),
    "link": tried(lambda: (folder / "way").symlink_to(secret)),
    "moved in": tried(lambda: secret.rename(folder / "mine")),
    "moved out": tried(lambda: (folder / "other").rename(folder.parent / "other")),
    "removed": tried(secret.unlink),
    "folder beside": tried((folder.parent / "new").mkdir),
    "tree": tried(lambda: shutil.rmtree(folder.parent / "tree")),
    "socket": tried(lambda: socket.socket()),
    "name": tried(lambda: socket.getaddrinfo("example.org", 80)),
    "address": tried(lambda: urllib.request.urlopen("http://127.0.0.1:9/")),
    "program": tried(lambda: subprocess.run(["/bin/true"])),
    "shell": tried(lambda: os.system("true")),
    "fork": tried(os.fork),
    "signal": tried(lambda: os.kill(os.getppid(), 0)),
}))
"""


def test_what_is_not_on_the_list_is_refused(tmp_path: Path) -> None:
    folder, allowed, secret = tmp_path / "folder", tmp_path / "font", tmp_path / "secret"
    folder.mkdir()
    (tmp_path / "tree").mkdir()
    for path in (allowed, secret):
        path.write_bytes(b"secret")
    (folder / "link").symlink_to(secret)
    done = subprocess.run(  # noqa: S603 - our own interpreter and words
        [sys.executable, "-E", "-s", "-c", _ATTACK, *map(str, (folder, allowed, secret))],
        cwd=_ROOT,
        env={"PATH": os.defpath},
        capture_output=True,
        check=True,
        timeout=60,
    )
    told = json.loads(done.stdout)
    assert [name for name, was_possible in told.items() if was_possible] == [
        "own folder",
        "renamed in its folder",
        "allowed",
    ]
    assert secret.read_bytes() == b"secret"
