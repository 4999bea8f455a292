"""Where a visit may go: web addresses of the open internet, and nothing behind the site's own walls.

Standard library only: the fetcher's process, which has no Django, decides by it.
"""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, quote, urlsplit

from evidence.domain.link_problems import LinkProblem, LinkRefused

Address = IPv4Address | IPv6Address

DEFAULT_PORTS = {"http": 80, "https": 443}
MOST_URL_CHARACTERS = 2000
_MOST_HOST_CHARACTERS = 253

# Special-purpose registries of IANA (RFC 6890 and later). Python's `is_global` knows most of them, and
# which ones differs from version to version.
_CLOSED_V4 = tuple(
    map(
        IPv4Network,
        """
        0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24
        192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24
        198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4
        """.split(),
    )
)
# Global unicast, without its special parts: 2001::/23 holds Teredo, 2002::/16 is 6to4.
_OPEN_V6 = IPv6Network("2000::/3")
_CLOSED_V6 = tuple(map(IPv6Network, "2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20".split()))
_NAT64 = IPv6Network("64:ff9b::/96")

# Reserved for what is near, RFC 6761, 6762, 7686, 8375 and the names that routers hand out.
_LOCAL_ENDINGS = frozenset(
    "localhost local localdomain internal intranet lan home corp private onion arpa".split()
)
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
# What browsers read as an IPv4 address in decimal, octal or hexadecimal notation.
_NUMERIC_LABEL = re.compile(r"\d+|0x[0-9a-f]*")
_UNWRITABLE = re.compile(r"[\x00-\x20\x7f-\xa0\\]")
_PATH_SAFE = "/%:@!$&'()*+,;=~-._"
_QUERY_SAFE = _PATH_SAFE + "?"


@dataclass(frozen=True, slots=True)
class WebAddress:
    """`host` in lower case ASCII, an IPv6 address without its brackets; `target` is path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def netloc(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.netloc}{self.target}"


def is_public(address: Address) -> bool:
    """On the open internet; an IPv4 address inside an IPv6 one counts as what it is."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _CLOSED_V4)
    if address.ipv4_mapped is not None:
        return is_public(address.ipv4_mapped)
    if address in _NAT64:
        return is_public(IPv4Address(int(address) & 0xFFFF_FFFF))
    return address in _OPEN_V6 and not any(address in network for network in _CLOSED_V6)


def literal_address(host: str) -> Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def read_address(url: str) -> WebAddress:
    """Raises LinkRefused for what is no web address, or is one in a notation that hides where it leads."""
    if _UNWRITABLE.search(url) or len(url) > MOST_URL_CHARACTERS:
        raise LinkRefused(LinkProblem.INVALID)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise LinkRefused(LinkProblem.INVALID) from None
    if parts.scheme not in DEFAULT_PORTS:
        raise LinkRefused(LinkProblem.SCHEME)
    if "@" in parts.netloc:
        raise LinkRefused(LinkProblem.CREDENTIALS)
    address = WebAddress(
        scheme=parts.scheme,
        host=plain_host(parts.hostname or ""),
        port=DEFAULT_PORTS[parts.scheme] if port is None else port,
        target=_target(parts),
    )
    if len(address.url) > MOST_URL_CHARACTERS:
        raise LinkRefused(LinkProblem.INVALID)
    return address


def _target(parts: SplitResult) -> str:
    query = f"?{quote(parts.query, safe=_QUERY_SAFE)}" if parts.query else ""
    return (quote(parts.path, safe=_PATH_SAFE) or "/") + query


def plain_host(host: str) -> str:
    """In ASCII and lower case, without a closing dot; raises LinkRefused for odd notations."""
    try:
        # Also turns look-alikes into what they stand for, such as circled digits: so it comes first.
        plain = host if ":" in host else host.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        raise LinkRefused(LinkProblem.HOST) from None
    if "%" not in plain and literal_address(plain) is not None:
        return plain
    labels = plain.split(".")
    well_formed = len(plain) <= _MOST_HOST_CHARACTERS and all(map(_LABEL.fullmatch, labels))
    if not well_formed or _NUMERIC_LABEL.fullmatch(labels[-1]):
        raise LinkRefused(LinkProblem.HOST)
    return plain


def refuse_near(host: str) -> None:
    """Raises LinkRefused for a host that is near by its name or literal address; asks no name server."""
    address = literal_address(host)
    if address is not None:
        is_near = not is_public(address)
    else:
        labels = host.split(".")
        is_near = len(labels) == 1 or labels[-1] in _LOCAL_ENDINGS
    if is_near:
        raise LinkRefused(LinkProblem.PRIVATE)


def refuse_link(url: str) -> None:
    """What may not even be recorded as a proof, by its address alone; raises LinkRefused."""
    refuse_near(read_address(url).host)
