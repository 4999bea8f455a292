"""A migrated, otherwise empty SQLite database, made once per state of the migrations and copied for each run.

Migrating takes some twenty seconds, copying a few milliseconds; and no run finds what another one left behind.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "test"


def migrations_digest() -> str:
    """Change when a migration, a trigger, a library that brings migrations, or the settings do."""
    digest = hashlib.sha256()
    triggers = [*ROOT.glob("*/triggers.py"), *ROOT.glob("*/*/triggers.py")]
    sources = [
        *ROOT.glob("*/migrations/*.py"),
        *triggers,
        *ROOT.glob("config/settings/*.py"),
        ROOT / "requirements.txt",
    ]
    for path in sorted(sources):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def migrate_into(path: Path) -> None:
    """Migrate a new database beside `path` and move it there, so that nobody sees half of it."""
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    command = [sys.executable, "manage.py", "migrate", "--no-input", "--run-syncdb", "--verbosity", "0"]
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{unfinished}",
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"The test database could not be migrated:\n{done.stdout}{done.stderr}")
    unfinished.rename(path)


def migrated_sqlite_file() -> Path:
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"migrated-{migrations_digest()}.sqlite3"
    with (FOLDER / "migrating.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # parallel workers ask at the same time; the first one migrates
        if not path.exists():
            for outdated in FOLDER.glob("migrated-*.sqlite3*"):
                outdated.unlink()
            migrate_into(path)
    return path
