"""A name that changes its answer between the check and the connection gains nothing."""

import socket

import pytest

from evidence.domain.link_problems import LinkProblem, LinkRefused
from evidence.links.allowance import Allowance
from evidence.links.web import Web
from tests.unit.evidence.links.server import OUTSIDE, leads_to, page, served


class NameServer:
    """Answers in turn; what the system's own look-up would return."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def __call__(self, host: str, port: int, **_options: object) -> list[tuple]:
        self.asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (found, port)) for found in self.answers.pop(0)]


def allowance(port: int) -> Allowance:
    return Allowance(networks=(f"{OUTSIDE}/32",), ports=(port,))


def test_connection_goes_to_the_address_that_was_checked_and_nobody_asks_again(monkeypatch):
    names = NameServer([OUTSIDE], ["127.0.0.1"])
    with served() as site:
        site.answers["/"] = page(b"ada")
        monkeypatch.setattr(socket, "getaddrinfo", names)
        response, _address = Web("uji", allowance(site.port)).follow(f"http://ganti.uji.test:{site.port}/")
        with response:
            assert response.read() == b"ada"
    assert names.asked == ["ganti.uji.test"]


def test_name_is_checked_anew_for_each_redirect(monkeypatch):
    names = NameServer([OUTSIDE], ["127.0.0.1"])
    with served() as site:
        site.answers["/"] = leads_to("/lagi")
        monkeypatch.setattr(socket, "getaddrinfo", names)
        with pytest.raises(LinkRefused) as refusal:
            Web("uji", allowance(site.port)).follow(f"http://ganti.uji.test:{site.port}/")
    assert refusal.value.problem == LinkProblem.PRIVATE
    assert site.paths() == ["/"]


@pytest.mark.parametrize("second", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "100.64.0.1"])
def test_one_near_address_among_many_closes_the_name(monkeypatch, second):
    monkeypatch.setattr(socket, "getaddrinfo", NameServer([OUTSIDE, second]))
    with pytest.raises(LinkRefused) as refusal:
        Web("uji", allowance(80)).follow("http://ganti.uji.test/")
    assert refusal.value.problem == LinkProblem.PRIVATE
