"""A file is announced before its bytes come: it stands on the report at once, for every device and colleague."""

import io
from base64 import b64encode
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from evidence.enums import EvidenceState, Visibility
from evidence.models import Evidence
from evidence.views.tus import BYTES
from renaksi.actions.updates import start_update, submit_update
from renaksi.enums import PeriodState, UpdateState
from renaksi.models import EvidenceItem, ProgressUpdate
from tests import actors
from tests.factories.evidence import PDF
from tests.factories.renaksi import MilestoneFactory, RequirementFactory
from tests.reporting import link

# Its actions and queries are tried on each kind of database by themselves.
pytestmark = pytest.mark.once

HALF = len(PDF) // 2
TYPED = {
    "step": "75",
    "narrative": "Enam desa menerbitkan dataset.",
    "challenges": ["funding"],
    "next_step": "x",
}


@pytest.fixture
def running(line):
    """The period runs now, whatever day it is."""
    today = timezone.localdate()
    line.period.opens_on, line.period.closes_on = today - timedelta(5), today + timedelta(5)
    line.period.verify_by = today + timedelta(20)
    line.period.save()
    return line


@pytest.fixture
def reporter(client, running):
    client.force_login(running.reporter)
    return client


def announce(client, line, *, size=None, version="1.0.0", milestone=None, verb="POST", **told):
    values = {"filename": "laporan.pdf", "requirement": str(line.requirement.pk), "key": "k1", **told}
    metadata = ",".join(f"{name} {b64encode(value.encode()).decode()}" for name, value in values.items())
    return client.generic(
        verb,
        reverse("workspace:upload", args=[line.period.pk, (milestone or line.milestone).pk]),
        headers={
            "Tus-Resumable": version,
            "Upload-Length": str(len(PDF) if size is None else size),
            "Upload-Metadata": metadata,
        },
    )


def patch(client, evidence, body, offset=0, **environment):
    return client.generic(
        "PATCH",
        reverse("evidence:upload", args=[evidence.public_id]),
        body,
        BYTES,
        headers={"Tus-Resumable": "1.0.0", "Upload-Offset": str(offset)},
        **environment,
    )


class SlowLine(io.BytesIO):
    """Calls `meanwhile` once, after the first piece was read."""

    def __init__(self, content, meanwhile):
        super().__init__(content)
        self.meanwhile = meanwhile

    def read(self, size=-1):
        if self.tell() and self.meanwhile:
            self.meanwhile = self.meanwhile()
        return super().read(size)


def test_who_loses_the_right_while_bytes_come_finishes_nothing(reporter, running):
    content = PDF + b" " * 200_000
    announce(reporter, running, size=len(content))
    evidence = Evidence.objects.get()
    line = SlowLine(
        content, lambda: User.objects.filter(pk=running.reporter.pk).update(is_active=False) and None
    )
    answer = patch(reporter, evidence, content, **{"wsgi.input": line})
    assert (answer.status_code, line.meanwhile) == (404, None)
    evidence.refresh_from_db()
    assert (evidence.state, evidence.receipt) == (EvidenceState.RECEIVING, "")


def open_report(client, line):
    return client.get(reverse("workspace:report", args=[line.period.pk, line.milestone.pk]))


def save(client, line, action="save", **fields):
    address = reverse("workspace:report", args=[line.period.pk, line.milestone.pk])
    return client.post(address, {"revision": 1, **TYPED, "action": action, **fields})


def answered(response):
    return response.status_code, response.content.decode()


def test_announced_file_begins_the_draft_and_is_attached_at_once(reporter, running):
    response = announce(reporter, running, title="Daftar hadir", internal="1")

    evidence = Evidence.objects.get()
    assert (response.status_code, response.headers["Location"]) == (
        201,
        f"/data-dukung/unggah/{evidence.public_id}/",
    )
    assert (evidence.state, evidence.title, evidence.visibility, evidence.announced_size) == (
        EvidenceState.RECEIVING,
        "Daftar hadir",
        Visibility.INTERNAL,
        len(PDF),
    )
    assert evidence.deadline_on == running.period.closes_on
    item = EvidenceItem.objects.get()
    assert (item.evidence, item.requirement, item.update.state) == (
        evidence,
        running.requirement,
        UpdateState.DRAFT,
    )


