"""A drawing server whose renderer does what a test asks of it: hang, lie, eat, or look for a way out."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reports.builder import DrawnReport, draw, renderer
from reports.builder.limits import Limits

ROOT = Path(__file__).resolve().parents[4]
_BESIDE = ("config", "foundation", "locale", "static", "templates")
_OURS = ("__init__.py", "builder", "document", "enums.py")
# The name of the report says what is done; `tell` and `render_files` as in reports.rendering.
_RENDERING = """
import ctypes, json, os, signal, socket, subprocess, time
from dataclasses import dataclass
from pathlib import Path
from reports.enums import FileFormat

@dataclass
class RenderedFile:
    format: FileFormat
    content: bytes
    pages: int | None = None

def sleep(tell):
    tell("Tidur", 1, 2)
    time.sleep(60)

def spin(tell):
    while True: pass

def eat(tell):
    held = bytearray(1 << 40)

def die(tell):
    signal.raise_signal(signal.SIGKILL)

def fail(tell):
    raise LookupError("rahasia")

def fill(tell):
    raise OSError(28, "No space left on device")

def lie(tell):
    for descriptor in range(3, 20):
        try:
            os.write(descriptor, b'{"ended": 0}\\n{"file": "exe", "pages": 1}\\n{"file": "pdf", "pages": -4}\\n[]\\n{\\n')
        except OSError:
            pass

def shout(tell):
    tell("a" * 200_000, 10**9, -1)

def linger(tell):
    libc = ctypes.CDLL(None)
    reading, writing = os.pipe()
    if libc.fork() == 0:
        libc.setsid()
        libc.fork()
        libc.setsid()
        os.write(writing, b"%d " % os.getpid())
        libc.pause()
    told = b""
    while told.count(b" ") < 2:
        told += os.read(reading, 100)
    tell(told.decode(), 1, 1)

def linger_on(tell):
    linger(tell)
    time.sleep(60)

def lament(tell):
    said = b'{"fault": "other", "words": "a\\\\u0000b\\\\ud800", "trace": "x"}\\n'
    for descriptor in range(3, 20):
        try:
            os.write(descriptor, b'{"fault": []}\\n' + said * 3)
        except OSError:
            pass
    raise LookupError

def tried(work):
    try:
        work()
    except OSError as error:
        return type(error).__name__
    return True

def by_symlink(folder, secret):
    (folder / "way").symlink_to(secret)
    (folder / "way").read_bytes()

def reach(tell, wanted):
    import tempfile
    folder, secret, port = Path(tempfile.tempdir), Path(wanted["secret"]), wanted["port"]
    libc = ctypes.CDLL(None, use_errno=True)
    def by_library(path):
        if libc.open(str(path).encode(), 0) < 0:
            raise OSError("library")
    return {
        "own folder": tried(lambda: (folder / "own").write_bytes(b"x")),
        "template": tried(lambda: next(Path(wanted["root"], "templates", "reports").rglob("*.html")).read_bytes()),
        "secret": tried(secret.read_bytes),
        "secret by a library": tried(lambda: by_library(secret)),
        "symlink": tried(lambda: by_symlink(folder, secret)),
        "hard link": tried(lambda: os.link(secret, folder / "hard")),
        "beside": tried(lambda: (folder.parent / "new").write_bytes(b"")),
        "payload overwritten": tried(lambda: (folder.parent / "payload.json").write_bytes(b"")),
        "removed": tried(secret.unlink),
        "own code changed": tried(lambda: Path(wanted["root"], "reports", "new.py").write_bytes(b"")),
        "environment of the parent": tried(lambda: Path(f"/proc/{os.getppid()}/environ").read_bytes()),
        "call": tried(lambda: socket.create_connection(("127.0.0.1", port), 2).close()),
        "name": tried(lambda: socket.getaddrinfo("example.org", 80)),
        "program": tried(lambda: os.execv("/bin/true", ["true"])),
        "process": tried(lambda: subprocess.run(["/bin/true"])),
        "fork": tried(os.fork),
        "parent killed": tried(lambda: os.kill(os.getppid(), 9)),
        "variables": sorted(os.environ),
        "open files": [number for number in range(100) if libc.fcntl(number, 1) >= 0],
    }

ACTS = {"sleep": sleep, "spin": spin, "eat": eat, "die": die, "fail": fail, "fill": fill, "lie": lie, "shout": shout}
ACTS |= {"linger": linger, "linger on": linger_on, "lament": lament}

def render_files(content, tell):
    wanted = json.loads(content)
    found = b"x"
    if wanted["report"] == "reach":
        found = json.dumps(reach(tell, wanted)).encode()
    elif wanted["report"] in ACTS:
        ACTS[wanted["report"]](tell)
    for format in FileFormat:
        if (wanted["report"], format) != ("forget", FileFormat.CSV):
            yield RenderedFile(format, found, 7 if format == FileFormat.PDF else None)
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Put another renderer in the place of ours, in the same server and behind the same walls."""
    place = tmp_path_factory.mktemp("place")
    package = place / "reports"
    (package / "rendering").mkdir(parents=True)
    (package / "rendering" / "__init__.py").write_text(_RENDERING)
    (package / "pdf").mkdir()
    (package / "pdf" / "__init__.py").write_text("class PdfUnavailable(Exception):\n    pass\n")
    (package / "pdf" / "versions.py").symlink_to(ROOT / "reports" / "pdf" / "versions.py")
    for name in _OURS:
        (package / name).symlink_to(ROOT / "reports" / name)
    for name in _BESIDE:
        (place / name).symlink_to(ROOT / name)
    renderer.stop()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(renderer, "_ROOT", place)
        yield
        renderer.stop()


Drawing = Callable[..., DrawnReport]


@pytest.fixture
def drawn(hostile: None, tmp_path: Path) -> Drawing:
    """Let the renderer do something, and tell what the site makes of it."""

    def run(
        what: str, *, limits: Limits | None = None, tell=None, is_cancelled=None, **wanted
    ) -> DrawnReport:
        import json

        folder = tmp_path / what
        folder.mkdir()
        return draw(
            json.dumps({"report": what, "root": str(ROOT), **wanted}).encode(),
            folder=folder,
            tell=tell or (lambda _step, _done, _of: None),
            is_cancelled=is_cancelled or (lambda: False),
            limits=limits,
        )

    return run
