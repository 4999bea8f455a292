"""The repository's own files, as the tests of its shape read them."""

import ast
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = (
    "config", "home", "reports", "agenda", "practices", "renaksi", "evidence", "accounts", "institutions", "foundation",
)  # fmt: skip


def files_in_git() -> list[Path]:
    """Tracked files and new ones that are not ignored; those of a worktree only, deleted ones left out."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return [ROOT / name for name in sorted(set(names)) if name and (ROOT / name).is_file()]


def python_files() -> list[Path]:
    """The product's own modules, without tests and tools."""
    return [path for app in APPS for path in sorted((ROOT / app).rglob("*.py"))]


def read_imports(path: Path) -> list[str]:
    """The dotted names of everything a module imports, relative imports as written with their dots."""
    names = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append("." * node.level + (node.module or ""))
    return names
