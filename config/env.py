"""Typed readers of the environment that fail loudly.

Each reader takes the variable's name and an optional default; without a default the variable is
required. A value that cannot be read raises `ImproperlyConfigured` with the name, never the value,
because values may be secrets.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off", ""}


def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Environment variable {name} is required and not set.")
    return value


def secret(name: str, minimum: int = 50) -> str:
    """A required value of at least `minimum` characters."""
    value = text(name)
    if len(value) < minimum:
        raise ImproperlyConfigured(f"Environment variable {name} must have at least {minimum} characters.")
    return value


def flag(name: str, *, default: bool | None = None) -> bool:
    value = text(name, None if default is None else str(default)).strip().lower()
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    raise ImproperlyConfigured(f"Environment variable {name} must be true or false.")


def integer(
    name: str, default: int | None = None, *, least: int | None = None, most: int | None = None
) -> int:
    value = text(name, None if default is None else str(default))
    try:
        number = int(value)
    except ValueError:
        raise ImproperlyConfigured(f"Environment variable {name} must be a whole number.") from None
    if (least is not None and number < least) or (most is not None and number > most):
        raise ImproperlyConfigured(
            f"Environment variable {name} must be a whole number from {least} to {most}."
        )
    return number


def names(name: str, default: str | None = None) -> list[str]:
    """A comma-separated list; empty entries are dropped."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def folder(name: str, default: Path) -> Path:
    return Path(text(name, str(default))).expanduser().resolve()


def database(name: str, default: str | None = None) -> dict[str, Any]:
    """Django's connection settings from `sqlite:///path` or `postgres://user:password@host:port/name`."""
    url = urlsplit(text(name, default))
    if url.scheme == "sqlite":
        return _sqlite(url.path.removeprefix("/"))
    if url.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(url.path.removeprefix("/")),
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            "HOST": url.hostname or "",
            "PORT": str(url.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            # Compiling a query of a list takes seconds, running it milliseconds.
            "OPTIONS": {"options": "-c jit=off"},
        }
    raise ImproperlyConfigured(f"Environment variable {name} must start with sqlite:/// or postgres://.")


def _sqlite(path: str) -> dict[str, Any]:
    # IMMEDIATE takes the write lock at the start, so that two writers wait instead of failing half-way;
    # FULL flushes every commit, because a receipt promises that what it names survives a power cut.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }
