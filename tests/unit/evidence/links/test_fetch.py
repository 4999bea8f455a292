"""The fetcher's own process against a server that is honest, and against one that is not."""

import gzip
import hashlib
import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from evidence.domain.link_problems import LinkProblem
from evidence.links.visitor import FetcherFailed, Finding, fetch_source
from tests.architecture.sources import ROOT
from tests.unit.evidence.links.server import SECURE_HOST, Site, leads_to, page, says, served

AGENT = "Renaksi/1.0 (+https://renaksi.contoh.id/)"
HTML = b"<!doctype html><title>Bukti</title><script>let a</script><p>Rapat <b>desa</b></p><p>12 Nov</p>"
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
_P = LinkProblem


@pytest.fixture
def site():
    with served() as found:
        yield found


def visit(site: Site, url: str, folder: Path, **options) -> Finding:
    return fetch_source(url, folder, agent=AGENT, allowance=site.allowance, **options)


def test_honest_page_is_kept_with_its_fingerprint_and_text(site, tmp_path):
    site.answers["/bukti?a=1"] = page(HTML)
    found = visit(site, site.url("/bukti?a=1#atas"), tmp_path)

    assert found == Finding(
        problem=None,
        status=200,
        final_url=site.url("/bukti?a=1"),
        content_type="text/html",
        size=len(HTML),
        sha256=hashlib.sha256(HTML).hexdigest(),
        body=tmp_path / "body",
        text=tmp_path / "text",
    )
    assert (tmp_path / "body").read_bytes() == HTML
    assert (tmp_path / "text").read_text() == "Bukti\nRapat desa\n12 Nov"
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


def test_visitor_says_who_it_is_and_carries_nothing_else(site, tmp_path, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    site.answers["/bukti"] = page(HTML, Set_Cookie="sesi=1")
    visit(site, site.url("/bukti"), tmp_path)

    assert [path for path, _headers in site.asked] == ["/bukti", "/robots.txt"]
    assert [headers for _path, headers in site.asked] == [
        {
            "Host": f"contoh.uji.test:{site.port}",
            "User-Agent": AGENT,
            "Accept": "text/html,application/pdf;q=0.9,*/*;q=0.8",
            "Accept-Language": "id,en;q=0.5",
            "Accept-Encoding": "identity",
            "Connection": "close",
        }
    ] * 2


def test_redirects_are_followed_to_the_end(site, tmp_path):
    site.answers |= {
        "/1": leads_to("2", 301),
        "/2": leads_to("/3", 303),
        "/3": leads_to(site.url("/lap baru/é".encode().decode("latin-1")), 307),
        "/lap%20baru/%C3%A9": page(HTML),
    }
    found = visit(site, site.url("/1"), tmp_path)
    assert (found.problem, found.final_url) == (None, site.url("/lap%20baru/%C3%A9"))


@pytest.mark.parametrize(
    ("location", "problem"),
    [
        ("http://127.0.0.1/", _P.PRIVATE),
        ("http://127.0.0.1:{port}/", _P.PRIVATE),
        ("//127.0.0.1/", _P.PRIVATE),
        ("http://169.254.169.254/latest/meta-data/", _P.PRIVATE),
        ("http://[::1]/", _P.PRIVATE),
        ("http://[::ffff:127.0.0.1]/", _P.PRIVATE),
        ("http://2130706433/", _P.HOST),
        ("http://localhost/", _P.PRIVATE),
        ("http://dalam.uji.test/", _P.PRIVATE),
        ("http://campur.uji.test:{port}/", _P.PRIVATE),
        ("http://contoh.uji.test:22/", _P.PORT),
        ("http://a:b@contoh.uji.test/", _P.CREDENTIALS),
        ("file:///etc/passwd", _P.SCHEME),
        ("ftp://contoh.uji.test/", _P.SCHEME),
        ("gopher://contoh.uji.test/", _P.SCHEME),
        ("data:text/html,hai", _P.SCHEME),
    ],
)
def test_redirect_to_where_nobody_may_go_is_not_followed(site, tmp_path, location, problem):
    site.answers["/pintu"] = leads_to(location.format(port=site.port))
    found = visit(site, site.url("/pintu"), tmp_path)

    assert found == Finding(problem)
    assert site.paths() == ["/pintu"]


@pytest.mark.parametrize("host", ["dalam.uji.test", "campur.uji.test"])
def test_name_with_one_near_address_is_not_visited(site, tmp_path, host):
    assert visit(site, site.url("/", host), tmp_path) == Finding(_P.PRIVATE)
    assert site.asked == []


def test_production_reaches_no_loopback_by_any_port_or_name(site, tmp_path):
    """Without the allowance that tests alone give."""
    site.answers["/"] = page(HTML)
    urls = [f"http://127.0.0.5:{site.port}/", "http://127.0.0.5/", f"http://localhost:{site.port}/"]
    found = [fetch_source(url, tmp_path, agent=AGENT).problem for url in urls]
    assert found == [_P.PORT, _P.PRIVATE, _P.PORT]
    assert site.asked == []


def test_redirect_without_end_is_given_up(site, tmp_path):
    site.answers |= {f"/{number}": leads_to(f"/{number + 1}") for number in range(9)}
    assert visit(site, site.url("/0"), tmp_path) == Finding(_P.REDIRECTS)
    assert site.paths() == [f"/{number}" for number in range(6)]


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        (404, _P.NOT_FOUND),
        (410, _P.NOT_FOUND),
        (403, _P.FORBIDDEN),
        (500, _P.SERVER_ERROR),
        (302, _P.ODD_ANSWER),
    ],
)
def test_answer_that_does_not_show_the_source_is_told(site, tmp_path, status, problem):
    site.answers["/x"] = page(b"maaf", status=status)
    found = visit(site, site.url("/x"), tmp_path)
    assert found == Finding(problem, status=status, final_url=site.url("/x"))


