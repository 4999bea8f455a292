"""A throw-away PostgreSQL on loopback for the length of one command.

    python tests/postgres.py pytest tests/integration

The command finds it in DATABASE_URL and gives its exit code. The server is always stopped and its folder
removed, also when the command fails or is interrupted. Only the standard library is used, so that
`--is-installed` can be asked before anything is installed.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SERVER_USER = "postgres"
# Nothing in it has to survive a crash.
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=50"


def find_programs() -> Path | None:
    """Return the folder with initdb and pg_ctl of the newest installed version."""
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    for program in sorted(debian, key=lambda path: float(path.parts[-3]), reverse=True):
        return program.parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def run_as_server(*command: str | Path) -> None:
    """Run a server program; as user postgres if we are root, because they refuse root."""
    become = {"user": SERVER_USER, "group": SERVER_USER, "extra_groups": []} if os.geteuid() == 0 else {}
    done = subprocess.run(
        [str(part) for part in command],
        cwd="/",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        **become,
    )
    if done.returncode:
        sys.exit(f"PostgreSQL for the tests: {command[0]} failed.\n{done.stdout.decode(errors='replace')}")


def find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def throwaway_cluster(programs: Path) -> Iterator[str]:
    """Start a cluster; yield its database address."""
    folder = Path(tempfile.mkdtemp(prefix="renaksi-postgres-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, SERVER_USER, SERVER_USER)
        data, port = folder / "data", find_free_port()
        # --no-sync: see FAST; trust: only this machine can reach it, and it holds made-up data.
        run_as_server(
            programs / "initdb", "-D", data, "-U", SERVER_USER, "-A", "trust", "--no-sync",
            "--encoding=UTF8", "--locale=C.UTF-8",
        )  # fmt: skip
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories='' {FAST}"
        pg_ctl = [programs / "pg_ctl", "-D", data, "-w"]
        run_as_server(*pg_ctl, "-l", folder / "log", "-o", options, "start")
        try:
            yield f"postgres://{SERVER_USER}@127.0.0.1:{port}/renaksi"
        finally:
            run_as_server(*pg_ctl, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run_command(command: list[str]) -> int:
    programs = find_programs()
    if programs is None:
        sys.exit("Tests need PostgreSQL's server programs: run “sudo apt-get install postgresql”.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the cluster is removed
    with throwaway_cluster(programs) as address:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": address}, check=False).returncode


if __name__ == "__main__":
    if sys.argv[1:] == ["--is-installed"]:
        sys.exit(find_programs() is None)
    sys.exit(run_command(sys.argv[1:]))
