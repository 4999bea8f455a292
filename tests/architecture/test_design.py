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
from reports.enums import Answer, BuildState
from tests.architecture.sources import ROOT

MARKS = (ROOT / "templates/components/marks.html").read_text()
TEMPLATES = ROOT / "templates"
STYLES = (ROOT / "static/css/components.css").read_text()
SHOWN = (
    Answer, BuildState, CellState, CompletionStatus, EvidenceState, ItemVerdict, LinkState, Pace, PeriodState,
    PlanState, ReviewVerdict, Timeliness, UpdateState,
)  # fmt: skip


def codes_with_mark() -> set[str]:
    return set(re.findall(r'<symbol id="m-(\w+)"', MARKS))


@pytest.mark.parametrize("statuses", SHOWN)
def test_every_status_has_a_mark(statuses: type[Choices]) -> None:
    assert set(statuses.values) - codes_with_mark() == set()


def test_every_mark_points_to_a_shape_that_is_there() -> None:
    shapes = set(re.findall(r'<symbol id="(s-\w+)"', MARKS))
    used = {
        name
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r'href="#(s-\w+)"', path.read_text())
    }
    assert used == shapes


def test_every_toned_code_has_a_mark() -> None:
    assert set(re.findall(r"\.is-(\w+)", STYLES)) - codes_with_mark() == set()


def asked_for(template: str, kind: str) -> set[Path]:
    """The sheets (css) or modules (js) that a page made of this template brings, those of every page included."""
    text = (TEMPLATES / template).read_text()
    named = re.findall(
        rf'static "({kind}/[\w-]+\.{kind})"',
        re.sub(r"{% comment %}.*?{% endcomment %}", "", text, flags=re.DOTALL),
    )
    above = re.findall(r'{% extends "([^"]+)"', text)
    around = ["components/stylesheets.html"] if kind == "css" and template == "base.html" else []
    found = {ROOT / "static" / name for name in named}
    ours = [one for one in [*above, *around] if one != template and (TEMPLATES / one).exists()]
    return found.union(*(asked_for(one, kind) for one in ours))


def pages() -> list[str]:
    paths = (path for path in TEMPLATES.rglob("*.html") if "pdf" not in path.parts)
    return sorted(str(path.relative_to(TEMPLATES)) for path in paths if '{% extends "' in path.read_text())


def shown_by(template: str) -> set[str]:
    """The template and all that it is made of."""
    parts = re.findall(r'{% (?:include|extends) "([^"]+)"', (TEMPLATES / template).read_text())
    ours = [part for part in parts if (TEMPLATES / part).exists()]
    return {template}.union(*map(shown_by, ours))


def test_the_component_page_shows_every_component() -> None:
    components = {f"components/{path.name}" for path in (TEMPLATES / "components").glob("*.html")}
    assert components - shown_by("design/components.html") == set()


@pytest.mark.parametrize("kind", ["css", "js"])
def test_budgets_of_styles_and_scripts_hold(kind: str) -> None:
    """look.md: at most 15 kB compressed each for a first view; whoever works here has the sheets of work besides."""

    def weight(paths: set[Path]) -> int:
        sent = (path for path in paths if path.name not in {"workspace.css", "viewer.css", "desk.css"})
        return sum(len(gzip.compress(path.read_bytes())) for path in sent)

    weights = {page: weight(asked_for(page, kind)) for page in pages()}
    assert weights["renaksi/commitment_list.html"] > 1_000
    assert {page: grams for page, grams in weights.items() if grams > 15_000} == {}


def test_no_template_carries_inline_style_or_script() -> None:
    """The policy of public pages refuses both (config/csp.py). Not of the site: the pages of mails and kept files."""
    inline = re.compile(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)")
    pages = [
        path
        for path in (ROOT / "templates").rglob("*.html")
        if not {"pdf", "twin", "emails"} & set(path.parts)
    ]
    tags = re.compile(r"{%.*?%}")  # a parameter of an include may be called `one`
    assert [path.name for path in pages if inline.search(tags.sub("", path.read_text()))] == []
