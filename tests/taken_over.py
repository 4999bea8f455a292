"""Another program in the place of the inspection: one that lies, hangs, or was taken over by the file it reads."""

import json
from pathlib import Path

import pytest

from evidence import sandbox


def put_in_place(program: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program gets the arguments of `evidence.inspection.__main__`; `json`, `os`, `sys`, `time` are imported."""
    package = folder / "child" / "evidence" / "inspection"
    package.mkdir(parents=True)
    (package / "__main__.py").write_text(f"import json, os, sys, time\n{program}")
    monkeypatch.setattr(sandbox, "_ROOT", folder / "child")


def telling(**said: object) -> str:
    """A program that says so and ends."""
    return f"print(json.dumps(json.loads({json.dumps({**said, 'peak_bytes': 0})!r})))"
