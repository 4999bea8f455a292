"""The drawings are the same on paper: WeasyPrint knows less SVG than a browser, so each kind is tried."""

import logging
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
import weasyprint
from django.utils.safestring import SafeString

from foundation.charts.bar_list import BarItem, BarList, bar_list
from foundation.charts.marks import Mark, mark_icon
from foundation.charts.palette import Tone
from foundation.charts.place_map import MapPlace, PlaceMap, place_map, tiles
from foundation.charts.progress_bar import Progress, progress_bar
from foundation.charts.sparkline import Sparkline, SparkPoint, sparkline
from foundation.charts.stacked_bar import Segment, StackedBar, stacked_bar
from foundation.charts.timeline import Timeline, TimelineItem, timeline

DAY = date(2026, 3, 31)
A_MAP = PlaceMap("T", tiles({"11": (0, 0)}), [MapPlace("11", "Aceh", "AC", "x", "62 %", 4)], "", "")


@pytest.mark.parametrize(
    ("svg", "words"),
    [
        (
            stacked_bar(StackedBar("T", [Segment("Selesai", 3, Tone.GOOD, m) for m in Mark], "", "", "")),
            ["Selesai:", "3"] * 5,
        ),
        (bar_list(BarList("T", [BarItem("Dinas", 42, "42 %")], 100, "", "", "")), ["Dinas", "42", "%"]),
        (progress_bar(Progress("T", None, "belum ada bukti", "", 60, "x", "")), ["belum", "ada", "bukti"]),
        (sparkline(Sparkline("T", [SparkPoint("B03", 1, "1")], 1, "", "", "")), []),
        (
            timeline(
                Timeline(
                    "T",
                    [TimelineItem("Aturan", DAY, "31 Mar", "Selesai", Tone.GOOD, Mark.FULL)],
                    "kini",
                    "",
                    "",
                    "",
                    "",
                ),
                DAY,
            ),
            ["kini", "Mar", "2026", "Apr", "Aturan", "·", "Selesai", "31", "Mar"],
        ),
        (
            place_map(
                PlaceMap("T", tiles({"11": (0, 0)}), [MapPlace("11", "Aceh", "AC", "x", "62 %", 4)], "", "")
            ),
            ["AC", "62", "%"],
        ),
        (mark_icon(Mark.HALF, "sebagian"), []),
    ],
)
def test_a_drawing_on_paper(
    svg: SafeString, words: list[str], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "paper.pdf"
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        weasyprint.HTML(string=f"<title>T</title>{svg}").write_pdf(file)
    assert [line.getMessage() for line in caplog.records] == []
    program = shutil.which("pdftotext")
    assert program, "pdftotext is missing: install poppler-utils"
    read = subprocess.run([program, file, "-"], capture_output=True, text=True, check=True)  # noqa: S603 - our file
    assert sorted(read.stdout.split()) == sorted(words)
