"""What the process of an inspection may see besides its file: nothing."""

from pathlib import Path

from foundation import walls

_CODE = Path(__file__).resolve().parents[1]


def wall_in(source: Path, folder: Path) -> bool:
    """From now on: `source` may be read, `folder` written, libraries loaded, nobody called. False if the kernel refused.

    Of the site, the code of this app alone can be loaded.
    """
    return walls.wall_in(programs=(_CODE,), readable=(source,), writable=folder)
