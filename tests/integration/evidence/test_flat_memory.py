"""1 GB is pushed at a real web server, in every way that files take: its memory stays as it was."""

from base64 import b64encode
from collections.abc import Iterator
from datetime import timedelta
from itertools import count

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from evidence.enums import EvidenceState
from evidence.models import Evidence
from renaksi.actions.updates import start_update
from tests.integration.evidence.web_server import Visitor, WebServer, running_web_server, zeros
from tests.reporting import line

__all__ = ["line"]

MB = 2**20
FILE = 10 * MB
FILES_EACH_WAY = 40
REFUSED_BODY = 1024 * MB
MOST_GROWTH = 16 * MB
_BOUNDARY = "batas-uji"

pytestmark = pytest.mark.long


@pytest.fixture
def report_address(line, transactional_db):
    today = timezone.localdate()
    line.period.opens_on, line.period.closes_on = today - timedelta(5), today + timedelta(5)
    line.period.verify_by = today + timedelta(20)
    line.period.save()
    start_update(milestone=line.milestone, period=line.period, by=line.reporter, at=timezone.now())
    return reverse("workspace:report", args=[line.period.pk, line.milestone.pk])


def signed_in(line, server: WebServer, report_address: str) -> tuple[Visitor, str]:
    """A visitor with a session, and the token of the form."""
    client = Client()
    client.force_login(line.reporter)
    visitor = Visitor(server.port, {"sessionid": client.cookies["sessionid"].value})
    page = visitor.get(report_address)
    visitor.cookies["csrftoken"] = page.headers["Set-Cookie"].split("csrftoken=")[1].split(";")[0]
    return visitor, page.body.decode().split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]


def form_parts(token: str, requirement: int, number: int) -> tuple[bytes, bytes]:
    """What stands before and behind the bytes of the file in the body of the form."""
    fields = {"csrfmiddlewaretoken": token, "revision": "1", "action": "save"}
    head = "".join(
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    head += (
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="bukti-{requirement}-uploads"; '
        f'filename="berkas {number}.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
    )
    return head.encode(), f"\r\n--{_BOUNDARY}--\r\n".encode()


def send_by_form(visitor: Visitor, address: str, token: str, requirement: int, number: int) -> None:
    head, tail = form_parts(token, requirement, number)

    def body() -> Iterator[bytes]:
        yield head
        yield from zeros(FILE, first=b"%PDF-1.4")
        yield tail

    answer = visitor.send(
        "POST",
        address,
        body(),
        Content_Type=f"multipart/form-data; boundary={_BOUNDARY}",
        Content_Length=len(head) + FILE + len(tail),
    )
    assert answer.status in {302, 422}, answer.body[:500]


def send_in_pieces(visitor: Visitor, address: str, token: str, number: int) -> None:
    told = {"filename": f"potongan {number}.pdf", "requirement": "lain", "key": str(number)}
    metadata = ",".join(f"{name} {b64encode(text.encode()).decode()}" for name, text in told.items())
    shared = {"X_CSRFToken": token, "Tus_Resumable": "1.0.0"}
    begun = visitor.send(
        "POST", f"{address}unggah/", Upload_Length=FILE, Upload_Metadata=metadata, Content_Length=0, **shared
    )
    assert begun.status == 201, begun.body[:500]
    for offset in range(0, FILE, MB):
        answer = visitor.send(
            "PATCH",
            begun.headers["Location"],
            zeros(MB, first=b"%PDF-1.4"),
            Content_Type="application/offset+octet-stream",
            Content_Length=MB,
            Upload_Offset=offset,
            **shared,
        )
        assert answer.status == 204, answer.body[:500]
    assert answer.headers["Upload-Receipt"].startswith("DD-")


def chunked(pieces: Iterator[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        yield b"%x\r\n%b\r\n" % (len(piece), piece) if piece else b""
    yield b"0\r\n\r\n"


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="the server opens the test database's file; memory is the same"
)
def test_memory_of_the_web_process_stays_flat(line, report_address, tmp_path, capsys):
    numbers = count()

    def push(files: int) -> None:
        for _ in range(files):
            send_by_form(visitor, report_address, token, line.requirement.pk, next(numbers))
        for _ in range(files):
            send_in_pieces(visitor, report_address, token, next(numbers))

    with running_web_server(tmp_path, EVIDENCE_QUOTA_MB="4096") as server:
        visitor, token = signed_in(line, server, report_address)
        push(3)
        before = server.peak_memory()
        push(FILES_EACH_WAY)
        announced = visitor.send("POST", report_address, zeros(REFUSED_BODY), Content_Length=REFUSED_BODY)
        unannounced = visitor.send(
            "POST", report_address, chunked(zeros(REFUSED_BODY)), Transfer_Encoding="chunked"
        )
        after = server.peak_memory()

    stored = Evidence.objects.filter(state=EvidenceState.QUARANTINED, size=FILE).count()
    with capsys.disabled():
        print(  # noqa: T201 - the figure is what this test is for
            f"\n{stored} files of {FILE // MB} MB received and two bodies of {REFUSED_BODY // MB} MB refused; "
            f"the worker's peak: {before / MB:.1f} MB after the first six, {after / MB:.1f} MB at the end"
        )
    assert stored == 2 * (FILES_EACH_WAY + 3)
    assert (announced.status, unannounced.status) == (413, 403)
    assert after - before <= MOST_GROWTH
    assert django_settings.BODY_MAX_BYTES < REFUSED_BODY
