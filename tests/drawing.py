"""Tests of what happens around drawing draw nothing: files of one line each stand for the real ones."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reports.actions import building, rebuilding
from reports.builder import DrawnFile, DrawnReport
from reports.enums import FileFormat

MADE_WITH = "weasyprint 1; pango 1"
PAGES = 3


def draw_lines(
    content: bytes,
    *,
    folder: Path,
    tell: Callable[[str, int, int], None],
    is_cancelled: Callable[[], bool],
) -> DrawnReport:
    tell("Menata halaman", 1, 2)
    files = []
    for one in FileFormat:
        path = folder / one.value
        path.write_bytes(content if one == FileFormat.PAYLOAD else one.value.encode() + content[:40])
        files.append(DrawnFile(one, path, PAGES if one == FileFormat.PDF else None))
    return DrawnReport(tuple(files), MADE_WITH)


@pytest.fixture
def drawn_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (building, rebuilding):
        monkeypatch.setattr(module, "draw", draw_lines)
