"""What a takedown changes above the proof: no page says what it was, and it proves nothing any more."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import grant_role
from accounts.enums import Role
from accounts.models import User
from evidence.actions.takedown import take_down
from evidence.enums import EvidenceKind, EvidenceState, TakedownReason
from evidence.models import Evidence, Opening
from foundation.audit.models import AuditEntry
from renaksi.actions.refusals import ReviewRefused
from renaksi.actions.reviews import verify_update
from renaksi.enums import UpdateState
from renaksi.models import EvidenceItem, ProgressUpdate
from renaksi.queries.figures import figures_of
from renaksi.queries.guards import accepted_before, missing_for_submission
from tests import actors
from tests.assembled_reports import payload_text
from tests.factories.accounts import UserFactory
from tests.factories.renaksi import RequirementFactory, UpdateFactory
from tests.public_records import past_period, promise, proof, reported, running_plan, step_of, today

pytestmark = pytest.mark.django_db

CANARY = "Kenari-3171234567890123"


@pytest.fixture
def line() -> ProgressUpdate:
    """A verified report at 100 whose one proof answers the one requirement of its milestone."""
    milestone = step_of(promise(running_plan(slug="rencana"), slug="satu", number="1"), number="1")
    RequirementFactory(milestone=milestone, text="Berita acara", is_required=True)
    return reported(milestone, step=100, verified=100)


@pytest.fixture
def item(line: ProgressUpdate) -> EvidenceItem:
    found = proof(
        line, title=CANARY, kind=EvidenceKind.FILE, url="", original_name=f"{CANARY}.pdf", **_file()
    )
    found.requirement = line.milestone.requirements.get()
    found.save()
    return found


def _file() -> dict[str, object]:
    return {
        "size": 12,
        "sha256": "0" * 64,
        "stored_name": "quarantine/uji",
        "derivative_name": "clean/uji.pdf",
    }


def take(evidence: Evidence) -> Evidence:
    return take_down(
        evidence=evidence,
        reason=TakedownReason.PERSONAL_DATA,
        by=actors.secretariat_admin(),
        at=timezone.now(),
    )


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def staff() -> User:
    user = UserFactory()
    grant_role(user=user, role=Role.ADMIN, by=None)
    return User.objects.get(pk=user.pk)


# --- Who may still hold a copy --------------------------------------------------------------------


def opened(user: User, evidence: Evidence) -> tuple[str, ...]:
    address = reverse("workspace:takedown", args=[evidence.public_id])
    return signed_in(user).get(address).context["proof"].opened


def test_secretariat_reads_who_opened_it_and_everybody_else_how_often(
    line: ProgressUpdate, item: EvidenceItem
) -> None:
    reader, at = UserFactory(name="Rina Wulandari"), datetime(2026, 10, 5, 3, tzinfo=UTC)
    for by, hours in ((reader, 0), (reader, 2), (None, 1)):
        Opening.objects.create(evidence=item.evidence, by=by, at=at + timedelta(hours=hours), part="file")
    take(item.evidence)
    assert opened(staff(), item.evidence) == (
        "Rina Wulandari: 2 kali, terakhir 5 Okt 2026 12.00 WIB",
        "Pembaca tanpa akun: 1 kali, terakhir 5 Okt 2026 11.00 WIB",
    )
    assert opened(actors.verifier(line.milestone.commitment.plan), item.evidence) == ("3 kali",)


def test_what_nobody_opened_is_said_to_have_no_reader(item: EvidenceItem) -> None:
    take(item.evidence)
    assert opened(staff(), item.evidence) == ()


# --- Nothing says what it was --------------------------------------------------------------------


def pages(line: ProgressUpdate, evidence: Evidence) -> Iterator[tuple[Client, str]]:
    """Every page and file that may name a proof, as everybody who may read it."""
    plan = line.milestone.commitment.plan
    public = [
        reverse("plan", args=["rencana"]),
        line.milestone.commitment.get_absolute_url(),
        f"{reverse('commitment_list')}?q={CANARY[:6]}",
        f"{reverse('commitment_list')}?format=csv",
        reverse("institution", args=[line.institution.slug]),
        evidence.get_absolute_url(),
    ]
    own = [
        reverse("workspace:home"),
        reverse("workspace:update", args=[line.pk]),
        reverse("workspace:proof", args=[evidence.public_id]),
        reverse("workspace:takedown", args=[evidence.public_id]),
    ]
    listing, inspect = reverse("cms_evidence:index"), reverse("cms_evidence:inspect", args=[evidence.pk])
    cms = [listing, f"{listing}?q={CANARY[:6]}", f"{listing}?export=csv", f"{listing}?export=xlsx", inspect]
    yield from ((Client(), address) for address in public)
    for user in (actors.focal_point(line.institution), actors.verifier(plan)):
        yield from ((signed_in(user), address) for address in [*public, *own])
    admin = signed_in(staff())
    yield from ((admin, address) for address in [*public, *own, *cms])


def told(line: ProgressUpdate, evidence: Evidence) -> list[str]:
    """The addresses that name the canary, and `report` and `log` if those do."""
    found = []
    for client, address in pages(line, evidence):
        response = client.get(address)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        # A search says again what was searched for.
        if CANARY[6:].encode() in content or CANARY in str(response.headers):
            found.append(address)
    found += ["report"] * (CANARY in payload_text(line.milestone.commitment.plan, today=today()))
    return found + ["log"] * (CANARY in repr(list(AuditEntry.objects.values())))


def test_canary_is_everywhere_before_and_nowhere_after(line: ProgressUpdate, item: EvidenceItem):
    before = set(told(line, item.evidence))
    listing = reverse("cms_evidence:index")
    assert before >= {
        line.milestone.commitment.get_absolute_url(),
        reverse("workspace:update", args=[line.pk]),
        reverse("workspace:proof", args=[item.evidence.public_id]),
        reverse("workspace:takedown", args=[item.evidence.public_id]),
        listing,
        reverse("cms_evidence:inspect", args=[item.evidence_id]),
        "report",
    }
    stone = take(item.evidence)
    assert told(line, stone) == []


def test_reason_and_day_stand_in_its_place(line: ProgressUpdate, item: EvidenceItem):
    stone = take(item.evidence)
    reader = signed_in(actors.focal_point(line.institution))
    for address in (
        line.milestone.commitment.get_absolute_url(),
        reverse("workspace:update", args=[line.pk]),
        reverse("workspace:proof", args=[stone.public_id]),
    ):
        assert "memuat data pribadi." in reader.get(address).text, address


# --- It proves nothing any more ------------------------------------------------------------------


def milestone_of(line: ProgressUpdate, day):
    (found,) = figures_of(line.milestone.commitment_id, as_of=day).milestones
    return found


def test_milestone_is_complete_until_its_proof_is_taken_down(line: ProgressUpdate, item: EvidenceItem):
    assert milestone_of(line, today()).is_complete is True
    take(item.evidence)
    now = milestone_of(line, today())
    assert (now.is_complete, now.accepted_items) == (False, 0)
    # What a report of an earlier day said stays true of that day.
    assert milestone_of(line, today() - timedelta(days=1)).is_complete is True


def test_page_names_the_proof_that_is_missing_again(line: ProgressUpdate, item: EvidenceItem):
    address = line.milestone.commitment.get_absolute_url()
    missing = "Bukti yang kurang: Berita acara"
    assert Client().get(address).text.count(missing) == 0
    take(item.evidence)
    assert Client().get(address).text.count(missing) == 1


def test_later_report_cannot_lean_on_it(line: ProgressUpdate, item: EvidenceItem):
    plan = line.milestone.commitment.plan
    later = UpdateFactory(milestone=line.milestone, period=past_period(plan, code="B06"), step=100)
    assert accepted_before(later) == (item.requirement_id,)
    take(item.evidence)
    assert accepted_before(later) == ()
    assert "evidence_missing" in {problem.code for problem in missing_for_submission(later, today())}


def test_report_that_waits_is_not_verified_on_it(line: ProgressUpdate, item: EvidenceItem):
    line.reviews.all().delete()
    line.state = UpdateState.SUBMITTED
    line.save()
    take(item.evidence)
    judge = actors.verifier(line.milestone.commitment.plan)
    with pytest.raises(ReviewRefused) as refusal:
        verify_update(update=line, verified_step=100, by=judge, at=timezone.now())
    assert [problem.code for problem in refusal.value.problems] == ["accepted_evidence_missing"]


def test_desk_offers_no_verdict_on_a_tombstone(line: ProgressUpdate, item: EvidenceItem):
    line.state = UpdateState.SUBMITTED
    line.save()
    desk = signed_in(actors.verifier(line.milestone.commitment.plan))
    address = reverse("workspace:review", args=[line.pk])
    assert f"butir-{item.pk}-verdict" in desk.get(address).text
    take(item.evidence)
    assert f"butir-{item.pk}-verdict" not in desk.get(address).text
    assert desk.post(address, {"action": "save"}).status_code == 302


# --- The page that asks --------------------------------------------------------------------------


@pytest.fixture
def verifier(line: ProgressUpdate) -> Client:
    return signed_in(actors.verifier(line.milestone.commitment.plan))


def takedown_address(item: EvidenceItem) -> str:
    return reverse("workspace:takedown", args=[item.evidence.public_id])


def test_page_says_what_goes_and_what_it_costs(verifier: Client, item: EvidenceItem):
    page = verifier.get(takedown_address(item)).text
    for told in (
        CANARY,
        "Berkas asli, 12 bita",
        "Salinan bersih",
        "tidak dihitung lagi",
        "Turunkan sekarang",
    ):
        assert told in page


def test_link_to_it_stands_on_the_proof_for_who_may(
    verifier: Client, line: ProgressUpdate, item: EvidenceItem
):
    viewer = reverse("workspace:proof", args=[item.evidence.public_id])
    assert takedown_address(item) in verifier.get(viewer).text
    assert takedown_address(item) not in signed_in(actors.focal_point(line.institution)).get(viewer).text


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"note": "Surat 12/2026", "confirmed": "on"}, "Pilih alasannya"),
        ({"reason": "personal_data", "note": "Surat 12/2026"}, "Centang bahwa Anda mengerti"),
        (
            {"reason": "personal_data", "note": "NIK 3171234501900001", "confirmed": "on"},
            "Catatan ini sendiri tampak memuat NIK",
        ),
        ({"reason": "whim", "confirmed": "on"}, "Alasan:"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    verifier: Client, item: EvidenceItem, sent: dict[str, str], sentence: str
):
    response = verifier.post(takedown_address(item), sent)
    assert response.status_code == 422
    assert sentence in response.text
    assert sent.get("note", "") in response.text
    assert Evidence.objects.get(pk=item.evidence_id).state == EvidenceState.PUBLISHED


def test_takedown_ends_in_its_receipt(verifier: Client, item: EvidenceItem):
    sent = {"reason": "personal_data", "note": "Surat 12/2026", "confirmed": "on"}
    response = verifier.post(takedown_address(item), sent)
    assert (response.status_code, response.headers["Location"]) == (302, takedown_address(item))
    receipt = verifier.get(takedown_address(item)).text
    for told in ("memuat data pribadi.", "Surat 12/2026", "tidak dihitung lagi"):
        assert told in receipt
    assert "Turunkan sekarang" not in receipt
    again = verifier.post(takedown_address(item), {**sent, "reason": "other"}, follow=True)
    assert "Data dukung ini sudah diturunkan." in again.text


# --- Hints before the public ---------------------------------------------------------------------


@pytest.fixture
def held(item: EvidenceItem) -> EvidenceItem:
    """Accepted, but it looks as if it held an identity number."""
    Evidence.objects.filter(pk=item.evidence_id).update(
        state=EvidenceState.CLEAN,
        published_at=None,
        approved_at=timezone.now(),
        preview={"pages": [], "problem": "empty"},
        hints={"nik": 2},
    )
    return EvidenceItem.objects.get(pk=item.pk)


def publication_address(item: EvidenceItem) -> str:
    return reverse("workspace:proof_publication", args=[item.evidence.public_id])


def test_verifier_is_told_what_waits_and_the_public_is_not(
    verifier: Client, line: ProgressUpdate, held: EvidenceItem
):
    page = verifier.get(reverse("workspace:update", args=[line.pk])).text
    assert "Diterima, belum tayang: mungkin memuat data pribadi." in page
    public = Client().get(line.milestone.commitment.get_absolute_url()).text
    assert (CANARY in public, "belum tayang" in public) == (False, False)


def test_who_looked_lets_it_through(verifier: Client, held: EvidenceItem):
    answer = verifier.post(publication_address(held), {"action": "clear"}, follow=True)
    assert "Tercatat: bukan data pribadi. Bukti ini sekarang tayang." in answer.text
    assert Evidence.objects.get(pk=held.evidence_id).state == EvidenceState.PUBLISHED


def test_who_looked_keeps_it_internal(verifier: Client, held: EvidenceItem):
    answer = verifier.post(publication_address(held), {"action": "internal"}, follow=True)
    assert "Bukti ini sekarang internal" in answer.text
    found = Evidence.objects.get(pk=held.evidence_id)
    assert (found.state, found.visibility) == (EvidenceState.CLEAN, "internal")


def test_verifying_leads_to_what_waits(line: ProgressUpdate, held: EvidenceItem):
    line.reviews.all().delete()
    line.state = UpdateState.IN_REVIEW
    line.save()
    Evidence.objects.update(approved_at=None)
    desk = signed_in(actors.verifier(line.milestone.commitment.plan))
    sent = {"action": "verify", "verified_step": "100", f"butir-{held.pk}-verdict": "accepted"}
    answer = desk.post(reverse("workspace:review", args=[line.pk]), sent, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("workspace:update", args=[line.pk])
    assert "1 bukti belum tayang karena mungkin memuat data pribadi." in answer.text
    assert Evidence.objects.get(pk=held.evidence_id).state == EvidenceState.CLEAN
