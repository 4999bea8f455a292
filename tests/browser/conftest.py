"""The demo's data on the live server, and browsers whose every step is watched."""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from playwright.sync_api import BrowserContext, Page

from home.seed.sample_proofs import proof_file
from tests.browser.people import sign_in
from tests.browser.watch import Watch
from tests.browser.worker import running_worker
from tests.database import ROOT, migrated_sqlite_file
from tests.mail_server import MailServer, running_mail_server

pytest.register_assert_rewrite("tests.browser.screens")  # so that a failure says what sticks out

STEP_TIMEOUT = 10_000  # milliseconds


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what `make demo` begins with: the database and the files of the sample's evidence.

    Parallel workers ask at the same time: the first one seeds, the others wait for it.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / "seeded"
    with (shared / "seeding.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            _seed(shared / "seeding").rename(folder)
    return folder


def _seed(folder: Path) -> Path:
    folder.mkdir()
    shutil.copyfile(migrated_sqlite_file(), folder / "renaksi.sqlite3")
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder / 'renaksi.sqlite3'}",
        "TEST_DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    command = [sys.executable, "manage.py", "seed", "--demo"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(autouse=True)
def demo(seeded: Path, transactional_db: None, live_server: Any, settings: Any) -> None:
    """The seed, as fresh as on the first day, in each test: the database by SQLite's own backup, files by copy."""
    connection.ensure_connection()
    source = sqlite3.connect(seeded / "renaksi.sqlite3")
    source.backup(connection.connection)
    source.close()
    cache.clear()
    shutil.copytree(seeded / "evidence", settings.EVIDENCE_ROOT, dirs_exist_ok=True)


@pytest.fixture
def watch(live_server: Any) -> Iterator[Watch]:
    """Whatever a test does: nobody else is called, and no script or policy complains."""
    watch = Watch(live_server.url)
    yield watch
    assert watch.complaints == []


@pytest.fixture
def new_context(new_context: Callable[..., BrowserContext], watch: Watch) -> Callable[..., BrowserContext]:
    def watched(**options: Any) -> BrowserContext:
        context = new_context(**options)
        context.set_default_timeout(STEP_TIMEOUT)
        watch.follow(context)
        return context

    return watched


@pytest.fixture
def worker(demo: None, tmp_path: Path) -> Iterator[None]:
    with running_worker(tmp_path):
        yield


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A real PDF of one page."""
    path = tmp_path / "sertifikat walidata.pdf"
    path.write_bytes(proof_file("Sertifikat walidata").read())
    return path


@pytest.fixture
def mails(demo: None, tmp_path: Path, live_server: object, settings: object) -> Iterator[MailServer]:
    """A real mail server, and the worker that sends to it."""
    with (
        running_mail_server(tmp_path / "mails") as server,
        running_worker(tmp_path, TEST_MAIL_PORT=str(server.port), SITE_URL=live_server.url),  # type: ignore[attr-defined]
    ):
        settings.WAGTAILADMIN_BASE_URL = live_server.url  # type: ignore[attr-defined]
        yield server


@pytest.fixture
def person(new_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """Somebody at a machine of their own, signed in."""

    def signed_in(email: str, screen: Any = None) -> Page:
        page = new_context().new_page()
        if screen:
            page.set_viewport_size(screen)
        sign_in(page, email)
        return page

    return signed_in
