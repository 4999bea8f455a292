"""`python -m evidence.inspection MODE EXTENSION SOURCE FOLDER MEMORY CPU_SECONDS WALL_SECONDS OUTPUT`

One line of JSON on the standard output tells the outcome, see `_outcome`.
"""

import errno
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from evidence.inspection.limits import confine, own_status, peak_bytes
from evidence.inspection.refusal import CheckFailed
from evidence.inspection.walls import wall_in

_Work = Callable[[Path, str, Path], dict[str, Any]]
# Of these the machine is to blame; libraries raise OSError without a number for a broken file.
_MACHINE = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.ENOENT, errno.EACCES, errno.ENOTDIR}
)


def _work_of(mode: str) -> _Work:
    if mode == "clean":
        from evidence.inspection.cleaning import clean

        return clean
    if mode == "cells":
        from evidence.inspection.workbook_cells import read_cells

        return read_cells
    from evidence.inspection.previews import make_previews

    return make_previews


def _outcome(mode: str, source: Path, extension: str, folder: Path) -> dict[str, Any]:
    """Has one of the keys `facts` (what the mode returned), `refused` (a code) and `fault` (of the machine)."""
    try:
        return {"facts": _work_of(mode)(source, extension, folder)}
    except CheckFailed as failure:
        return {"refused": failure.code}
    except MemoryError:
        return {"refused": "not_inspected"}
    except ImportError as error:
        # Libraries are loaded for the kind at hand; without one of them nothing is known of the file.
        return {"fault": str(error)}
    except OSError as error:
        if error.errno in _MACHINE:
            return {"fault": errno.errorcode[error.errno]}
        raise


def main(mode: str, extension: str, source: str, folder: str, *limits: str) -> None:
    started = time.monotonic()
    memory, cpu_seconds, wall_seconds, output = map(int, limits)
    confine(memory=memory, cpu_seconds=cpu_seconds, wall_seconds=wall_seconds, output=output)
    with own_status() as status:
        wall_in(Path(source), Path(folder))
        outcome = _outcome(mode, Path(source), extension, Path(folder))
        seconds = round(time.monotonic() - started, 3)
        json.dump({**outcome, "seconds": seconds, "peak_bytes": peak_bytes(status)}, sys.stdout)


main(*sys.argv[1:])
