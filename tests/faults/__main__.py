"""`python -m tests.faults --runs 500 --seed 1`: kill at every fail point, then at random times, and look.

On SQLite, or on the PostgreSQL that DATABASE_URL names: `python tests/postgres.py python -m tests.faults`.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.database import migrated_sqlite_file

if TYPE_CHECKING:
    from tests.faults.harness import Outcome
    from tests.faults.places import Place
    from tests.faults.plan import Plan


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="renaksi-faults-") as folder:
        _set_up(Path(folder))
        return _run_all(Path(folder), options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--runs", type=int, default=500, help="how many processes are killed")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="the same seed, the same plan")
    parser.add_argument(
        "--short", action="store_true", help="the fail points around commits once, three at random times"
    )
    return parser.parse_args()


def _set_up(folder: Path) -> None:
    """A database with production's options, then Django, loaded once for all runs."""
    server = urlsplit(os.environ.get("DATABASE_URL", ""))
    if server.scheme.startswith("postgres"):
        address = server._replace(path=f"/faults-{os.getpid()}").geturl()
    else:
        database = folder / "renaksi.sqlite3"
        shutil.copyfile(migrated_sqlite_file(), database)
        address = f"sqlite:///{database}"
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
        "DATABASE_URL": address,
        "DATA_DIR": str(folder / "data"),
    }
    import django

    django.setup()


def _run_all(folder: Path, options: argparse.Namespace) -> int:
    from tests.faults.places import make_place
    from tests.faults.plan import StoryFails, make_plan

    place = make_place(folder)
    print(f"seed {options.seed}", flush=True)
    started = time.perf_counter()
    try:
        plan = make_plan(place, Random(options.seed), runs=0 if options.short else options.runs)
        outcomes = _run_plan(place, plan)
    except StoryFails as failure:
        print(f"{failure}\n{place.log.read_text()[-4000:]}")
        return 1
    finally:
        place.leave()
    _print_table(outcomes, time.perf_counter() - started)
    failed = any(outcome.violations for outcome in outcomes)
    if failed:
        print(place.log.read_text()[-4000:])
    return int(failed)


def _run_plan(place: "Place", plan: "Plan") -> list["Outcome"]:
    from tests.faults.harness import run

    started = time.perf_counter()
    outcomes = []
    for number, (story, kill) in enumerate(plan, start=1):
        outcomes.append(run(place, story, kill))
        for violation in outcomes[-1].violations:
            print(f"run {number}, {story.name}, killed {kill}: {violation}", flush=True)
        if number % 50 == 0:
            print(f"{number} of {len(plan)}, {time.perf_counter() - started:.0f} s", flush=True)
    return outcomes


def _print_table(outcomes: list["Outcome"], seconds: float) -> None:
    runs, killed, violations = Counter(), Counter(), Counter()
    for outcome in outcomes:
        name = str(outcome.kill).partition(":")[0]
        runs[name] += 1
        killed[name] += outcome.killed
        violations[name] += len(outcome.violations)
    print(f"\n{'killed':34}{'runs':>8}{'killed':>8}{'violations':>12}")
    for name in runs:
        print(f"{name:34}{runs[name]:8}{killed[name]:8}{violations[name]:12}")
    print(f"{'all':34}{runs.total():8}{killed.total():8}{violations.total():12}   {seconds:.0f} s")


if __name__ == "__main__":
    sys.exit(main())
