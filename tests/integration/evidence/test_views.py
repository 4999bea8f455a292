from dataclasses import dataclass
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from evidence.actions.checking import check_received_file
from evidence.actions.receiving import receive_file
from evidence.enums import EvidenceState
from tests import actors
from tests.factories.evidence import PDF, FileFactory, as_tombstone, pdf_upload
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import ItemFactory, LinkFactory, UpdateFactory

pytestmark = pytest.mark.django_db


def address(evidence):
    return reverse("evidence:open", args=[evidence.public_id])


@dataclass
class Opened:
    status_code: int
    headers: dict[str, str]
    content: bytes


def opened(client, evidence):
    """Read to the end: that closes the file."""
    response = client.get(address(evidence))
    return Opened(response.status_code, dict(response.headers), b"".join(response.streaming_content))


def put_on_disk(evidence, settings, content=PDF):
    folder = settings.EVIDENCE_ROOT / "clean"
    folder.mkdir(parents=True)
    (folder / "uji.pdf").write_bytes(content)
    evidence.derivative_name = "clean/uji.pdf"
    evidence.content_type = "application/pdf"
    evidence.save()
    return evidence


@pytest.fixture
def update():
    return UpdateFactory()


@pytest.fixture
def internal(update, settings):
    """A clean file that proves the update, not published."""
    evidence = FileFactory(
        state=EvidenceState.CLEAN, institution=update.institution, original_name="laporan “akhir” ñ.pdf"
    )
    ItemFactory(update=update, evidence=evidence)
    return put_on_disk(evidence, settings)


@pytest.mark.parametrize("verb", ["get", "head", "post", "put", "delete"])
def test_anonymous_finds_nothing_that_is_not_published(client, internal, verb):
    assert getattr(client, verb)(address(internal)).status_code == 404


def test_outsider_finds_nothing(client, internal):
    client.force_login(actors.focal_point(InstitutionFactory()))
    assert client.get(address(internal)).status_code == 404


def test_stranger_to_the_plan_finds_nothing(client, internal):
    client.force_login(actors.verifier())
    assert client.get(address(internal)).status_code == 404


def test_editor_finds_nothing(client, internal):
    client.force_login(actors.editor())
    assert client.get(address(internal)).status_code == 404


def test_unknown_proof_is_not_found(client):
    assert client.get(reverse("evidence:open", args=[uuid4()])).status_code == 404


@pytest.mark.parametrize("who", ["focal_point", "approver", "verifier", "monitor", "admin"])
def test_who_has_to_do_with_it_gets_the_file(client, internal, update, who):
    plan = update.milestone.commitment.plan
    user = {
        "focal_point": lambda: actors.focal_point(update.institution),
        "approver": lambda: actors.approver(update.institution),
        "verifier": lambda: actors.verifier(plan),
        "monitor": lambda: actors.monitor(plan),
        "admin": actors.secretariat_admin,
    }[who]()
    client.force_login(user)

    assert opened(client, internal).content == PDF


def test_right_that_is_taken_away_is_gone_with_the_next_request(client, internal, update):
    user = actors.focal_point(update.institution)
    client.force_login(user)
    assert opened(client, internal).status_code == 200
    user.memberships.all().delete()
    assert client.get(address(internal)).status_code == 404


def test_file_leaves_as_an_attachment_that_runs_nothing(client, internal, update):
    client.force_login(actors.focal_point(update.institution))
    response = opened(client, internal)
    headers = response.headers

    assert headers["Content-Disposition"] == (
        "attachment; filename*=utf-8''laporan%20%E2%80%9Cakhir%E2%80%9D%20%C3%B1.pdf"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in headers
    assert internal.sha256 not in str(headers)


def test_published_file_is_open_to_everybody_and_may_be_cached(client, internal):
    internal.state = EvidenceState.PUBLISHED
    internal.save()

    response = opened(client, internal)

    assert response.content == PDF
    assert response.headers["Cache-Control"] == "public, max-age=300"


@pytest.mark.parametrize("state", [EvidenceState.QUARANTINED, EvidenceState.REJECTED])
def test_what_did_not_pass_the_check_opens_for_nobody(client, internal, state):
    internal.state = state
    internal.save()
    client.force_login(actors.secretariat_admin())
    assert client.get(address(internal)).status_code == 404


def test_tombstone_opens_for_nobody(client, internal):
    as_tombstone(internal)
    client.force_login(actors.secretariat_admin())
    assert client.get(address(internal)).status_code == 404


def test_bytes_as_received_never_leave(client, internal, settings, update):
    internal.derivative_name = ""
    internal.save()
    client.force_login(actors.focal_point(update.institution))
    assert client.get(address(internal)).status_code == 404


def test_published_link_leads_there(client):
    link = LinkFactory(state=EvidenceState.PUBLISHED, url="https://contoh.test/bukti?a=1")
    response = client.get(address(link))

    assert (response.status_code, response.headers["Location"]) == (302, "https://contoh.test/bukti?a=1")
    assert response.headers["Referrer-Policy"] == "no-referrer"


def test_internal_link_leads_nowhere_for_the_public(client):
    assert client.get(address(LinkFactory())).status_code == 404


def test_check_and_door_fit_together(client, update, settings):
    user = actors.focal_point(update.institution)
    evidence = receive_file(
        file=pdf_upload(), title="Bukti", institution=update.institution, by=user, at=timezone.now()
    )
    ItemFactory(update=update, evidence=evidence)
    client.force_login(user)
    assert client.get(address(evidence)).status_code == 404
    check_received_file(pk=evidence.pk, now=timezone.now())
    assert opened(client, evidence).content == PDF
