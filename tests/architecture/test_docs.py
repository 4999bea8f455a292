"""The documents stay true: what they name exists, what they list is complete, where they point is there."""

import ast
import inspect
import re
from importlib import import_module
from itertools import chain
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class
from django.db.models import Choices

from renaksi.importing import commitments, milestones
from tests.architecture.sources import APPS, ROOT, files_in_git

DOCUMENTS = [
    *(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "CHANGELOG", "SECURITY")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
ARCHITECTURE = ROOT / "docs" / "architecture.md"
GLOSSARY = ROOT / "docs" / "glossary.md"
OPERATIONS = ROOT / "docs" / "operations.md"
EDITORS_GUIDE = ROOT / "docs" / "editors-guide.md"
SETTINGS = ROOT / "config" / "settings"

SUFFIXES = (".py", ".md", ".toml", ".html", ".css", ".js", ".csv", ".json", ".txt", ".in")
ENUM_TABLE = re.compile(r"^### `(?P<name>[\w.]+)`\n(?P<body>.*?)(?=^#|\Z)", re.MULTILINE | re.DOTALL)


def title(path: Path) -> str:
    return str(path.relative_to(ROOT))


def code_in(text: str) -> list[str]:
    """Everything that stands between backticks, inline or as a block, line by line."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    inline = re.findall(
        r"(?<!`)`([^`\n]+)`(?!`)", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    )
    return [*inline, *chain.from_iterable(block.splitlines() for block in blocks)]


def section(text: str, heading: str) -> str:
    """What stands below the heading, up to the next one of any level."""
    return re.split(r"^#", text.split(f"{heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def table_rows(text: str) -> list[list[str]]:
    """Cells of every row of the tables in the text, without headers and rules."""
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in row] for row in rows]
    rules = [number for number, row in enumerate(cells) if set("".join(row)) <= set("-:")]
    headers = {number - 1 for number in rules} | set(rules)
    return [row for number, row in enumerate(cells) if number not in headers]


# --- Commands ---------------------------------------------------------------------------------


def make_targets() -> set[str]:
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert phony
    return set(phony[1].split())


@pytest.mark.parametrize("path", DOCUMENTS, ids=title)
def test_every_make_target_exists(path: Path) -> None:
    named = set(
        re.findall(r"(?:^|[`“ ])make ([a-z][a-z-]*)", "\n".join(code_in(path.read_text())), re.MULTILINE)
    )
    assert named - make_targets() == set()


@pytest.mark.parametrize("path", DOCUMENTS, ids=title)
def test_every_management_command_and_option_exists(path: Path) -> None:
    unknown = []
    for line in code_in(path.read_text()):
        for name, rest in re.findall(r"manage\.py ([a-z_]+)([^|;,#]*)", line):
            app = get_commands().get(name)
            if app is None:
                unknown.append(name)
                continue
            command = load_command_class(app, name) if isinstance(app, str) else app
            options = command.create_parser("manage.py", name)._option_string_actions
            unknown += [
                f"{name} {option}" for option in re.findall(r"--[a-z-]+", rest) if option not in options
            ]
    assert unknown == []


# --- Paths, modules, links --------------------------------------------------------------------

TRACKED = {path.relative_to(ROOT) for path in files_in_git()}
FOLDERS = {parent for path in TRACKED for parent in path.parents}
TOP_FOLDERS = {path.parts[0] for path in FOLDERS if path.parts}


def is_there(name: str) -> bool:
    """In the repository, or (a name such as `domain/*.py`) in one of the apps."""
    pattern = name.rstrip("/")
    return any(
        Path(place, found.relative_to(ROOT / place)) in TRACKED | FOLDERS
        for place in ("", *APPS)
        for found in (ROOT / place).glob(pattern)
    )


def looks_like_path(name: str) -> bool:
    if re.search(r"[\s<>{}$:=“]|^[/~]|^--|^\.venv|\.\.\.", name):
        return False
    return name.endswith(SUFFIXES) or ("/" in name and name.split("/", maxsplit=1)[0] in TOP_FOLDERS)


@pytest.mark.parametrize("path", DOCUMENTS, ids=title)
def test_every_path_exists(path: Path) -> None:
    inline = re.findall(r"`([^`\n]+)`", path.read_text())
    assert [name for name in inline if looks_like_path(name) and not is_there(name)] == []


def test_architecture_names_only_rooms_that_exist() -> None:
    """There, whatever has a slash is a room or a file of ours; addresses of the site start with one."""
    rooms = [name for name in re.findall(r"`([^`\s]+/[^`\s]*)`", ARCHITECTURE.read_text()) if name[0] != "/"]
    assert len(rooms) > 30
    assert [name for name in rooms if not is_there(name)] == []


def test_architecture_names_every_app() -> None:
    rooms = {row[0] for row in table_rows(section(ARCHITECTURE.read_text(), "## The rooms"))}
    assert {f"`{app}/`" for app in APPS} - rooms == set()


def is_module_or_member(dotted: str) -> bool:
    """The module is a file of ours, and what follows its name is a word in it."""
    parts = dotted.split(".")
    for length in range(len(parts), 0, -1):
        base = ROOT.joinpath(*parts[:length])
        source = base / "__init__.py" if base.is_dir() else base.with_suffix(".py")
        if source.is_file():
            text = source.read_text()
            return all(re.search(rf"\b{re.escape(member)}\b", text) for member in parts[length:])
    return False


@pytest.mark.parametrize("path", DOCUMENTS, ids=title)
def test_every_module_exists(path: Path) -> None:
    dotted = re.findall(rf"`((?:{'|'.join(APPS)}|tests)(?:\.\w+)+)`", path.read_text())
    assert [name for name in dotted if not name.endswith(SUFFIXES) and not is_module_or_member(name)] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=title)
def test_every_relative_link_resolves(path: Path) -> None:
    """To a file that is in the repository, and to a heading that is in that file."""
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", path.read_text()):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        if target.relative_to(ROOT) not in TRACKED | FOLDERS or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "adr"
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text())
    assert listed == sorted(path.name for path in folder.glob("[0-9]*.md"))


@pytest.mark.parametrize(
    "path", sorted((ROOT / "docs" / "adr").glob("[0-9]*.md")), ids=lambda path: path.name
)
def test_every_decision_says_context_decision_consequences(path: Path) -> None:
    text = path.read_text()
    assert text.startswith(f"# {int(path.name[:4])}. ")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]


# --- Lists that must be complete --------------------------------------------------------------


def stored_codes() -> dict[str, list[list[str]]]:
    """By name of the enum, its codes and labels in order."""
    found = {}
    for path in sorted(ROOT.glob("*/enums.py")):
        module = import_module(f"{path.parent.name}.enums")
        for name, enum in vars(module).items():
            own = inspect.isclass(enum) and issubclass(enum, Choices) and enum.__module__ == module.__name__
            if own:
                choices = [[f"`{code}`", str(label)] for code, label in enum.choices]
                found[f"{module.__name__}.{name}"] = choices
    return found


def test_glossary_equals_the_enums() -> None:
    tables = {one["name"]: table_rows(one["body"]) for one in ENUM_TABLE.finditer(GLOSSARY.read_text())}
    assert {name: [row[:2] for row in rows] for name, rows in tables.items()} == stored_codes()


def variables_read_by(name: str) -> dict[str, bool]:
    """The environment variables that a settings module reads, and whether it demands them."""
    found = {}
    for node in ast.walk(ast.parse((SETTINGS / f"{name}.py").read_text())):
        if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
            continue
        called = ast.unparse(node.func)
        if called.startswith("env."):
            found[str(node.args[0].value)] = called == "env.secret" or len(node.args) + len(node.keywords) < 2
        elif called.startswith("os.environ."):
            found[str(node.args[0].value)] = False
    return found


def test_operations_lists_every_variable_of_production() -> None:
    rows = table_rows(section(OPERATIONS.read_text(), "### Production"))
    listed = {row[0].strip("`"): row[1] == "yes" for row in rows}
    assert listed == {**variables_read_by("base"), **variables_read_by("production")}


def test_operations_lists_every_other_variable() -> None:
    rows = table_rows(section(OPERATIONS.read_text(), "### Development and tests only"))
    others = {**variables_read_by("dev"), **variables_read_by("test")}
    production = {**variables_read_by("base"), **variables_read_by("production")}
    assert {row[0].strip("`") for row in rows} == others.keys() - production.keys()


@pytest.mark.parametrize(
    ("heading", "columns"),
    [("### Kolom komitmen", commitments.COLUMNS), ("### Kolom tonggak", milestones.COLUMNS)],
)
def test_editors_guide_lists_the_columns_of_imports(heading: str, columns: tuple[str, ...]) -> None:
    rows = table_rows(section(EDITORS_GUIDE.read_text(), heading))
    assert [row[0].strip("`") for row in rows] == list(columns)
