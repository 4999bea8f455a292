"""The resumable upload, header by header (tus 1.0.0): only its sender sees it, nothing is written at a wrong place."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.urls import reverse

from evidence import holders
from evidence.enums import EvidenceState
from evidence.models import Evidence
from evidence.views.tus import BYTES
from evidence.views.uploads import upload as upload_view
from tests.factories.accounts import UserFactory
from tests.factories.evidence import PDF, FileFactory
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import LinkFactory
from tests.integration.evidence.arriving import announce, files_on_disk, receive

HALF = len(PDF) // 2
VERBS = ("HEAD", "PATCH", "DELETE", "OPTIONS", "GET", "POST", "PUT")

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def sender():
    return UserFactory()


@pytest.fixture
def evidence(sender):
    return announce(sender, InstitutionFactory())


@pytest.fixture
def client(sender):
    client = Client()
    client.force_login(sender, backend="django.contrib.auth.backends.ModelBackend")
    return client


def ask(client, verb, evidence, body=b"", content_type=BYTES, **headers):
    told = {
        "Tus-Resumable": "1.0.0",
        **{name.replace("_", "-"): str(value) for name, value in headers.items()},
    }
    address = reverse("evidence:upload", args=[evidence.public_id])
    # Django's client leaves the type out of a request without a body.
    return client.generic(verb, address, body, headers=told, CONTENT_TYPE=content_type)


def patch(client, evidence, body, offset=0, **headers):
    return ask(client, "PATCH", evidence, body, Upload_Offset=offset, **headers)


def told(response, *names):
    return (response.status_code, *(response.headers.get(name) for name in names))


def test_options_tell_what_the_server_can_do(client, evidence):
    response = ask(client, "OPTIONS", evidence)
    assert told(response, "Tus-Resumable", "Tus-Version", "Tus-Extension", "Tus-Max-Size") == (
        204,
        "1.0.0",
        "1.0.0",
        "creation,termination",
        str(10 * 1024 * 1024),
    )


def test_head_tells_how_far_it_is(client, evidence):
    assert told(ask(client, "HEAD", evidence), "Upload-Offset", "Upload-Length", "Cache-Control") == (
        200,
        "0",
        str(len(PDF)),
        "no-store",
    )
    patch(client, evidence, PDF[:HALF])
    assert told(ask(client, "HEAD", evidence), "Upload-Offset", "Upload-Receipt") == (200, str(HALF), None)


def test_pieces_become_a_file_with_a_receipt(client, evidence):
    first = patch(client, evidence, PDF[:HALF])
    assert told(first, "Upload-Offset", "Upload-Receipt") == (204, str(HALF), None)

    last = patch(client, evidence, PDF[HALF:], HALF)

    evidence.refresh_from_db()
    assert evidence.state == EvidenceState.QUARANTINED
    assert told(last, "Upload-Offset", "Upload-Receipt") == (204, str(len(PDF)), evidence.receipt)
    assert files_on_disk() == {evidence.stored_name: PDF}


def test_finished_upload_goes_on_telling_its_receipt(client, sender):
    received = receive(sender, InstitutionFactory())
    for response in (ask(client, "HEAD", received), patch(client, received, b"", len(PDF))):
        assert told(response, "Upload-Offset", "Upload-Receipt")[1:] == (str(len(PDF)), received.receipt)
    assert told(patch(client, received, PDF), "Upload-Offset") == (409, str(len(PDF)))
    assert ask(client, "DELETE", received).status_code == 409
    assert files_on_disk() == {received.stored_name: PDF}


@pytest.mark.parametrize("verb", ["HEAD", "PATCH"])
def test_whole_part_of_a_dead_process_is_finished(client, evidence, verb, settings):
    part = settings.EVIDENCE_ROOT / evidence.part_name
    part.parent.mkdir(parents=True)
    part.write_bytes(PDF)

    response = ask(client, verb, evidence, Upload_Offset=len(PDF))

    evidence.refresh_from_db()
    assert evidence.receipt
    assert response.headers["Upload-Receipt"] == evidence.receipt


@pytest.mark.parametrize("offset", [HALF - 1, HALF + 1, 0, 2**62])
def test_wrong_offset_is_refused_and_the_right_one_told(client, evidence, offset):
    patch(client, evidence, PDF[:HALF])
    assert told(patch(client, evidence, b"x", offset), "Upload-Offset") == (409, str(HALF))
    assert files_on_disk() == {evidence.part_name: PDF[:HALF]}


@pytest.mark.parametrize("offset", ["", "-1", "1.5", "satu", "٣", "9" * 40])
def test_offset_that_is_no_number_is_refused(client, evidence, offset):
    assert patch(client, evidence, b"x", offset).status_code == 400
    assert files_on_disk() == {}


def test_wrong_content_type_is_refused(client, evidence):
    response = ask(client, "PATCH", evidence, PDF, "application/octet-stream", Upload_Offset=0)
    assert response.status_code == 415
    assert files_on_disk() == {}


@pytest.mark.parametrize("verb", ["HEAD", "PATCH", "DELETE"])
@pytest.mark.parametrize("version", ["", "0.2.2", "2.0.0"])
def test_other_version_is_refused(client, evidence, verb, version):
    response = ask(client, verb, evidence, Upload_Offset=0, Tus_Resumable=version)
    assert told(response, "Tus-Resumable") == (412, "1.0.0")
    assert Evidence.objects.count() == 1


def test_more_than_announced_is_refused_before_it_is_read(client, evidence):
    response = patch(client, evidence, PDF + b"x")
    assert response.status_code == 413
    assert response.content.decode().startswith("Berkas ini lebih besar daripada saat mulai dikirim")
    assert files_on_disk() == {}


def test_full_quota_is_told_at_the_end(client, evidence, settings):
    settings.EVIDENCE_QUOTA_BYTES = 1
    response = patch(client, evidence, PDF)
    assert response.status_code == 413
    assert response.content.decode().startswith(
        "Ruang simpan instansi Anda sudah terpakai 0 bita dari 1 bita"
    )


def test_delete_gives_it_up(client, evidence, django_capture_on_commit_callbacks):
    patch(client, evidence, PDF[:HALF])
    with django_capture_on_commit_callbacks(execute=True):
        assert ask(client, "DELETE", evidence).status_code == 204
    assert (Evidence.objects.count(), files_on_disk()) == (0, {})
    assert ask(client, "HEAD", evidence).status_code == 404


@pytest.mark.parametrize("verb", ["GET", "POST", "PUT"])
def test_other_verbs_are_not_allowed(client, evidence, verb):
    response = ask(client, verb, evidence)
    assert told(response, "Allow") == (405, "HEAD, PATCH, DELETE, OPTIONS")


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_else_finds_it(evidence, verb):
    stranger = Client()
    assert ask(stranger, verb, evidence, Upload_Offset=0).status_code == 404
    stranger.force_login(UserFactory(is_superuser=True), backend="django.contrib.auth.backends.ModelBackend")
    assert ask(stranger, verb, evidence, PDF, Upload_Offset=0).status_code == 404
    assert files_on_disk() == {}


@pytest.mark.parametrize("verb", VERBS)
def test_links_and_tombstones_are_no_uploads(client, sender, verb):
    for other in (
        LinkFactory(uploader=sender),
        FileFactory(uploader=sender, state=EvidenceState.TAKEN_DOWN),
    ):
        assert ask(client, verb, other, Upload_Offset=0).status_code == 404


@pytest.mark.parametrize("verb", ["PATCH", "DELETE"])
def test_request_without_the_form_s_token_is_refused(sender, evidence, verb):
    client = Client(enforce_csrf_checks=True)
    client.force_login(sender, backend="django.contrib.auth.backends.ModelBackend")
    assert ask(client, verb, evidence, PDF, Upload_Offset=0).status_code == 403
    assert files_on_disk() == {}
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize("verb", ["HEAD", "PATCH", "DELETE"])
@pytest.mark.parametrize(
    ("problem", "status"), [(holders.UploadClosed("Sudah dikirim."), 409), (PermissionDenied, 404)]
)
def test_what_it_belongs_to_has_the_last_word(client, evidence, monkeypatch, verb, problem, status):
    def check(_evidence, _by):
        raise problem

    monkeypatch.setattr(holders, "_holders", [holders.Holder(check, lambda _evidence, _by: None)])
    response = ask(client, verb, evidence, PDF, Upload_Offset=0)
    assert response.status_code == status
    assert files_on_disk() == {}


def test_line_that_breaks_inside_a_piece_keeps_what_arrived(sender, evidence):
    """As the web server tells it: reading the body raises after the bytes that came."""

    class BrokenLine:
        left = [PDF[:10], PDF[10:20]]

        def read(self, *_size):
            if self.left:
                return self.left.pop(0)
            raise ConnectionResetError

    request = RequestFactory().generic(
        "PATCH", "/", b"x", BYTES, headers={"Tus-Resumable": "1.0.0", "Upload-Offset": "0"}
    )
    request.user = sender
    request.META["CONTENT_LENGTH"] = str(len(PDF))
    request._stream = BrokenLine()

    response = upload_view(request, evidence.public_id)

    assert told(response, "Upload-Offset") == (204, "20")
    assert files_on_disk() == {evidence.part_name: PDF[:20]}