def test_same_key_is_the_same_upload(reporter, running):
    first = announce(reporter, running)
    patch(reporter, Evidence.objects.get(), PDF[:HALF])
    again = announce(reporter, running, title="Judul lain")

    assert again.headers["Location"] == first.headers["Location"]
    assert reporter.head(again.headers["Location"], headers={"Tus-Resumable": "1.0.0"}).headers[
        "Upload-Offset"
    ] == str(HALF)
    assert EvidenceItem.objects.count() == 1


@pytest.mark.parametrize("other", [{"key": "k2"}, {"requirement": "lain"}, {"internal": "1"}])
def test_other_place_or_openness_is_another_upload(reporter, running, other):
    first = announce(reporter, running)
    assert announce(reporter, running, **other).headers["Location"] != first.headers["Location"]


@pytest.mark.parametrize(
    ("told", "status", "sentence"),
    [
        ({"size": 11 * 2**20}, 413, "Berkas terlalu besar, paling banyak 10,0 MB."),
        ({"size": 0}, 422, "Berkas ini kosong (0 bita)."),
        ({"size": "banyak"}, 400, "Permintaan unggah ini tidak lengkap."),
        ({"filename": "pasang.exe"}, 415, "Jenis berkas .exe tidak diterima."),
        ({"filename": ""}, 415, "Nama berkas tidak berakhiran jenis"),
        ({"requirement": "4711"}, 400, "Syarat bukti ini tidak ada lagi."),
        ({"requirement": "9" * 5000}, 400, "Syarat bukti ini tidak ada lagi."),
        ({"requirement": "x'; --"}, 400, "Syarat bukti ini tidak ada lagi."),
        ({"version": "0.2.2"}, 412, "Versi protokol unggah ini tidak dikenal."),
    ],
)
def test_refused_file_is_a_sentence_and_leaves_nothing(reporter, running, told, status, sentence):
    response = announce(reporter, running, **told)
    assert response.status_code == status
    assert response.content.decode().startswith(sentence)
    assert (Evidence.objects.count(), ProgressUpdate.objects.count()) == (0, 0)


def test_metadata_that_is_no_base64_is_refused(reporter, running):
    address = reverse("workspace:upload", args=[running.period.pk, running.milestone.pk])
    told = {"Tus-Resumable": "1.0.0", "Upload-Length": "1", "Upload-Metadata": "filename ###"}
    assert reporter.post(address, headers=told).status_code == 400


def test_requirement_of_another_milestone_is_refused(reporter, running):
    foreign = RequirementFactory(milestone=MilestoneFactory())
    assert announce(reporter, running, requirement=str(foreign.pk)).status_code == 400


def test_full_quota_says_what_is_used_and_what_to_do(reporter, running, settings):
    settings.EVIDENCE_QUOTA_BYTES = len(PDF) - 1
    told = (
        f"Ruang simpan instansi Anda sudah terpakai 0 bita dari {len(PDF) - 1} bita, berkas {len(PDF)} bita ini "
        "tidak muat lagi. "
        "Perkecil berkas, kirim tautannya, atau minta sekretariat menambah ruang."
    )
    assert answered(announce(reporter, running)) == (413, told)


def test_closed_period_begins_no_report(reporter, running):
    running.period.state = PeriodState.CLOSED
    running.period.save()
    response = announce(reporter, running)
    assert response.status_code == 409
    assert response.content.decode().startswith("Masa pelaporan sudah ditutup.")


def test_report_that_was_sent_takes_no_more(reporter, running):
    announce(reporter, running)
    evidence = Evidence.objects.get()
    now = timezone.now()
    ProgressUpdate.objects.update(
        state=UpdateState.SUBMITTED,
        submitted_by=running.reporter,
        submitted_at=now,
        first_submitted_at=now,
        receipt="UJI-1",
    )

    for response in (announce(reporter, running, key="k2"), patch(reporter, evidence, PDF)):
        assert response.status_code == 409
        assert response.content.decode().startswith("Laporan ini sudah dikirim dan tidak dapat diubah.")
    evidence.refresh_from_db()
    assert evidence.state == EvidenceState.RECEIVING


