"""Where the runs happen: a database and a folder of files, brought back to the start before each run."""

import shutil
import time
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tests.faults.children import in_child
from tests.faults.world import make_world


class Place(Protocol):
    log: Path

    def restore(self) -> None:
        """The world as it was before anything happened."""

    def settle(self) -> None:
        """Return when nothing of a killed process is at work in the database any more."""

    def leave(self) -> None:
        """Take away what the folder of the runs does not hold."""


def make_place(folder: Path) -> Place:
    """With the world in it."""
    kind = SqlitePlace if connection.vendor == "sqlite" else PostgresPlace
    return kind(folder)


def _remove_files() -> None:
    for folder in (settings.EVIDENCE_ROOT, settings.REPORT_ROOT, settings.EMAIL_FILE_PATH):
        shutil.rmtree(folder, ignore_errors=True)


class SqlitePlace:
    """The file is copied; what a killed process left in its journal is for the next one to find."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "log.txt"
        self._database = Path(str(connection.settings_dict["NAME"]))
        self._kept = folder / "kept.sqlite3"
        in_child(make_world, self.log)
        shutil.copyfile(self._database, self._kept)

    def restore(self) -> None:
        for suffix in ("-wal", "-shm", "-journal"):
            Path(f"{self._database}{suffix}").unlink(missing_ok=True)
        shutil.copyfile(self._kept, self._database)
        _remove_files()

    def settle(self) -> None:
        """The lock of a process dies with it."""

    def leave(self) -> None:
        """All of it is in the folder."""


class PostgresPlace:
    """The database is made anew from one that is kept as its template."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "log.txt"
        self._name = connection.settings_dict["NAME"]
        self.leave()
        self._ask(f'CREATE DATABASE "{self._name}"')
        in_child(_migrate_and_make_world, self.log)
        self.settle()
        self._ask(f'CREATE DATABASE "{self._name}-kept" TEMPLATE "{self._name}"')

    def restore(self) -> None:
        self._ask(f'DROP DATABASE "{self._name}" WITH (FORCE)')
        self._ask(f'CREATE DATABASE "{self._name}" TEMPLATE "{self._name}-kept"')
        _remove_files()

    def settle(self) -> None:
        """The server notices only after a moment that a client is gone."""
        sessions = f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{self._name}'"  # noqa: S608 - our name
        while self._ask(sessions)[0][0]:
            time.sleep(0.02)

    def leave(self) -> None:
        for name in (self._name, f"{self._name}-kept"):
            self._ask(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _ask(self, statement: str) -> list[Any]:
        """In the server's own database, so that nobody is connected to ours."""
        import psycopg

        facts = connection.settings_dict
        where = {"host": facts["HOST"], "port": facts["PORT"], "user": facts["USER"], "dbname": "postgres"}
        with psycopg.connect(**where, password=facts["PASSWORD"] or None, autocommit=True) as server:
            asked = server.execute(statement)
            return asked.fetchall() if asked.description else []


def _migrate_and_make_world() -> None:
    call_command("migrate", interactive=False, run_syncdb=True, verbosity=0)
    make_world()
