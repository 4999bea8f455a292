"""A second wall, where the kernel has no Landlock the only one: the interpreter refuses what its code asks for.

It holds for Python code, not for a library in C that was taken over.
"""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_FORBIDDEN = ("socket.", "subprocess.", "urllib.", "http.", "ftplib.", "smtplib.", "pty.", "os.kill")
_FORBIDDEN_NAMES = frozenset(
    {"os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.link", "os.symlink"}
)
# With how many paths each begins.
_CHANGES = {
    "os.remove": 1,
    "os.rename": 2,
    "os.mkdir": 1,
    "os.rmdir": 1,
    "os.chmod": 1,
    "os.chown": 1,
    "os.truncate": 1,
    "os.utime": 1,
    "shutil.rmtree": 1,
}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Refused(PermissionError):
    """The process asked for what it may not have."""


def watch(*, readable: Iterable[Path], writable: Path) -> None:
    """From now on, for good: files below `readable` may be read, below `writable` written too, nobody called."""
    may_write = _beneath((writable,))
    may_read = _beneath((*readable, writable))

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _mode, flags = arguments
            if not _is_allowed(path, may_write if (flags or 0) & _WRITES else may_read):
                raise Refused(f"{event}: {path}")
        elif event in _CHANGES:
            if not all(_is_allowed(path, may_write) for path in arguments[: _CHANGES[event]]):
                raise Refused(f"{event}: {arguments[0]}")
        elif event.startswith(_FORBIDDEN) or event in _FORBIDDEN_NAMES:
            raise Refused(event)

    sys.addaudithook(refuse)


def _beneath(folders: Iterable[Path]) -> tuple[str, ...]:
    return tuple(os.path.realpath(folder) for folder in folders)


def _is_allowed(path: Any, allowed: tuple[str, ...]) -> bool:
    """Whoever has a descriptor has been asked already."""
    if isinstance(path, int):
        return True
    whole = os.path.realpath(os.fsdecode(path))
    return any(whole == one or whole.startswith(one.rstrip("/") + "/") for one in allowed)