# --- Too much, too slow, not HTTP ---------------------------------------------------------------

HOSTILE = {
    "a body of 1 GB, announced": (says(OK + b"Content-Length: 1073741824\r\n\r\n", b"x" * 65536, times=16384), _P.TOO_LARGE),
    "a body of 1 GB, not announced": (says(OK + b"\r\n", b"x" * 65536, times=16384), _P.TOO_LARGE),
    "chunks without end": (
        says(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"x" * 65536 + b"\r\n", times=16384),
        _P.TOO_LARGE,
    ),
    "a packed bomb": (page(gzip.compress(bytes(10_000_000)), Content_Encoding="gzip"), _P.COMPRESSED),
    "a body that drips": (says(OK + b"\r\n", b"x", times=10_000, wait=lambda: time.sleep(0.05)), _P.TOO_SLOW),
    "headers that drip": (
        says(b"HTTP/1.1 200 OK\r\n", b"A", times=10_000, wait=lambda: time.sleep(0.05)),
        _P.TIMEOUT,
    ),
    "silence": (lambda _handler: time.sleep(60), _P.TIMEOUT),
    "one endless header": (says(OK + b"X: ", b"x" * 65536, times=1000), _P.NOT_HTTP),
    "headers without end": (says(OK, b"X: 1\r\n", times=100_000), _P.NOT_HTTP),
    "continue without end": (
        says(b"", b"HTTP/1.1 100 Continue\r\n\r\n", times=10_000_000),
        _P.TIMEOUT,
    ),
    "no HTTP": (says(b"SSH-2.0-OpenSSH_9.9\r\n"), _P.NOT_HTTP),
    "nothing": (lambda _handler: None, _P.NO_CONNECTION),
    "a chunk of no size": (says(OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"), _P.NOT_HTTP),
    "less than announced": (says(OK + b"Content-Length: 100\r\n\r\n", b"x"), _P.NO_CONNECTION),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_answer_ends_in_time_with_its_code_and_leaves_no_copy(site, tmp_path, name):
    answer, problem = HOSTILE[name]
    site.answers["/jebakan"] = answer
    begun = time.monotonic()
    found = visit(site, site.url("/jebakan"), tmp_path, seconds=2)

    assert (found.problem, found.body, found.text) == (problem, None, None)
    assert time.monotonic() - begun < 5
    kept = sum(path.stat().st_size for path in tmp_path.iterdir())
    assert kept <= 10 * 1024 * 1024 + 65536


def test_server_that_does_not_answer_at_all_is_told(site, tmp_path):
    with served() as other:
        pass
    allowance = replace(site.allowance, ports=(other.port,))
    found = fetch_source(other.url("/"), tmp_path, agent=AGENT, allowance=allowance)
    assert found == Finding(_P.NO_CONNECTION)


def test_name_that_nobody_knows_is_told(site, tmp_path):
    found = visit(site, site.url("/", "tidak-ada.invalid"), tmp_path)
    assert found == Finding(_P.NAME_UNKNOWN)


# --- Secure connections ---------------------------------------------------------------------------


def test_certificate_must_be_for_the_name_that_was_asked_for(tmp_path):
    with served(secure=True) as site:
        site.answers["/"] = page(HTML)
        assert visit(site, site.url("/", "salah.uji.test"), tmp_path) == Finding(_P.CERTIFICATE)
        assert visit(site, site.url("/", SECURE_HOST), tmp_path).problem is None


def test_unknown_authority_is_not_trusted(tmp_path):
    with served(secure=True) as site:
        allowance = replace(site.allowance, authority="")
        found = fetch_source(site.url("/", SECURE_HOST), tmp_path, agent=AGENT, allowance=allowance)
    assert found == Finding(_P.CERTIFICATE)


# --- Whether a copy is wanted -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("robots", "problem"),
    [
        (page(b"User-agent: *\nDisallow: /rahasia/\n", "text/plain"), None),
        (page(b"\xef\xbb\xbfUser-agent: *\nDisallow: /bukti\n", "text/plain"), _P.NO_COPY_WANTED),
        (
            page(b"User-agent: Renaksi\nDisallow: /\n\nUser-agent: *\nAllow: /\n", "text/plain"),
            _P.NO_COPY_WANTED,
        ),
        (page(b"User-agent: *\nDisallow: /\n\nUser-agent: renaksi\nAllow: /\n", "text/plain"), None),
        (page(b"", status=404), None),
        (page(b"", status=403), None),
        (page(b"", status=503), _P.NO_COPY_WANTED),
        (leads_to("http://127.0.0.1/robots.txt"), _P.NO_COPY_WANTED),
    ],
)
def test_robots_txt_says_whether_a_copy_is_kept(site, tmp_path, robots, problem):
    site.answers |= {"/bukti": page(HTML), "/robots.txt": robots}
    found = visit(site, site.url("/bukti"), tmp_path)
    assert (found.problem, found.status, found.body is None) == (problem, 200, problem is not None)


@pytest.mark.parametrize(
    "answer",
    [
        page(HTML, X_Robots_Tag="noindex, NoArchive"),
        page(b'<meta name="Robots" content="noindex,noarchive">' + HTML),
        page(b"<meta content=noarchive name=robots />" + HTML),
    ],
)
def test_page_that_asks_not_to_be_archived_is_not_kept(site, tmp_path, answer):
    site.answers["/bukti"] = answer
    found = visit(site, site.url("/bukti"), tmp_path)
    assert (found.problem, found.body, found.text) == (_P.NO_COPY_WANTED, None, None)


def test_empty_answer_is_reachable_and_leaves_no_copy(site, tmp_path):
    site.answers["/kosong"] = page(b"", status=204)
    found = visit(site, site.url("/kosong"), tmp_path)
    assert (found.problem, found.body) == (None, None)


# --- The process itself -----------------------------------------------------------------------------


def test_process_knows_no_framework_and_no_secret():
    """Neither could be taken from it then."""
    told = "import sys, evidence.links.fetch; print({name.partition('.')[0] for name in sys.modules} & {'django', 'config'})"
    done = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"


def test_environment_of_the_site_does_not_reach_the_process(site, tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "rahasia-situs")
    seen = []

    def look(_handler) -> None:
        for entry in Path("/proc").iterdir():
            try:
                if b"evidence.links.fetch" in (entry / "cmdline").read_bytes():
                    seen.append((entry / "environ").read_bytes())
            except OSError:
                continue

    site.answers["/lihat"] = look
    visit(site, site.url("/lihat"), tmp_path)
    assert len(seen) >= 1
    assert not any(b"rahasia-situs" in one for one in seen)


def test_process_that_does_not_hear_its_alarm_is_killed(tmp_path, monkeypatch):
    """A name server may keep it for minutes inside the system's own library."""
    monkeypatch.setattr("evidence.links.visitor._GRACE_SECONDS", 0)
    begun = time.monotonic()
    assert fetch_source("http://contoh.id/", tmp_path, agent=AGENT, seconds=0) == Finding(_P.TIMEOUT)
    assert time.monotonic() - begun < 3
    assert threading.active_count() < 20
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


TOLD = {
    "problem": "",
    "status": 200,
    "final_url": "",
    "content_type": "text/html",
    "size": 3,
    "sha256": "",
    "has_body": True,
    "has_text": False,
}


@pytest.mark.parametrize(
    ("said", "is_believed"),
    [
        (json.dumps(TOLD), True),
        ("rusak", False),
        ("[]", False),
        ("[" * 100_000, False),
        (json.dumps({**TOLD, "problem": "lain"}), False),
        (json.dumps({**TOLD, "status": "200"}), False),
        (json.dumps({**TOLD, "size": 2**31}), False),
        (json.dumps({**TOLD, "final_url": "h" * 2001}), False),
        (json.dumps({**TOLD, "content_type": None}), False),
    ],
)
def test_process_is_believed_as_far_as_its_answer_has_a_shape(tmp_path, monkeypatch, said, is_believed):
    package = tmp_path / "child" / "evidence" / "links"
    package.mkdir(parents=True)
    (tmp_path / "child" / "said").write_text(said)
    (package / "fetch.py").write_text("print(open('said').read())")
    monkeypatch.setattr("evidence.links.visitor._CODE", tmp_path / "child")
    if is_believed:
        found = fetch_source("http://contoh.id/", tmp_path, agent=AGENT)
        assert (found.status, found.size, found.body, found.text) == (200, 3, tmp_path / "body", None)
    else:
        with pytest.raises(FetcherFailed, match="nonsense"):
            fetch_source("http://contoh.id/", tmp_path, agent=AGENT)


def test_process_that_breaks_blames_itself_and_not_the_source(tmp_path):
    with pytest.raises(FetcherFailed):
        fetch_source("http://contoh.id/", tmp_path, agent=AGENT, seconds=-1)
