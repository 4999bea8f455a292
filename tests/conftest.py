"""What every test may rely on: a migrated database of its own, and a browser."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from tests.database import migrated_sqlite_file

# Playwright runs an event loop in the thread of the test; Django's ORM would refuse to work beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# The same examples on every run and machine, and no deadline: a slow core is no wrong rule.
hypothesis.settings.register_profile("renaksi", derandomize=True, database=None, deadline=None)
hypothesis.settings.load_profile("renaksi")

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",  # continuous integration runs as root
    "--disable-dev-shm-usage",  # containers have 64 MB there
    "--disable-gpu",
    # The browser itself calls nobody: neither updates nor lists nor suggestions.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
]


def pytest_report_header() -> str:
    from django.db import connection

    return f"database: {connection.vendor}"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give tests that flush the database back what migrations put in: Wagtail's root page, site and locale."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        options = marker.kwargs if marker else {}
        fixtures = set(getattr(item, "fixturenames", ()))
        if options.get("transaction") or fixtures & {"transactional_db", "live_server"}:
            restored = {**options, "transaction": True, "serialized_rollback": True}
            item.add_marker(pytest.mark.django_db(**restored), append=False)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell what the matrices looked at, from what their tests say: access, axe, and the weight of pages."""
    asked = _recorded(terminalreporter, "access")
    if asked:
        addresses, people, verbs = (
            len({one for row in column for one in row}) for column in zip(*asked, strict=True)
        )
        total = sum(len(rows) * len(whom) * len(how) for rows, whom, how in asked)
        terminalreporter.write_line(
            f"access: {addresses} addresses × {people} people × {verbs} verbs, {total} answers compared with the tables"
        )
    seen = _recorded(terminalreporter, "axe")
    if seen:
        pages, variants = (sum(column) for column in zip(*seen, strict=True))
        terminalreporter.write_line(
            f"axe: {pages} pages, {variants} pages × variants, 0 violations in those that passed"
        )
    for address, requests, *sizes in sorted(_recorded(terminalreporter, "weight")):
        total, html, css, js = (f"{size / 1000:.1f}" for size in sizes)
        terminalreporter.write_line(
            f"weight: {address}: {requests} requests, {total} kB (HTML {html}, CSS {css}, JS {js})"
        )


def _recorded(terminalreporter: pytest.TerminalReporter, wanted: str) -> list[Any]:
    return [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        for name, value in getattr(report, "user_properties", ())
        if name == wanted and report.when == "call"
    ]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Give each process its own copy of the migrated SQLite file; PostgreSQL gets its suffix from pytest-django."""
    from django.db import connection

    if connection.vendor == "sqlite":
        copy = tmp_path_factory.mktemp("database") / "renaksi.sqlite3"
        shutil.copyfile(migrated_sqlite_file(), copy)
        connection.settings_dict["TEST"]["NAME"] = str(copy)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Keep the migrated copy instead of making a new one; pytest removes its folder later."""
    from django.db import connection

    return connection.vendor == "sqlite"


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    """What a test stores goes to its own folder, never to the demo's."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.EVIDENCE_ROOT = tmp_path / "evidence"
    settings.REPORT_ROOT = tmp_path / "reports"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The distribution's Chromium, or the one that CHROMIUM names; Playwright's own if there is neither."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    path = {"executable_path": chromium} if chromium else {}
    return {**browser_type_launch_args, **path, "args": CHROMIUM_ARGUMENTS}


@pytest.fixture(scope="session")
def base_url(live_server: Any) -> str:
    """Let `page.goto("/komitmen/")` go to the live server."""
    return live_server.url


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A visitor in Indonesia with an ordinary screen."""
    return {
        **browser_context_args,
        "locale": "id-ID",
        "timezone_id": "Asia/Jakarta",
        "viewport": {"width": 1280, "height": 800},
    }


@pytest.fixture(autouse=True)
def told_in_indonesian() -> Iterator[None]:
    """A request to `/en/` leaves its language with the thread: no test begins with that of the one before."""
    from django.utils import translation

    yield
    translation.deactivate()
