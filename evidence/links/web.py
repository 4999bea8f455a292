"""One request to exactly the address that was checked, and what may go wrong, as codes."""

import http.client
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urljoin

from evidence.domain.addresses import (
    DEFAULT_PORTS,
    Address,
    WebAddress,
    is_public,
    literal_address,
    read_address,
    refuse_near,
)
from evidence.domain.link_problems import LinkProblem, LinkRefused
from evidence.links.allowance import NOTHING, Allowance

MOST_REDIRECTS = 5
CONNECT_SECONDS = 5
_READ_SECONDS = 15
_MOST_TRIES = 4  # of the addresses of one name
_REDIRECTS = {301, 302, 303, 307, 308}


def resolve(host: str, port: int) -> list[str]:
    """Every address of a name."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise LinkRefused(LinkProblem.NAME_UNKNOWN) from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True)
class Web:
    """The internet as the fetcher may see it. Raises LinkRefused for everything else."""

    agent: str
    allowance: Allowance = NOTHING
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def follow(self, url: str) -> tuple[http.client.HTTPResponse, WebAddress]:
        """The answer behind the redirects, its body not yet read, and where it came from."""
        for _ in range(MOST_REDIRECTS + 1):
            address = read_address(url)
            response = self._ask(address)
            location = response.headers.get("Location")
            if response.status not in _REDIRECTS or not location:
                return response, address
            response.close()
            url = urljoin(address.url, _readable(location))
        raise LinkRefused(LinkProblem.REDIRECTS)

    def _ask(self, address: WebAddress) -> http.client.HTTPResponse:
        peers = self._peers(address)
        with told_as_problem():
            connection = _PinnedConnection(
                address, peers, self.context if address.scheme == "https" else None
            )
            connection.putrequest("GET", address.target, skip_host=True, skip_accept_encoding=True)
            for name, value in self._headers(address).items():
                connection.putheader(name, value)
            connection.endheaders()
            return connection.getresponse()

    def _headers(self, address: WebAddress) -> dict[str, str]:
        return {
            "Host": address.netloc,
            "User-Agent": self.agent,
            "Accept": "text/html,application/pdf;q=0.9,*/*;q=0.8",
            "Accept-Language": "id,en;q=0.5",
            "Accept-Encoding": "identity",
            "Connection": "close",
        }

    def _peers(self, address: WebAddress) -> tuple[Address, ...]:
        """Every address of the host, each one checked: one that is near closes the whole name."""
        if address.port not in DEFAULT_PORTS.values() and address.port not in self.allowance.ports:
            raise LinkRefused(LinkProblem.PORT)
        found = self._addresses(address)
        if not all(is_public(one) or self.allowance.covers(one) for one in found):
            raise LinkRefused(LinkProblem.PRIVATE)
        return found

    def _addresses(self, address: WebAddress) -> tuple[Address, ...]:
        literal = literal_address(address.host)
        if literal is not None:
            return (literal,)
        refuse_near(address.host)
        told = self.allowance.names.get(address.host) or resolve(address.host, address.port)
        return tuple(ip_address(one.partition("%")[0]) for one in told)


class _PinnedConnection(http.client.HTTPConnection):
    """Connects to one of the checked addresses: the name is not asked for again."""

    def __init__(
        self, address: WebAddress, peers: tuple[Address, ...], context: ssl.SSLContext | None
    ) -> None:
        super().__init__(address.host, address.port)
        self._peers, self._context = peers, context

    def connect(self) -> None:
        opened = _first_that_answers(self._peers[:_MOST_TRIES], self.port)
        if self._context is not None:
            opened = self._context.wrap_socket(opened, server_hostname=self.host)
        self.sock = opened


def _first_that_answers(peers: tuple[Address, ...], port: int) -> socket.socket:
    failure = OSError("a name without addresses")
    for peer in peers:
        opened = socket.socket(socket.AF_INET6 if peer.version == 6 else socket.AF_INET, socket.SOCK_STREAM)
        try:
            opened.settimeout(CONNECT_SECONDS)
            opened.connect((str(peer), port))
            if ip_address(opened.getpeername()[0].partition("%")[0]) != peer:
                raise LinkRefused(LinkProblem.PRIVATE)
            opened.settimeout(_READ_SECONDS)
        except OSError as error:
            opened.close()
            failure = error
        else:
            return opened
    raise failure


@contextmanager
def told_as_problem() -> Iterator[None]:
    """What the network and the other side do wrong, as the code of its sentence."""
    try:
        yield
    except ssl.SSLError:
        raise LinkRefused(LinkProblem.CERTIFICATE) from None
    except TimeoutError:
        raise LinkRefused(LinkProblem.TIMEOUT) from None
    except OSError:
        raise LinkRefused(LinkProblem.NO_CONNECTION) from None
    except (http.client.HTTPException, ValueError):
        raise LinkRefused(LinkProblem.NOT_HTTP) from None


def _readable(location: str) -> str:
    """Header fields arrive as Latin-1; servers write UTF-8 and forget to escape spaces."""
    try:
        return location.strip(" \t").encode("latin-1").decode().replace(" ", "%20")
    except UnicodeError:
        raise LinkRefused(LinkProblem.INVALID) from None