@pytest.mark.parametrize("verb", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_outsider_finds_nothing(client, running, verb):
    client.force_login(running.outsider)
    assert announce(client, running, verb=verb).status_code == 404
    assert ProgressUpdate.objects.count() == 0


def test_right_that_is_taken_away_is_gone_with_the_next_piece(reporter, running):
    announce(reporter, running)
    evidence = Evidence.objects.get()
    running.reporter.memberships.all().delete()
    assert patch(reporter, evidence, PDF).status_code == 404
    assert evidence.institution.evidence.get().state == EvidenceState.RECEIVING


def test_request_without_the_form_s_token_is_refused(running):
    client = Client(enforce_csrf_checks=True)
    client.force_login(running.reporter)
    assert announce(client, running).status_code == 403


# --- On the report ----------------------------------------------------------------------------


def proof_on(response):
    (proof,) = [one for block in response.context["report"].requirements for one in block.proofs]
    return proof


def test_report_shows_how_far_the_file_is(reporter, running):
    announce(reporter, running)
    patch(reporter, Evidence.objects.get(), PDF[:HALF])

    response = open_report(reporter, running)

    proof = proof_on(response)
    assert (proof.code, proof.arrival.percent, proof.arrival.progress, proof.arrival.receipt) == (
        "receiving",
        100 * HALF // len(PDF),
        f"{HALF} bita dari {len(PDF)} bita sudah sampai.",
        "",
    )
    assert "Pilih berkas yang sama untuk melanjutkan." in response.content.decode()


def test_received_file_shows_its_receipt_time_and_fingerprint(reporter, running):
    announce(reporter, running)
    patch(reporter, Evidence.objects.get(), PDF)
    evidence = Evidence.objects.get()

    arrival = proof_on(open_report(reporter, running)).arrival
    assert (arrival.receipt, arrival.fingerprint, arrival.upload_url) == (
        evidence.receipt,
        evidence.sha256[:12],
        "",
    )
    assert arrival.received.endswith("WIB")


def test_report_is_not_sent_while_a_file_is_on_its_way(reporter, running):
    announce(reporter, running, title="Daftar hadir")
    response = save(reporter, running, "submit")

    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == [
        "“Daftar hadir” belum selesai diterima. Pilih berkas yang sama untuk melanjutkan, atau hapus."
    ]
    update = ProgressUpdate.objects.get()
    assert (update.state, update.step) == (UpdateState.DRAFT, 75)

    patch(reporter, Evidence.objects.get(), PDF)
    assert save(reporter, running, "submit", revision=update.revision).status_code == 302
    update.refresh_from_db()
    assert update.state == UpdateState.SUBMITTED


def test_file_on_its_way_counts_for_nothing_beside_a_link(running):
    update = start_update(
        milestone=running.milestone, period=running.period, by=running.reporter, at=timezone.now()
    )
    link(running, update)
    Evidence.objects.update(state=EvidenceState.RECEIVING)
    with pytest.raises(Exception, match="belum selesai diterima"):
        submit_update(update=update, by=running.reporter, at=timezone.now())


def test_file_on_its_way_can_be_removed_by_a_colleague(reporter, running, django_capture_on_commit_callbacks):
    announce(reporter, running)
    colleague = Client()
    colleague.force_login(actors.focal_point(running.institution))
    with django_capture_on_commit_callbacks(execute=True):
        save(colleague, running, detach=str(EvidenceItem.objects.get().pk))
    assert (EvidenceItem.objects.count(), Evidence.objects.count()) == (0, 0)


def test_cancelling_takes_the_item_too(reporter, running):
    announce(reporter, running)
    address = reverse("evidence:upload", args=[Evidence.objects.get().public_id])
    assert reporter.delete(address, headers={"Tus-Resumable": "1.0.0"}).status_code == 204
    assert (EvidenceItem.objects.count(), Evidence.objects.count()) == (0, 0)


def test_title_written_after_the_file_was_chosen_reaches_it(reporter, running):
    announce(reporter, running)
    patch(reporter, Evidence.objects.get(), PDF)
    prefix = f"bukti-{running.requirement.pk}"
    sent = {f"{prefix}-sent": [str(Evidence.objects.get().public_id), "rusak"]}
    save(reporter, running, **sent, **{f"{prefix}-title": "Daftar hadir", f"{prefix}-is_internal": "on"})

    evidence = Evidence.objects.get()
    assert (evidence.title, evidence.visibility) == ("Daftar hadir", Visibility.INTERNAL)


def test_title_reaches_nobody_else_s_file(reporter, running):
    announce(reporter, running)
    colleague = Client()
    colleague.force_login(actors.focal_point(running.institution))
    prefix = f"bukti-{running.requirement.pk}"
    sent = {f"{prefix}-sent": [str(Evidence.objects.get().public_id)]}
    save(colleague, running, **sent, **{f"{prefix}-title": "Diganti"})
    assert Evidence.objects.get().title == "laporan.pdf"
