"""The pins: complete, hashed, each direct one with its reason, and nothing imported that is not among them."""

import re
import sys
from importlib.metadata import packages_distributions

import pytest

from tests.architecture.sources import APPS, ROOT, python_files, read_imports

FILES = ["requirements", "requirements-dev"]
# Imported by name from where Wagtail and Django bring them, and never without them.
COME_WITH_A_DIRECT_ONE = {"modelcluster", "taggit", "modelsearch", "django_tasks", "asgiref"}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def direct_requirements(stem: str) -> list[str]:
    lines = (ROOT / f"{stem}.in").read_text().splitlines()
    names = [re.match(r"[A-Za-z0-9._-]+", line) for line in lines if not line.startswith(("#", "-"))]
    return [canonical(name[0]) for name in names if name]


def pins_with_line_before(stem: str) -> dict[str, str]:
    lines = (ROOT / f"{stem}.txt").read_text().splitlines()
    return {
        canonical(line.partition("==")[0]): lines[number - 1]
        for number, line in enumerate(lines)
        if re.match(r"[a-z0-9]", line)
    }


@pytest.mark.parametrize("stem", FILES)
def test_every_direct_requirement_is_pinned_below_its_reason(stem: str) -> None:
    pins = pins_with_line_before(stem)
    assert [name for name in direct_requirements(stem) if not pins[name].startswith("# ")] == []


@pytest.mark.parametrize("stem", FILES)
def test_every_pin_is_exact_and_has_hashes(stem: str) -> None:
    blocks = re.split(r"^(?=[a-z0-9])", (ROOT / f"{stem}.txt").read_text(), flags=re.MULTILINE)[1:]
    exact = re.compile(r"[a-z0-9.-]+==\S+( ; [^\\]+)? \\\n( +--hash=sha256:[0-9a-f]{64}( \\)?\n)+")
    assert [block for block in blocks if not exact.match(block)] == []


def test_every_imported_library_is_a_direct_requirement() -> None:
    distributions = packages_distributions()
    own = {*APPS, *sys.stdlib_module_names, *COME_WITH_A_DIRECT_ONE}
    imported = {name.partition(".")[0] for path in python_files() for name in read_imports(path)}
    libraries = {canonical(name) for top in imported - own for name in distributions.get(top, [top])}
    assert sorted(libraries - set(direct_requirements("requirements"))) == []
