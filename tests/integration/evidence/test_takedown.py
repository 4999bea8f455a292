"""What is left of a proof that was taken down: a tombstone with its reason, and not a byte."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from evidence.actions.takedown import TakedownRefused, remove_files, take_down
from evidence.enums import EvidenceState, LinkState, TakedownReason
from evidence.models import Evidence, FileToRemove, LinkVisit
from evidence.queries.publication import tombstone_of
from evidence.storage.parts import final_name
from evidence.tasks import remove_leftovers
from foundation.audit.queries import entries_for
from foundation.jobs.leases import release, take_lease
from tests import actors
from tests.factories.accounts import UserFactory
from tests.factories.evidence import FileFactory
from tests.factories.renaksi import ItemFactory, LinkFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
CANARY = "3171234567890123"
NAMES = ("quarantine/asli", "clean/turunan.pdf", "preview/lembar/1.webp", "preview/lembar/teks.txt")


@pytest.fixture
def leaked():
    """A published file with its preview; every field that can hold what the sender wrote holds the canary."""
    for name in NAMES:
        path = settings.EVIDENCE_ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(CANARY.encode())
    return FileFactory(
        title=f"KTP {CANARY}",
        original_name=f"{CANARY}.pdf",
        state=EvidenceState.PUBLISHED,
        published_at=NOW,
        stored_name="quarantine/asli",
        derivative_name="clean/turunan.pdf",
        derivative_sha256="1" * 64,
        preview_name="preview/lembar",
        preview={"pages": [{"text": CANARY}]},
        hints={"nik": 1},
        state_reason=CANARY,
        last_error=CANARY,
    )


@pytest.fixture
def admin():
    return actors.secretariat_admin()


def files_left():
    root = settings.EVIDENCE_ROOT
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def values_of(evidence):
    return [str(value) for value in Evidence.objects.filter(pk=evidence.pk).values_list().get()]


def taken_down(evidence, by, **fields):
    values = {"reason": TakedownReason.PERSONAL_DATA, "by": by, "at": NOW, **fields}
    return take_down(evidence=evidence, **values)


def test_nothing_is_left_but_the_tombstone(leaked, admin, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        taken_down(leaked, admin, note="Diminta pemilik data")

    assert files_left() == []
    assert FileToRemove.objects.count() == 0
    assert [value for value in values_of(leaked) if CANARY in value] == []
    stone = Evidence.objects.get(pk=leaked.pk)
    assert (stone.state, stone.title, stone.taken_down_by, stone.taken_down_at) == (
        EvidenceState.TAKEN_DOWN,
        "Data dukung diturunkan",
        admin,
        NOW,
    )
    assert (stone.preview, stone.hints, stone.takedown_note) == ({}, {}, "Diminta pemilik data")
    assert stone.sha256 == leaked.sha256
    assert tombstone_of(stone) == "Diturunkan 22 Nov 2026: memuat data pribadi."


def test_log_tells_the_reason_and_no_more(leaked, admin):
    taken_down(leaked, admin, note="Pemilik data menelepon")
    entry = entries_for(leaked).first()
    assert (entry.action, entry.actor, entry.data) == (
        "evidence.taken_down",
        admin,
        {"reason": "personal_data", "was": "published"},
    )


def test_crash_right_after_the_commit_leaves_names_for_the_sweep(leaked, admin):
    """As if the process died before what happens on commit."""
    taken_down(leaked, admin)
    assert files_left() == sorted(NAMES)
    assert sorted(FileToRemove.objects.values_list("name", flat=True)) == [
        "clean/turunan.pdf",
        "preview/lembar",
        "quarantine/asli",
    ]

    assert remove_leftovers(NOW) == 3
    assert files_left() == []
    assert remove_leftovers(NOW) == 0


def test_disk_that_refuses_does_not_undo_the_takedown(leaked, admin, django_capture_on_commit_callbacks):
    quarantine = settings.EVIDENCE_ROOT / "quarantine"
    (quarantine / "asli").unlink()
    quarantine.rmdir()
    quarantine.write_bytes(b"not a folder")
    with django_capture_on_commit_callbacks(execute=True):
        taken_down(leaked, admin)

    assert Evidence.objects.get(pk=leaked.pk).state == EvidenceState.TAKEN_DOWN
    assert list(FileToRemove.objects.values_list("name", flat=True)) == ["quarantine/asli"]
    with pytest.raises(NotADirectoryError):
        remove_files()
    quarantine.unlink()
    assert remove_files() == 1


def test_copies_of_a_link_go_with_it(admin, django_capture_on_commit_callbacks):
    link = LinkFactory(title=CANARY, url=f"https://contoh.test/{CANARY}")
    copy = settings.EVIDENCE_ROOT / "links" / "salinan"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(CANARY.encode())
    LinkVisit.objects.create(
        evidence=link,
        at=NOW,
        state=LinkState.REACHABLE,
        final_url=f"https://contoh.test/{CANARY}",
        copy_name="links/salinan",
    )
    with django_capture_on_commit_callbacks(execute=True):
        taken_down(link, admin, reason=TakedownReason.RIGHTS)

    assert files_left() == []
    assert [value for value in values_of(link) if CANARY in value] == []
    visit = LinkVisit.objects.get()
    assert (visit.copy_name, visit.final_url) == ("", "")


@pytest.mark.parametrize("is_at_rest", [False, True], ids=["still arriving", "at rest, not yet recorded"])
def test_what_is_still_arriving_can_go_too(admin, django_capture_on_commit_callbacks, is_at_rest):
    arriving = FileFactory(state=EvidenceState.RECEIVING, stored_name="", sha256="", size=None)
    name = final_name(arriving) if is_at_rest else arriving.part_name
    part = settings.EVIDENCE_ROOT / name
    part.parent.mkdir(parents=True)
    part.write_bytes(b"separuh")
    with django_capture_on_commit_callbacks(execute=True):
        taken_down(arriving, admin)
    assert files_left() == []


def test_worker_that_still_reads_it_stores_nothing(leaked, admin):
    at_work = take_lease(Evidence, leaked.pk, now=NOW, seconds=60)
    taken_down(leaked, admin)
    assert release(at_work) is False


def test_second_takedown_is_refused_and_keeps_the_first_reason(leaked, admin):
    taken_down(leaked, admin)
    with pytest.raises(TakedownRefused, match="sudah diturunkan"):
        taken_down(leaked, admin, reason=TakedownReason.OTHER)
    assert Evidence.objects.get(pk=leaked.pk).takedown_reason == TakedownReason.PERSONAL_DATA


def test_verifier_of_the_plan_need_not_wait_for_the_secretariat(leaked):
    item = ItemFactory(evidence=leaked)
    taken_down(leaked, actors.verifier(item.update.milestone.commitment.plan))
    assert Evidence.objects.get(pk=leaked.pk).state == EvidenceState.TAKEN_DOWN


def test_nobody_else_takes_it_down(leaked):
    item = ItemFactory(evidence=leaked)
    institution = item.update.institution
    others = [
        UserFactory(),
        leaked.uploader,
        actors.editor(),
        actors.focal_point(institution),
        actors.approver(institution),
        actors.monitor(item.update.milestone.commitment.plan),
        actors.verifier(),
        actors.secretariat_admin(),
    ]
    others[-1].is_active = False
    for person in others:
        with pytest.raises(PermissionDenied):
            taken_down(leaked, person)
    assert Evidence.objects.get(pk=leaked.pk).state == EvidenceState.PUBLISHED
    assert files_left() == sorted(NAMES)


@pytest.mark.parametrize("field", ["original_name", "url", "stored_name", "derivative_name", "preview_name"])
def test_database_refuses_a_tombstone_that_still_names_something(leaked, admin, field):
    taken_down(leaked, admin)
    with pytest.raises(IntegrityError):
        Evidence.objects.filter(pk=leaked.pk).update(**{field: "sisa"})
