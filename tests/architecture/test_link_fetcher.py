"""The fetcher of linked sources stays apart: no framework in it, and no way past its rules from the product."""

import ast
import sys
from pathlib import Path

from tests.architecture.sources import ROOT, python_files, read_imports

FETCHER = ROOT / "evidence" / "links"
PARTS = sorted(FETCHER.glob("*.py"))


def test_fetcher_imports_the_standard_library_and_pure_rules_alone() -> None:
    known = ("evidence.links", "evidence.domain.addresses", "evidence.domain.link_problems")
    foreign = {
        name
        for path in PARTS
        for name in read_imports(path)
        if name.partition(".")[0] not in sys.stdlib_module_names and not name.startswith(known)
    }
    assert foreign == set()
    assert FETCHER / "fetch.py" in PARTS


def names_in(path: Path) -> set[str]:
    """Every name that is used, imported, called or given as a keyword."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.keyword(arg=str(name)):
                found.add(name)
            case ast.alias(name=name):
                found.add(name.rpartition(".")[2])
    return found


def test_nobody_in_the_product_gives_the_allowance_of_tests() -> None:
    givers = [
        path
        for path in python_files()
        if path not in PARTS and names_in(path) & {"allowance", "Allowance", "from_json", "to_json"}
    ]
    assert givers == []


def test_the_fetcher_itself_makes_none_but_the_empty_one() -> None:
    makers = [
        (path.name, ast.unparse(node))
        for path in PARTS
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Allowance"
    ]
    assert sorted(makers) == [
        ("allowance.py", "Allowance()"),
        ("allowance.py", "Allowance(**json.loads(text))"),
    ]
