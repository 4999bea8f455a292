from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.domain.addresses import WebAddress, is_public, read_address, refuse_link
from evidence.domain.link_problems import LinkProblem, LinkRefused

OPEN = ["8.8.8.8", "1.1.1.1", "202.83.120.1", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808"]
CLOSED = """
    0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.127.255.254 127.0.0.1 127.8.9.1 169.254.169.254 172.16.0.1
    172.31.255.254 192.0.0.8 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.7 203.0.113.9 224.0.0.1
    239.1.1.1 240.0.0.1 255.255.255.255
    :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe
    64:ff9b:1::1 100::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:db8::1 2002:7f00:1:: 2002:808:808::
    fc00::1 fd12:3456::1 fe80::1 fec0::1 ff02::1 4000::1
""".split()

LOOK_ALIKES = [
    ("http://2130706433/", LinkProblem.HOST),
    ("http://0x7f.1/", LinkProblem.HOST),
    ("http://0x7f000001/", LinkProblem.HOST),
    ("http://0177.0.0.1/", LinkProblem.HOST),
    ("http://127.1/", LinkProblem.HOST),
    ("http://127.0.0.1./", LinkProblem.PRIVATE),
    ("http://127%2e0.0.1/", LinkProblem.HOST),
    ("http://①②⑦.⓪.⓪.①/", LinkProblem.PRIVATE),
    ("http://127。0。0。1/", LinkProblem.PRIVATE),
    ("http://[::ffff:127.0.0.1]/", LinkProblem.PRIVATE),
    ("http://[fe80::1%25eth0]/", LinkProblem.HOST),
    ("http://[::1]:80/", LinkProblem.PRIVATE),
    ("http://localhost/", LinkProblem.PRIVATE),
    ("http://LOCALHOST./", LinkProblem.PRIVATE),
    ("http://app.localhost/", LinkProblem.PRIVATE),
    ("http://metadata.google.internal/", LinkProblem.PRIVATE),
    ("http://printer.local/", LinkProblem.PRIVATE),
    ("http://intranet/", LinkProblem.PRIVATE),
    ("http://169.254.169.254/latest/meta-data/", LinkProblem.PRIVATE),
    ("http://user:pass@contoh.id/", LinkProblem.CREDENTIALS),
    ("http://contoh.id@127.0.0.1/", LinkProblem.CREDENTIALS),
    ("http://contoh.id\\@127.0.0.1/", LinkProblem.INVALID),
    ("http://contoh.id/\r\nHost: lain.id", LinkProblem.INVALID),
    ("http://contoh.id/a b", LinkProblem.INVALID),
    ("http://contoh.id:99999/", LinkProblem.INVALID),
    ("http://[::1/", LinkProblem.INVALID),
    ("http:///berkas", LinkProblem.HOST),
    ("http://-contoh.id/", LinkProblem.HOST),
    ("http://contoh..id/", LinkProblem.HOST),
    ("http://" + "a" * 64 + ".id/", LinkProblem.HOST),
    ("http://contoh.id/" + "a" * 2000, LinkProblem.INVALID),
    ("http://contoh.id/" + "é" * 1000, LinkProblem.INVALID),
    ("file:///etc/passwd", LinkProblem.SCHEME),
    ("ftp://contoh.id/", LinkProblem.SCHEME),
    ("gopher://contoh.id/", LinkProblem.SCHEME),
    ("javascript:alert(1)", LinkProblem.SCHEME),
    ("contoh.id/bukti", LinkProblem.SCHEME),
    ("", LinkProblem.SCHEME),
]


@pytest.mark.parametrize("address", OPEN)
def test_address_of_the_open_internet_may_be_visited(address: str):
    assert is_public(ip_address(address)) is True


@pytest.mark.parametrize("address", CLOSED)
def test_address_of_any_other_kind_may_not(address: str):
    assert is_public(ip_address(address)) is False


@given(st.ip_addresses(v=4))
def test_what_python_knows_as_not_global_is_never_public(address: IPv4Address):
    if not address.is_global or address.is_multicast or address.is_reserved:
        assert not is_public(address)


@given(st.ip_addresses(v=6))
def test_the_same_of_the_longer_addresses(address: IPv6Address):
    if not address.is_global or address.is_multicast:
        assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_inside_a_longer_one_counts_as_what_it_is(address: IPv4Address):
    mapped = IPv6Address(0xFFFF << 32 | int(address))
    translated = IPv6Address(int(IPv6Address("64:ff9b::")) | int(address))
    assert is_public(mapped) == is_public(translated) == is_public(address)


@pytest.mark.parametrize(("url", "problem"), LOOK_ALIKES)
def test_link_that_leads_inside_or_hides_where_it_leads_is_refused(url: str, problem: LinkProblem):
    with pytest.raises(LinkRefused) as refusal:
        refuse_link(url)
    assert refusal.value.problem == problem


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://contoh.go.id", WebAddress("https", "contoh.go.id", 443, "/")),
        ("HTTP://Contoh.GO.ID./a?b=c#d", WebAddress("http", "contoh.go.id", 80, "/a?b=c")),
        (
            "https://dataset.désa.id/laporan%202026.pdf",
            WebAddress("https", "dataset.xn--dsa-bma.id", 443, "/laporan%202026.pdf"),
        ),
        ("https://contoh.id/berkas–ñ", WebAddress("https", "contoh.id", 443, "/berkas%E2%80%93%C3%B1")),
        ("http://contoh.id:8080/", WebAddress("http", "contoh.id", 8080, "/")),
        ("http://[2001:4860:4860::8888]/", WebAddress("http", "2001:4860:4860::8888", 80, "/")),
        ("http://8.8.8.8/", WebAddress("http", "8.8.8.8", 80, "/")),
    ],
)
def test_honest_link_is_read(url: str, address: WebAddress):
    refuse_link(url)
    assert read_address(url) == address
    assert read_address(address.url) == address


@given(st.text(max_size=60))
def test_whatever_is_read_can_be_read_again_and_holds_no_control_character(text: str):
    try:
        address = read_address(f"http://{text}")
    except LinkRefused:
        return
    assert address.url.isascii()
    assert not any(character <= " " for character in address.url)
    assert read_address(address.url) == address
