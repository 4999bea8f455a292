"""What tests may reach besides the open internet: a server of their own on the loopback.

No product code makes one; a test of the architecture sees to that.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from ipaddress import ip_network

from evidence.domain.addresses import Address


@dataclass(frozen=True, slots=True)
class Allowance:
    """`networks` in CIDR notation; `names` answers for the name server; `authority` is a file of certificates."""

    networks: tuple[str, ...] = ()
    ports: tuple[int, ...] = ()
    names: Mapping[str, list[str]] = field(default_factory=dict)
    authority: str = ""

    def covers(self, address: Address) -> bool:
        return any(address in ip_network(network) for network in self.networks)


def to_json(allowance: Allowance) -> str:
    return json.dumps(asdict(allowance))


def from_json(text: str) -> Allowance:
    return Allowance(**json.loads(text))


NOTHING = Allowance()
