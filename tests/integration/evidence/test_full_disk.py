"""A disk that fills up or a database that goes away while a file arrives: a clear answer, and nothing half done."""

import errno
import os
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection
from django.test import Client

from evidence.actions.receiving import continue_file
from evidence.enums import EvidenceState
from evidence.models import Evidence
from evidence.storage.places import path_of
from evidence.uploads import UploadRefused
from tests.factories.accounts import UserFactory
from tests.factories.evidence import PDF
from tests.factories.institutions import InstitutionFactory
from tests.integration.evidence.arriving import NOW, announce, files_on_disk, receive
from tests.integration.evidence.test_tus import patch, told

pytestmark = pytest.mark.django_db

HALF = len(PDF) // 2


@pytest.fixture
def sender():
    return UserFactory()


@pytest.fixture
def agency():
    return InstitutionFactory()


@pytest.fixture
def client(sender):
    client = Client(raise_request_exception=False)
    client.force_login(sender, backend="django.contrib.auth.backends.ModelBackend")
    return client


@contextmanager
def no_space(monkeypatch, call, error=errno.ENOSPC):
    """The disk is full from this call of the operating system on."""

    def refuse(*_arguments, **_options):
        raise OSError(error, os.strerror(error))

    with monkeypatch.context() as patched:
        patched.setattr(os, call, refuse)
        yield


@pytest.fixture
def full_part():
    """The part lies on a device that is full, as Linux has one: every byte that is written is refused."""

    def put(evidence):
        path = path_of(evidence.part_name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to("/dev/full")
        return path

    return put


@pytest.mark.parametrize("call", ["fsync", "open"])
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EDQUOT])
def test_plain_form_on_a_full_disk_is_refused_and_leaves_nothing(
    sender, agency, monkeypatch, django_capture_on_commit_callbacks, call, error
):
    with (
        django_capture_on_commit_callbacks(execute=True),
        no_space(monkeypatch, call, error),
        pytest.raises(UploadRefused) as refusal,
    ):
        receive(sender, agency, idempotency_key="k1")

    assert refusal.value.code == "storage_full"
    assert (Evidence.objects.count(), files_on_disk()) == (0, {})
    assert receive(sender, agency, idempotency_key="k1").state == EvidenceState.QUARANTINED


def test_piece_that_finds_the_disk_full_is_refused(sender, agency, full_part):
    evidence = announce(sender, agency)
    full_part(evidence)
    with pytest.raises(UploadRefused) as refusal:
        continue_file(evidence=evidence, offset=0, pieces=[PDF], at=NOW)
    assert refusal.value.code == "storage_full"


def test_resumable_upload_hears_507_and_goes_on_when_there_is_space_again(sender, agency, client, full_part):
    evidence = announce(sender, agency)
    full = full_part(evidence)
    response = patch(client, evidence, PDF[:HALF])
    assert (response.status_code, "penuh" in response.content.decode().lower()) == (507, True)

    full.unlink()
    assert told(patch(client, evidence, PDF[:HALF]), "Upload-Offset") == (204, str(HALF))
    assert patch(client, evidence, PDF[HALF:], offset=HALF).status_code == 204
    evidence.refresh_from_db()
    assert evidence.state == EvidenceState.QUARANTINED


def test_last_piece_that_cannot_be_flushed_gives_no_receipt_and_stays(sender, agency, client, monkeypatch):
    evidence = announce(sender, agency)
    with no_space(monkeypatch, "fsync"):
        assert patch(client, evidence, PDF).status_code == 507
    evidence.refresh_from_db()
    assert (evidence.state, evidence.receipt) == (EvidenceState.RECEIVING, "")
    assert files_on_disk() == {evidence.part_name: PDF}

    assert patch(client, evidence, b"", offset=len(PDF)).status_code == 204
    evidence.refresh_from_db()
    assert evidence.receipt != ""


@contextmanager
def database_is_down():
    """Every query fails, as it does while the server restarts."""

    def refuse(*_arguments):
        raise OperationalError("the server closed the connection")

    with connection.execute_wrapper(refuse):
        yield


def test_database_that_is_down_answers_503_and_the_upload_goes_on_afterwards(sender, agency, client):
    evidence = announce(sender, agency)
    assert patch(client, evidence, PDF[:HALF]).status_code == 204

    with database_is_down():
        response = patch(client, evidence, PDF[HALF:], offset=HALF)
        page = client.get("/")
    assert [(one.status_code, one.headers["Retry-After"]) for one in (response, page)] == [(503, "60")] * 2

    assert files_on_disk() == {evidence.part_name: PDF[:HALF]}
    assert patch(client, evidence, PDF[HALF:], offset=HALF).status_code == 204
    evidence.refresh_from_db()
    assert evidence.state == EvidenceState.QUARANTINED
