"""Fail points: what is declared is in the code, once; what is in the code is declared; the document lists them."""

import ast
from collections import Counter
from pathlib import Path

from evidence.faults import FAIL_POINTS as OF_EVIDENCE
from foundation.faults import declared_fail_points
from foundation.mail.faults import FAIL_POINTS as OF_MAIL
from renaksi.faults import FAIL_POINTS as OF_RENAKSI
from reports.faults import FAIL_POINTS as OF_REPORTS
from tests.architecture.sources import ROOT, python_files

DOCUMENT = ROOT / "docs" / "faults.md"


def calls_of_fail_point(path: Path) -> list[ast.Call]:
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    return [call for call in calls if ast.unparse(call.func).split(".")[-1] == "fail_point"]


def fail_points_in_the_code() -> list[str]:
    """The name in each call; a call with anything but a plain name fails right here."""
    return [ast.literal_eval(call.args[0]) for path in python_files() for call in calls_of_fail_point(path)]


def test_each_declared_fail_point_is_at_exactly_one_place():
    assert Counter(fail_points_in_the_code()) == Counter([*OF_EVIDENCE, *OF_RENAKSI, *OF_MAIL, *OF_REPORTS])


def test_apps_declare_all_of_them_at_start():
    assert declared_fail_points() == tuple(sorted([*OF_EVIDENCE, *OF_RENAKSI, *OF_MAIL, *OF_REPORTS]))


def test_document_lists_every_fail_point():
    listed = [
        line.split("|")[1].strip(" `")
        for line in DOCUMENT.read_text().splitlines()
        if line.startswith("| `") and "." in line.split("|")[1]
    ]
    assert listed == [*OF_EVIDENCE, *OF_RENAKSI, *OF_MAIL, *OF_REPORTS]
