"""The layers of docs/architecture.md, as pyproject.toml states them, and what import-linter cannot say."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, read_imports

RULES = sorted([*ROOT.glob("*/domain/**/*.py"), *ROOT.glob("*/domain.py")])


def test_imports_obey_the_contracts() -> None:
    lint_imports = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint_imports, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_there_are_rules_to_check() -> None:
    assert ROOT / "renaksi" / "domain" / "progress.py" in RULES


@pytest.mark.parametrize("path", RULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_rules_import_only_standard_library_siblings_and_enums(path: Path) -> None:
    app = path.relative_to(ROOT).parts[0]
    foreign = [
        name
        for name in read_imports(path)
        if name.partition(".")[0] not in sys.stdlib_module_names
        and not name.startswith((f"{app}.domain", f"{app}.enums", f"{app}.document"))
    ]
    assert foreign == []


@pytest.mark.parametrize("path", RULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_rules_read_no_clock(path: Path) -> None:
    calls = [
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    assert [name for name in calls if name in {"today", "now", "utcnow", "localdate"}] == []
