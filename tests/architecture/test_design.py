"""The design system keeps its promises: a mark for every status, light files, nothing inline."""

import gzip
import re
from pathlib import Path

import pytest
from django.db.models import Choices

from evidence.enums import EvidenceState, LinkState
from renaksi.enums import (
    CellState,
    CompletionStatus,
    ItemVerdict,
    Pace,
    PeriodState,
    PlanState,
    ReviewVerdict,
    Timeliness,
    UpdateState,
)
from reports.enums import BuildState
from tests.architecture.sources import ROOT

MARKS = (ROOT / "templates/components/marks.html").read_text()
STYLES = (ROOT / "static/css/components.css").read_text()
SHOWN = (
    BuildState, CellState, CompletionStatus, EvidenceState, ItemVerdict, LinkState, Pace, PeriodState, PlanState, ReviewVerdict,
    Timeliness, UpdateState,
)  # fmt: skip


def codes_with_mark() -> set[str]:
    return set(re.findall(r'<symbol id="m-(\w+)"', MARKS))


@pytest.mark.parametrize("statuses", SHOWN)
def test_every_status_has_a_mark(statuses: type[Choices]) -> None:
    assert set(statuses.values) - codes_with_mark() == set()


def test_every_mark_points_to_a_shape_that_is_there() -> None:
    shapes = set(re.findall(r'<symbol id="(s-\w+)"', MARKS))
    assert set(re.findall(r'href="#(s-\w+)"', MARKS)) == shapes


def test_every_toned_code_has_a_mark() -> None:
    assert set(re.findall(r"\.is-(\w+)", STYLES)) - codes_with_mark() == set()


def test_budgets_of_styles_and_scripts_hold() -> None:
    """look.md: at most 15 kB compressed each for a first view; whoever works here has the sheets of work besides."""
    of_work = {"workspace.css", "viewer.css", "desk.css"}

    def weight(*paths: Path) -> int:
        # The sheets of the report are read by the PDF engine alone.
        sent = (path for path in paths if not path.name.startswith("report"))
        return sum(len(gzip.compress(path.read_bytes())) for path in sent)

    sheets = list((ROOT / "static/css").glob("*.css"))
    assert weight(*(path for path in sheets if path.name not in of_work)) <= 15_000
    assert weight(*(path for path in sheets if path.name in of_work)) <= 6_000
    assert weight(*(ROOT / "static/js").glob("*.js")) <= 15_000


def test_no_template_carries_inline_style_or_script() -> None:
    """The policy of public pages refuses both (config/csp.py)."""
    inline = re.compile(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)")
    pages = [path for path in (ROOT / "templates").rglob("*.html") if not {"pdf", "emails"} & set(path.parts)]
    assert [path.name for path in pages if inline.search(path.read_text())] == []
