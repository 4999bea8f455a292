"""Production starts with its secrets, and not without any one of them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent.parent
COMPLETE = {
    "SECRET_KEY": "k" * 25 + "3" * 25,
    "ALLOWED_HOSTS": "renaksi.example",
    "DATABASE_URL": "postgres://renaksi@db.example/renaksi",
    "SITE_URL": "https://renaksi.example",
}


def start(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    code = "import config.settings.production as s; print(s.DEBUG, s.DEMO, s.SESSION_COOKIE_SECURE)"
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**inherited, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_starts_with_its_secrets_safe_and_without_demo() -> None:
    done = start(COMPLETE)
    assert (done.stdout, done.stderr) == ("False False True\n", "")


@pytest.mark.parametrize("missing", COMPLETE)
def test_production_refuses_to_start_without(missing: str) -> None:
    done = start({name: value for name, value in COMPLETE.items() if name != missing})
    assert done.stderr.splitlines()[-1] == (
        "django.core.exceptions.ImproperlyConfigured: "
        f"Environment variable {missing} is required and not set."
    )


def test_production_refuses_a_short_key() -> None:
    done = start({**COMPLETE, "SECRET_KEY": "short"})
    assert done.stderr.splitlines()[-1] == (
        "django.core.exceptions.ImproperlyConfigured: "
        "Environment variable SECRET_KEY must have at least 50 characters."
    )
