"""`python -m tests.faults --runs 500 --seed 1`: kill at every fail point, then at random times, and look."""

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

from tests.database import migrated_sqlite_file

if TYPE_CHECKING:
    from tests.faults.harness import Kill, Outcome, Place
    from tests.faults.stories import Story


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="renaksi-faults-") as folder:
        _set_up(Path(folder))
        return _run_all(Path(folder), runs=options.runs, seed=options.seed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--runs", type=int, default=500, help="how many processes are killed")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="the same seed, the same runs")
    return parser.parse_args()


def _set_up(folder: Path) -> None:
    """A migrated database with production's options, then Django, loaded once for all runs."""
    database = folder / "renaksi.sqlite3"
    shutil.copyfile(migrated_sqlite_file(), database)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
        "DATABASE_URL": f"sqlite:///{database}",
        "DATA_DIR": str(folder / "data"),
    }
    import django

    django.setup()


def _run_all(folder: Path, *, runs: int, seed: int) -> int:
    from tests.faults.harness import Place, run

    place = Place(folder)
    place.keep()
    print(f"seed {seed}")
    started = time.perf_counter()
    outcomes = []
    for number, (story, kill) in enumerate(_plan(place, runs, Random(seed)), start=1):
        outcome = run(place, story, kill)
        outcomes.append(outcome)
        for violation in outcome.violations:
            print(f"run {number}, {story.name}, killed {kill}: {violation}")
        if sys.stdout.isatty():
            print(f"\r{number}/{runs}", end="", flush=True)
    _print_table(outcomes, time.perf_counter() - started)
    failed = any(outcome.violations for outcome in outcomes)
    if failed:
        print(place.log.read_text()[-4000:])
    return int(failed)


def _plan(place: "Place", runs: int, random: Random) -> list[tuple["Story", "Kill"]]:
    """Every fail point in a story that passes it, each time that it passes it; the rest at random times."""
    from foundation.faults import declared_fail_points
    from tests.faults.harness import Kill, run
    from tests.faults.stories import STORIES

    planned, lasted = [], {}
    for story in STORIES:
        unharmed = run(place, story, Kill())
        if unharmed.violations:
            sys.exit(f"{story.name} fails unharmed: {unharmed.violations}\n{place.log.read_text()[-4000:]}")
        lasted[story] = unharmed.seconds
        planned += [
            (story, f"{name}:{n + 1}") for name, count in unharmed.passed.items() for n in range(count)
        ]
    forgotten = set(declared_fail_points()) - {point.partition(":")[0] for _, point in planned}
    if forgotten:
        sys.exit(f"No story passes {', '.join(sorted(forgotten))}.")
    chosen = [(story, Kill(point)) for story, point in planned]
    while len(chosen) < runs:
        story = random.choice(STORIES)
        chosen.append((story, Kill(after=random.uniform(0, lasted[story]))))
    return chosen[:runs] if runs >= len(planned) else chosen


def _print_table(outcomes: list["Outcome"], seconds: float) -> None:
    runs, killed, violations = Counter(), Counter(), Counter()
    for outcome in outcomes:
        name = str(outcome.kill).partition(":")[0]
        runs[name] += 1
        killed[name] += outcome.killed
        violations[name] += len(outcome.violations)
    print(f"\n{'killed':32}{'runs':>8}{'killed':>8}{'violations':>12}")
    for name in runs:
        print(f"{name:32}{runs[name]:8}{killed[name]:8}{violations[name]:12}")
    print(f"{'all':32}{runs.total():8}{killed.total():8}{violations.total():12}   {seconds:.0f} s")


if __name__ == "__main__":
    sys.exit(main())
