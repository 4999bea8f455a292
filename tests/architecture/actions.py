"""Which function writes, and which leaves an entry in the log: read off the source, through every call between actions."""

import ast
from dataclasses import dataclass, field
from pathlib import Path

from tests.architecture.sources import APPS, ROOT

RECORD = "foundation.audit.actions.record"
_WRITES = frozenset(
    {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
)


@dataclass
class Function:
    """`refers_to` holds dotted names: called, passed on, or put off until the commit."""

    writes: bool = False
    refers_to: set[str] = field(default_factory=set)


def action_modules() -> list[Path]:
    found = [path for app in APPS for path in (ROOT / app).glob("actions*")]
    files = [file for path in found for file in (path.rglob("*.py") if path.is_dir() else [path])]
    return sorted(file for file in files if file.name != "__init__.py")


def functions() -> dict[str, Function]:
    """By dotted name, of every module of actions."""
    return {name: one for path in action_modules() for name, one in _read(path)}


def _read(path: Path) -> list[tuple[str, Function]]:
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    tree = ast.parse(path.read_text())
    defined = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    names = {node.name: f"{module}.{node.name}" for node in defined} | _imported(tree)
    return [(names[node.name], _function(node, names)) for node in defined]


def _imported(tree: ast.Module) -> dict[str, str]:
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    return {one.asname or one.name: f"{node.module}.{one.name}" for node in imports for one in node.names}


def _function(node: ast.FunctionDef, names: dict[str, str]) -> Function:
    found = Function()
    for inner in ast.walk(node):
        if (
            isinstance(inner, ast.Call)
            and isinstance(inner.func, ast.Attribute)
            and inner.func.attr in _WRITES
        ):
            found.writes = True
        if isinstance(inner, ast.Name) and inner.id in names:
            found.refers_to.add(names[inner.id])
        if isinstance(inner, ast.Attribute) and isinstance(inner.value, ast.Name) and inner.value.id in names:
            found.refers_to.add(f"{names[inner.value.id]}.{inner.attr}")
    return found


def reached_from(name: str, known: dict[str, Function]) -> set[str]:
    reached: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current not in reached:
            reached.add(current)
            waiting += known[current].refers_to if current in known else ()
    return reached


def public_writes(known: dict[str, Function]) -> set[str]:
    public = {name for name in known if not name.rpartition(".")[2].startswith("_")}
    return {
        name for name in public if any(known[one].writes for one in reached_from(name, known) if one in known)
    }


def recording(known: dict[str, Function]) -> set[str]:
    return {name for name in known if RECORD in reached_from(name, known)}
