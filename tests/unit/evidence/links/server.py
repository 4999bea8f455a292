"""A web server on the loopback that plays the honest and the hostile site."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from evidence.links.allowance import Allowance

TLS = Path(__file__).parents[3] / "data" / "tls"
# All of 127.0.0.0/8 is the loopback: one address plays the open internet, the others stay what they are.
OUTSIDE = "127.0.0.5"
HOST = "contoh.uji.test"
SECURE_HOST = "aman.uji.test"  # the name in the certificate

Answer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """`answers` by path; `asked` is what came in, as (path, headers)."""

    def __init__(self, port: int, scheme: str) -> None:
        self.port, self.scheme = port, scheme
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def url(self, path: str, host: str = HOST) -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    @property
    def allowance(self) -> Allowance:
        return Allowance(
            networks=(f"{OUTSIDE}/32",),
            ports=(self.port,),
            names={
                HOST: [OUTSIDE],
                SECURE_HOST: [OUTSIDE],
                "salah.uji.test": [OUTSIDE],
                "dalam.uji.test": ["10.0.0.7"],
                "campur.uji.test": [OUTSIDE, "127.0.0.1"],
            },
            authority=str(TLS / "authority.pem"),
        )

    def paths(self) -> list[str]:
        return [path for path, _headers in self.asked if path != "/robots.txt"]


@contextmanager
def served(*, secure: bool = False) -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            with suppress(OSError):  # the visitor hung up
                site.answers.get(self.path, not_found)(self)

        def log_message(self, *_args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_args: object) -> None:
            pass

    server = Server((OUTSIDE, 0), Handler)
    if secure:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(TLS / "server.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True)
    site = Site(server.server_address[1], "https" if secure else "http")
    thread = threading.Thread(target=server.serve_forever, daemon=True, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def page(
    content: bytes, content_type: str = "text/html; charset=utf-8", status: int = 200, **headers: str
) -> Answer:
    """Underscores of the header names stand for hyphens."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", content_type)
        handler.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def leads_to(location: str, status: int = 302) -> Answer:
    return page(b"", status=status, Location=location)


def says(*parts: bytes, times: int = 1, wait: Callable[[], None] = lambda: None) -> Answer:
    """Bytes as they are, the last one over and over again."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        for part in parts[:-1]:
            handler.wfile.write(part)
        for _ in range(times):
            handler.wfile.write(parts[-1])
            handler.wfile.flush()
            wait()

    return answer


def not_found(handler: BaseHTTPRequestHandler) -> None:
    page(b"tidak ada", status=404)(handler)
