"""The door's headers, ranges, conditions and its log of openings. Who may pass is asked in `test_views`."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from evidence.actions.openings import KEPT, forget_old_openings
from evidence.enums import Damage, EvidenceState
from evidence.models import Evidence, Opening
from evidence.queries.openings import OpenedBy, opened_by
from tests import actors
from tests.factories.evidence import FileFactory, as_tombstone
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import ItemFactory, LinkFactory, UpdateFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]

CONTENT = bytes(range(256)) * 1000
SIZE = len(CONTENT)
CONDITIONS = [
    {},
    {"Range": "bytes=0-9"},
    {"Range": f"bytes={SIZE}-"},
    {"If-None-Match": "*"},
    {"If-Match": '"x"'},
    {"If-Range": '"x"', "Range": "bytes=5-"},
    {"If-Modified-Since": "Sun, 22 Nov 2026 08:00:00 GMT"},
]


@pytest.fixture
def internal(settings):
    update = UpdateFactory()
    name = "clean/0123456789abcdef.pdf"
    path = settings.EVIDENCE_ROOT / name
    path.parent.mkdir(parents=True)
    path.write_bytes(CONTENT)
    evidence = FileFactory(
        state=EvidenceState.CLEAN, institution=update.institution, derivative_name=name,
        content_type="application/pdf", sha256="a" * 64, derivative_sha256="b" * 64,
    )  # fmt: skip
    ItemFactory(update=update, evidence=evidence)
    return evidence


@pytest.fixture
def public(internal):
    internal.state = EvidenceState.PUBLISHED
    internal.save()
    return internal


@pytest.fixture
def insider(internal, client):
    user = actors.focal_point(internal.institution)
    client.force_login(user)
    return user


def ask(client, evidence, method="get", **headers):
    return getattr(client, method)(reverse("evidence:open", args=[evidence.public_id]), headers=headers)


def body(response):
    return b"".join(response) if response.streaming else response.content


def sealed(response):
    names = ("Cache-Control", "X-Content-Type-Options", "Content-Security-Policy")
    return tuple(response.headers[name] for name in names)


PUBLIC = ("public, max-age=300", "nosniff", "default-src 'none'; sandbox")
PRIVATE = ("private, no-store", "nosniff", "default-src 'none'; sandbox")


# --- Before who may: nothing ------------------------------------------------------------------


@pytest.mark.parametrize("headers", CONDITIONS, ids=str)
@pytest.mark.parametrize("method", ["get", "head", "post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("who", ["anonymous", "outsider"])
def test_the_outsider_gets_404_whatever_the_condition(client, internal, headers, method, who):
    if who == "outsider":
        client.force_login(actors.focal_point(InstitutionFactory()))
    response = ask(client, internal, method, **headers)
    assert (response.status_code, response.headers["Cache-Control"]) == (404, "private, no-store")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert not {"ETag", "Accept-Ranges", "Content-Range", "Last-Modified"} & set(response.headers)
    assert Opening.objects.count() == 0


def test_what_is_not_there_and_what_is_hidden_is_one_answer(client, internal):
    hidden = ask(client, internal)
    internal.public_id = "00000000-0000-4000-8000-000000000000"
    missing = ask(client, internal)
    bodies = {body(hidden), body(missing)}
    assert len({one.replace(b"data-dukung/", b"") for one in bodies}) == 1
    differing = {"X-Request-ID"}
    assert {k: v for k, v in hidden.headers.items() if k not in differing} == {
        k: v for k, v in missing.headers.items() if k not in differing
    }


def test_tombstone_answers_no_condition(client, public):
    etag = ask(client, public, "head").headers["ETag"]
    as_tombstone(public)
    assert ask(client, public, **{"If-None-Match": etag}).status_code == 404


# --- Headers ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Range": "bytes=0-9"}, 206),
        ({"Range": f"bytes={SIZE}-"}, 416),
        ({"If-Match": '"x"'}, 412),
    ],
)
def test_every_answer_on_an_internal_file_carries_the_headers_and_no_etag(
    client, internal, insider, headers, status
):
    response = ask(client, internal, **headers)
    assert (response.status_code, sealed(response)) == (status, PRIVATE)
    assert not {"ETag", "Last-Modified"} & set(response.headers)
    told = str(response.headers)
    assert [
        one for one in (internal.sha256, internal.derivative_sha256, "0123456789abcdef") if one in told
    ] == []
    body(response)


@pytest.mark.parametrize(
    ("headers", "status", "expected"),
    [
        ({}, 200, PUBLIC),
        ({"Range": "bytes=0-9"}, 206, PUBLIC),
        ({"If-None-Match": "*"}, 304, PUBLIC),
        ({"Range": f"bytes={SIZE}-"}, 416, PRIVATE),
        ({"If-Match": '"x"'}, 412, PRIVATE),
    ],
)
def test_every_answer_on_a_public_file_carries_the_headers(client, public, headers, status, expected):
    response = ask(client, public, **headers)
    assert (response.status_code, sealed(response)) == (status, expected)
    assert "Last-Modified" not in response.headers
    body(response)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_other_verbs_are_refused_to_who_may_open(client, internal, insider, method):
    response = ask(client, internal, method)
    assert (response.status_code, response.headers["Allow"], sealed(response)) == (405, "GET, HEAD", PRIVATE)


def test_head_tells_the_size_and_sends_nothing(client, internal, insider):
    response = ask(client, internal, "head", Range="bytes=0-9")
    assert (response.status_code, response.headers["Content-Length"], body(response)) == (200, str(SIZE), b"")
    assert response.headers["Content-Disposition"] == 'attachment; filename="laporan.pdf"'
    assert response.headers["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize(
    ("original", "disposition"),
    [
        ("laporan.pdf", 'attachment; filename="laporan.pdf"'),
        ("Lampiran “A”.pdf", "attachment; filename*=utf-8''Lampiran%20%E2%80%9CA%E2%80%9D.pdf"),
        ('a"; filename="b.exe', 'attachment; filename="a; filename=b.pdf"'),
        ("a\r\nX-Jahat: 1.pdf", 'attachment; filename="a X-Jahat 1.pdf"'),
        ("laporan\u202efdp.exe", 'attachment; filename="laporanfdp.pdf"'),
        ("a" * 251 + ".pdf", f'attachment; filename="{"a" * 196}.pdf"'),
        ("", 'attachment; filename="data-dukung.pdf"'),
    ],
)
@pytest.mark.parametrize("method", ["get", "head"])
def test_odd_names_leave_as_plain_ones(client, public, original, disposition, method):
    public.original_name = original
    public.save()
    response = ask(client, public, method)
    assert response.headers["Content-Disposition"] == disposition
    body(response)


# --- Ranges -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "part", "told"),
    [
        ("bytes=0-9", CONTENT[:10], f"bytes 0-9/{SIZE}"),
        ("bytes=100000-", CONTENT[100_000:], f"bytes 100000-{SIZE - 1}/{SIZE}"),
        ("bytes=-7", CONTENT[-7:], f"bytes {SIZE - 7}-{SIZE - 1}/{SIZE}"),
        (f"bytes=5-{SIZE * 2}", CONTENT[5:], f"bytes 5-{SIZE - 1}/{SIZE}"),
    ],
)
def test_a_range_is_that_part_of_the_file(client, internal, insider, asked, part, told):
    response = ask(client, internal, Range=asked)
    assert (response.status_code, response.headers["Content-Range"]) == (206, told)
    assert response.headers["Content-Length"] == str(len(part))
    assert body(response) == part


@pytest.mark.parametrize("asked", ["bytes=0-1,5-9", "lines=0-9", "bytes=9-5", "omong kosong"])
def test_what_is_no_single_range_gets_the_whole_file(client, internal, insider, asked):
    response = ask(client, internal, Range=asked)
    assert (response.status_code, body(response)) == (200, CONTENT)


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", "bytes=-0"])
def test_a_range_outside_the_file_is_refused_with_its_size(client, internal, insider, asked):
    response = ask(client, internal, Range=asked)
    assert (response.status_code, response.headers["Content-Range"]) == (416, f"bytes */{SIZE}")
    assert body(response) == b""


def test_a_broken_download_goes_on_where_it_stopped(client, public):
    first = ask(client, public)
    etag = first.headers["ETag"]
    pieces = [body(first)[:1234]]
    while sum(map(len, pieces)) < SIZE:
        start = sum(map(len, pieces))
        rest = ask(client, public, Range=f"bytes={start}-{start + 99_999}", **{"If-Range": etag})
        assert (rest.status_code, rest.headers["ETag"]) == (206, etag)
        pieces.append(body(rest))
    assert b"".join(pieces) == CONTENT
    assert told(public) == [(None, "file")]


@pytest.mark.parametrize("version", ['"other"', "Sun, 22 Nov 2026 08:00:00 GMT", "W/{etag}"])
def test_a_part_of_another_version_is_not_continued(client, public, version):
    etag = ask(client, public, "head").headers["ETag"]
    response = ask(client, public, Range="bytes=5-", **{"If-Range": version.format(etag=etag)})
    assert (response.status_code, body(response)) == (200, CONTENT)


# --- Conditions -------------------------------------------------------------------------------


@pytest.mark.parametrize("known", ["{etag}", "W/{etag}", '"other", {etag}', "*"])
@pytest.mark.parametrize("method", ["get", "head"])
def test_who_has_it_already_is_told_so(client, public, known, method):
    etag = ask(client, public, "head").headers["ETag"]
    response = ask(client, public, method, **{"If-None-Match": known.format(etag=etag)})
    assert (response.status_code, response.headers["ETag"], body(response)) == (304, etag, b"")
    assert Opening.objects.count() == 0


def test_the_etag_is_of_the_version_and_tells_nothing(client, public, settings):
    etag = ask(client, public, "head").headers["ETag"]
    assert etag == ask(client, public, "head").headers["ETag"]
    settings.SECRET_KEY = "another-key-another-key-another-key-another-key-another"
    assert ask(client, public, "head").headers["ETag"] != etag


def test_another_derivative_has_another_etag(client, public, settings):
    etag = ask(client, public, "head").headers["ETag"]
    public.derivative_name = "clean/other.pdf"
    (settings.EVIDENCE_ROOT / public.derivative_name).write_bytes(CONTENT)
    public.save()
    assert ask(client, public, "head").headers["ETag"] != etag


# --- Openings ---------------------------------------------------------------------------------


def told(evidence):
    return list(Opening.objects.filter(evidence=evidence).values_list("by__name", "part"))


def test_who_is_signed_in_is_named_and_who_is_not_stays_nameless(client, public, insider):
    body(ask(client, public))
    client.logout()
    body(ask(client, public))
    assert told(public) == [(None, "file"), (insider.name, "file")]


@pytest.mark.parametrize(
    ("method", "headers", "counted"),
    [
        ("get", {}, 1),
        ("get", {"Range": "bytes=0-"}, 1),
        ("get", {"Range": "bytes=0-9"}, 1),
        ("get", {"Range": "bytes=1-"}, 1),
        ("get", {"Range": "bytes=-5"}, 1),
        ("get", {"Range": f"bytes={SIZE}-"}, 0),
        ("get", {"If-None-Match": "*"}, 0),
        ("head", {}, 0),
        ("post", {}, 0),
    ],
)
def test_an_opening_counts_once_and_only_if_something_was_handed_over(
    client, public, method, headers, counted
):
    body(ask(client, public, method, **headers))
    assert len(told(public)) == counted


def test_who_resumes_opens_nothing_anew_and_who_never_began_does(client, internal, insider):
    body(ask(client, internal, Range="bytes=0-9"))
    body(ask(client, internal, Range="bytes=10-"))
    assert told(internal) == [(insider.name, "file")]
    Opening.objects.update(at=timezone.now() - timedelta(hours=2))
    body(ask(client, internal, Range="bytes=1-"))
    assert told(internal) == [(insider.name, "file")] * 2
    Opening.objects.update(by=None)
    body(ask(client, internal, Range="bytes=1-"))
    assert told(internal) == [(insider.name, "file"), (None, "file"), (None, "file")]


def test_a_link_that_is_followed_is_an_opening(client):
    link = LinkFactory(state=EvidenceState.PUBLISHED)
    response = ask(client, link)
    assert (response.status_code, response.headers["Referrer-Policy"], sealed(response)) == (
        302,
        "no-referrer",
        PUBLIC,
    )
    assert told(link) == [(None, "link")]


@pytest.fixture
def takes_no_writes():
    """The database as it is on a standby or a full disk."""
    sqlite = connection.vendor == "sqlite"
    with transaction.atomic():
        connection.cursor().execute(
            "PRAGMA query_only = ON" if sqlite else "SET LOCAL transaction_read_only = on"
        )
        yield
        transaction.set_rollback(True)
    if sqlite:
        connection.cursor().execute("PRAGMA query_only = OFF")


def test_what_is_public_opens_also_if_nothing_can_be_logged(client, public, takes_no_writes, caplog):
    assert body(ask(client, public)) == CONTENT
    assert [line.getMessage() for line in caplog.records if line.name == "evidence.actions.openings"] == [
        f"The opening of public proof {public.public_id} was not logged"
    ]


def test_what_is_internal_stays_closed_if_nothing_can_be_logged(client, internal, insider, takes_no_writes):
    response = ask(client, internal)
    assert (response.status_code, response.headers["Retry-After"], sealed(response)) == (503, "60", PRIVATE)
    assert CONTENT[:64] not in body(response)


def test_what_is_not_what_was_checked_is_handed_to_nobody(client, public, insider):
    Evidence.objects.filter(pk=public.pk).update(damage=Damage.CHANGED)
    assert ask(client, public).status_code == 404
    Evidence.objects.filter(pk=public.pk).update(damage="")
    assert body(ask(client, public)) == CONTENT


def test_openings_are_kept_for_400_days(public):
    now = timezone.now()
    for age in (KEPT - timedelta(seconds=1), KEPT + timedelta(seconds=1)):
        Opening.objects.create(evidence=public, at=now - age, part="file")
    assert (KEPT.days, forget_old_openings(now), Opening.objects.count()) == (400, 1, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_openings_are_told_by_person_in_one_query(public, insider, count, django_assert_num_queries):
    now = timezone.now()
    for hours in range(count):
        Opening.objects.create(evidence=public, at=now - timedelta(hours=hours), by=insider, part="file")
        Opening.objects.create(evidence=public, at=now - timedelta(days=1, hours=hours), part="copy")
    Opening.objects.create(evidence=LinkFactory(), at=now, by=insider, part="link")
    with django_assert_num_queries(1):
        assert opened_by(public) == (
            OpenedBy(insider.name, count, now),
            OpenedBy(None, count, now - timedelta(days=1)),
        )
