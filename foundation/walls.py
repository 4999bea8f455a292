"""What a process of ours may still see and do once it has walled itself in, as far as the kernel helps: very little.

Such a process runs as the site's own user, so by file modes alone whoever took it over could read the database, the
secrets of the site's processes below `/proc`, and proofs. Landlock (Linux 5.13; TCP since 6.7) takes that away
without any right being needed. Where a kernel lacks it, or an operator forbids it, limits and watches alone remain.

It knows nothing of the site and imports the standard library alone.
"""

import ctypes
import mimetypes
import os
import signal
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on every architecture
_ASK_VERSION = 1
_BENEATH_PATH = 1
_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS = 1, 36, 38
_NEW_USERS, _NEW_NETWORK = 0x10000000, 0x40000000
# Bits of `linux/landlock.h`, in its order: what files allow, and from which version on.
_EXECUTE, _READ_FILE, _READ_FOLDER = 1 << 0, 1 << 2, 1 << 3
_FILE_BITS = {1: 13, 2: 14, 3: 15, 5: 16}
_BITS_OF_A_FILE = _EXECUTE | 1 << 1 | _READ_FILE | 1 << 14 | 1 << 15
_TCP_SINCE, _TCP = 4, 0b11
_SCOPES_SINCE, _SCOPES = 6, 0b11
_LIBRARIES = (
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/usr/share/fonts",
    "/etc/ld.so.cache",
    # Libraries that read or write encrypted documents want chance to be there.
    "/dev/urandom",
)


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


_libc = ctypes.CDLL(None, use_errno=True)


def landlock_version() -> int:
    """0 where there is none."""
    return max(0, _libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _ASK_VERSION))


def wall_in(*, programs: Iterable[Path], readable: Iterable[Path], writable: Path) -> bool:
    """From now on: libraries and `programs` may be loaded, `readable` read, `writable` written, nobody called.

    What is not there is no error. For a process with one thread. False if the kernel refused.
    """
    _libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    # A network without any way in or out; many machines leave this to their administrator alone.
    _libc.unshare(_NEW_USERS | _NEW_NETWORK)
    version = landlock_version()
    if not version:
        return False
    every = (1 << max(bits for since, bits in _FILE_BITS.items() if since <= version)) - 1
    ruleset = _new_ruleset(version, every)
    if ruleset < 0:
        return False
    with os.fdopen(ruleset, "rb", buffering=0):
        for path in {*libraries(), *programs}:
            _allow(ruleset, path, _EXECUTE | _READ_FILE | _READ_FOLDER)
        for path in readable:
            _allow(ruleset, path, _READ_FILE | _READ_FOLDER)
        _allow(ruleset, writable, every)
        return bool(_libc.syscall(_RESTRICT_SELF, ruleset, 0) == 0)


def libraries() -> set[Path]:
    """Of the interpreter, its packages and the system; nothing of the site."""
    working = Path.cwd()
    packages = {Path(entry or ".").resolve() for entry in sys.path} - {working}
    return packages | {Path(name) for name in (*_LIBRARIES, *mimetypes.knownfiles)}


def end_with_parent(sent: int) -> None:
    """Let the kernel send this process the signal `sent` when the thread that started it ends."""
    _libc.prctl(_PR_SET_PDEATHSIG, sent, 0, 0, 0)


def adopt_orphans() -> None:
    """From now on, who is below this process and loses its parent becomes a child of this one."""
    _libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def end_children() -> None:
    """Every child of this process, and every one that it leaves behind. For a process with one thread."""
    while children := _children():
        for child in children:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        for child in children:
            with suppress(ChildProcessError):
                os.waitpid(child, 0)


def _children() -> list[int]:
    """None where the kernel does not tell."""
    with suppress(FileNotFoundError):
        return [int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]
    return []


def _new_ruleset(version: int, every: int) -> int:
    handled = _Ruleset(
        every, _TCP if version >= _TCP_SINCE else 0, _SCOPES if version >= _SCOPES_SINCE else 0
    )
    # An older kernel takes a longer structure as long as it is zero where it knows nothing.
    return int(
        _libc.syscall(_CREATE_RULESET, ctypes.byref(handled), ctypes.c_size_t(ctypes.sizeof(handled)), 0)
    )


def _allow(ruleset: int, path: Path, allowed: int) -> None:
    with suppress(OSError):
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
        if not path.is_dir():
            allowed &= _BITS_OF_A_FILE
        rule = _Beneath(allowed, descriptor)
        _libc.syscall(_ADD_RULE, ruleset, _BENEATH_PATH, ctypes.byref(rule), 0)
        os.close(descriptor)
