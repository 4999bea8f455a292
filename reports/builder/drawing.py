"""Drawing as the rest of the site sees it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reports.enums import FileFormat

Tell = Callable[[str, int, int], None]


class BuildFailed(Exception):
    """`str()` is one sentence: what happened and what to do."""


class BuildCancelled(Exception):
    """Somebody does not want it any more."""


@dataclass(frozen=True, slots=True)
class DrawnFile:
    """`pages` is None for what has none."""

    format: FileFormat
    path: Path
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class DrawnReport:
    """`made_with` names the versions of what drew it."""

    files: tuple[DrawnFile, ...]
    made_with: str


def draw(content: bytes, *, folder: Path, tell: Tell, is_cancelled: Callable[[], bool]) -> DrawnReport:
    """The files of the payload, below `folder`."""
    from reports.rendering import render_files

    files = []
    for rendered in render_files(content, tell):
        if is_cancelled():
            raise BuildCancelled
        path = folder / f"report.{rendered.format.value}"
        path.write_bytes(rendered.content)
        files.append(DrawnFile(rendered.format, path, rendered.pages))
    return DrawnReport(tuple(files), "")
