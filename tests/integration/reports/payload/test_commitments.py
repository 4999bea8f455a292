"""What a report says of one commitment: the same as its public page, with proof and changes."""

from datetime import datetime

import pytest

from evidence.enums import EvidenceState, Visibility
from renaksi.enums import CompletionStatus, PartnerRole
from renaksi.models import (
    ActionPlan,
    Amendment,
    CompletionDecision,
    IndependentNote,
    Milestone,
    Partnership,
    ProgressUpdate,
)
from reports.document import Changes, EvidenceList, Facts, Milestones, Paragraph, State, Verdicts, blocks
from reports.document.blocks import Change
from tests.assembled_reports import (
    block,
    commitment,
    edition,
    facts,
    part,
    rows,
)
from tests.factories.accounts import UserFactory
from tests.factories.evidence import FileFactory
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import RequirementFactory, UpdateFactory
from tests.integration.reports.conftest import VERIFIED, accept, amend, verify

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LATER = VERIFIED.replace(year=2022)
PUBLISHED = "a" * 64


def milestone(plan: ActionPlan, number: str, place: int = 0, **wanted: object) -> blocks.Milestone:
    return block(commitment(plan, number, **wanted), Milestones).milestones[place]


def test_facts_lead_to_whole_addresses(plan: ActionPlan):
    Partnership.objects.create(
        commitment=plan.commitments.get(number="1"),
        institution=InstitutionFactory(name="Mitra kedua"),
        role=PartnerRole.RELATED,
    )
    box = block(commitment(plan, "1"), Facts)
    related = next(fact for fact in box.facts if fact.term == "Instansi terkait")
    assert [str(value.text) for value in related.values] == ["Mitra 1", "Mitra kedua"]
    assert all(value.url.startswith("http") and "/instansi/" in value.url for value in related.values)


def test_milestone_tells_what_was_verified_and_what_holds_it_back(plan: ActionPlan):
    found = milestone(plan, "1")
    assert (found.proven, found.verified, found.claimed) == (
        "50 %",
        "50 — berjalan, B09 2020, 5 Okt 2020",
        "75 — hampir selesai, B09 2020, 1 Okt 2020",
    )
    assert (found.measure, found.target, found.word) == ("Ukuran anggaran terbit", "tahap 0–100", "Terlambat")
    assert (found.narrative, found.challenges, found.next_step) == (
        "Perkembangan Anggaran terbit",
        "Anggaran: Anggaran belum cair",
        "Melatih operator desa",
    )


def test_report_that_waits_for_its_verdict_is_a_claim_only(plan: ActionPlan):
    found = milestone(plan, "2")
    assert (found.proven, found.verified, found.narrative, found.next_step) == ("", "belum ada bukti", "", "")
    assert found.claimed.startswith("25 — persiapan")


def test_days_of_waiting_stand_apart_from_days_late(plan: ActionPlan):
    late = plan.commitments.get(number="1").milestones.first()
    late.updates.update(blocked_by=InstitutionFactory(name="Kementerian Uji"), blocked_since=VERIFIED.date())
    found = milestone(plan, "1", period=plan.periods.get())
    assert (found.late, found.blocked_days) == ("terlambat 123 hari", "26 hari menunggu instansi lain")
    assert found.blocked_by == "menurut laporan B09 2020, menunggu Kementerian Uji sejak 5 Okt 2020, 26 hari"
    assert facts(commitment(plan, "1", period=plan.periods.get()))["Menunggu pihak lain"] == ("26 hari",)


def test_proof_that_is_missing_is_named(plan: ActionPlan):
    RequirementFactory(milestone=plan.commitments.get(number="1").milestones.last(), text="Berita acara")
    assert milestone(plan, "1", 1).missing == ("Berita acara",)


def test_proof_that_came_later_was_missing_then(plan: ActionPlan):
    done = plan.commitments.get(number="1").milestones.last()
    item = accept(done.updates.get(), "Menyusul", at=LATER)
    item.requirement = RequirementFactory(milestone=done, text="Berita acara")
    item.save()
    assert milestone(plan, "1", 1, period=plan.periods.get()).missing == ("Berita acara",)
    assert milestone(plan, "1", 1).missing == ()


def test_evidence_is_numbered_through_the_whole_report(plan: ActionPlan):
    second = plan.commitments.get(number="2").milestones.get().updates.get()
    accept(verify(second, step=25), "Notula")
    found = edition(plan)
    listed = [block(part(found, f"komitmen-{number}"), EvidenceList).entries for number in ("1", "2")]
    assert [[(one.number, one.title) for one in entries] for entries in listed] == [
        [(1, "Berita acara portal")],
        [(2, "Notula")],
    ]
    assert block(part(found, "komitmen-2"), Milestones).milestones[0].evidence == (2,)
    assert rows(found, "evidence", "number", "title") == [(1, "Berita acara portal"), (2, "Notula")]


def test_one_proof_of_two_milestones_has_one_number(plan: ActionPlan):
    first, second = plan.commitments.get(number="1").milestones.all()
    item = second.updates.get().items.get()
    item.pk, item.update = None, first.updates.get()
    item.save()
    found = edition(plan)
    entries = block(part(found, "komitmen-1"), EvidenceList).entries
    assert [(one.number, one.milestone) for one in entries] == [(1, "Anggaran terbit; Portal berjalan")]
    assert len(rows(found, "evidence", "key")) == 1


def test_fingerprint_is_of_the_file_that_everybody_downloads(plan: ActionPlan):
    update = plan.commitments.get(number="1").milestones.last().updates.get()
    item = accept(update, "Tautan")
    item.evidence = FileFactory(
        institution=update.institution,
        state=EvidenceState.PUBLISHED,
        sha256="b" * 64,
        derivative_name="terbit/uji.pdf",
        derivative_sha256=PUBLISHED,
    )
    item.save()
    found = edition(plan)
    link, file = block(part(found, "komitmen-1"), EvidenceList).entries
    assert (link.sha256, link.kind, file.sha256, file.kind) == ("", "Tautan", PUBLISHED, "PDF")
    assert rows(found, "evidence", "sha256") == [(None,), (PUBLISHED,)]


def test_evidence_that_was_accepted_later_is_not_listed(plan: ActionPlan):
    accept(plan.commitments.get(number="1").milestones.last().updates.get(), "Diterima kemudian", at=LATER)
    then = block(commitment(plan, "1", period=plan.periods.get()), EvidenceList)
    assert [entry.title for entry in then.entries] == ["Berita acara portal"]
    assert [entry.number for entry in block(commitment(plan, "1"), EvidenceList).entries] == [1, 2]


def test_internal_evidence_is_counted_but_not_named(plan: ActionPlan):
    update = plan.commitments.get(number="1").milestones.last().updates.get()
    accept(update, "Rahasia", state=EvidenceState.CLEAN, visibility=Visibility.INTERNAL)
    found = edition(plan)
    row = block(part(found, "komitmen-1"), Milestones).milestones[1]
    assert (row.evidence, row.internal, row.accepted) == ((1,), "1 butir tidak untuk umum", "2 butir")
    assert rows(found, "evidence", "title") == [("Berita acara portal",)]


def test_moved_deadline_keeps_its_original_and_its_reason(plan: ActionPlan):
    amend(plan.commitments.get(number="1").milestones.first())
    found = edition(plan)
    section = part(found, "komitmen-1")
    assert block(section, Milestones).milestones[0].original_due == "Mar 2020"
    changed = Change("Anggaran terbit", "Tenggat", "5 Okt 2020", "Mar 2020", "30 Jun 2020", "Lelang diulang")
    assert block(section, Changes).changes == (changed,)
    assert rows(found, "milestones", "due", "original_due")[0] == ("2020-06-30", "2020-03")
    assert rows(found, "changes", "commitment", "date", "old", "new") == [
        ("1", "2020-10-05", "Mar 2020", "30 Jun 2020")
    ]


def test_change_after_the_day_of_the_data_is_not_told(plan: ActionPlan):
    amendment = amend(plan.commitments.get(number="1").milestones.first())
    Amendment.objects.filter(pk=amendment.pk).update(at=LATER)
    then = edition(plan, period=plan.periods.get())
    section = part(then, "komitmen-1")
    assert [one for one in section.blocks if isinstance(one, Changes)] == []
    assert block(section, Milestones).milestones[0].due == "Mar 2020"
    assert rows(then, "changes", "key") == []


def corrected(plan: ActionPlan, at: datetime) -> None:
    """Half of what the first report claimed, verified again at that time."""
    old = ProgressUpdate.objects.filter(milestone=Milestone.objects.get(title="Anggaran terbit")).get()
    ProgressUpdate.objects.filter(pk=old.pk).update(is_current=False, superseded_at=at)
    new = UpdateFactory(
        milestone=old.milestone,
        period=old.period,
        step=25,
        version=2,
        submitted_at=at,
        submitted_by=old.submitted_by,
        corrects=old,
        correction_reason="Dua kali terhitung",
    )
    verify(new, step=25, at=at)


def test_correction_tells_old_new_and_reason_from_its_day_on(plan: ActionPlan):
    corrected(plan, LATER)
    told = block(commitment(plan, "1"), Changes).changes[0]
    assert (told.field, told.old, told.new, told.reason) == (
        "Laporan dikoreksi, B09 2020",
        "50 — berjalan (terverifikasi 5 Okt 2020)",
        "25 — persiapan",
        "Dua kali terhitung",
    )
    assert rows(edition(plan, period=plan.periods.get()), "changes", "key") == []


def decide(plan: ActionPlan, status: CompletionStatus, reason: str, at: datetime) -> CompletionDecision:
    first = plan.commitments.get(number="1")
    return CompletionDecision.objects.create(
        commitment=first, status=status, reason=reason, by=UserFactory(), at=at
    )


def test_decision_stands_beside_what_the_figures_propose(plan: ActionPlan):
    decide(plan, CompletionStatus.LIMITED, "Portal belum dipakai.", VERIFIED)
    decide(plan, CompletionStatus.NOT_STARTED, "Dihentikan.", LATER)
    then = edition(plan, period=plan.periods.get())
    section = part(then, "komitmen-1")
    verified = block(section, Verdicts).verified
    assert verified is not None
    assert (section.state, verified.code) == (State("limited", "Terbatas"), "limited")
    assert str(verified.note).endswith(
        "Menurut hitungan: Substansial. Diputuskan sekretariat: Terbatas, karena Portal belum dipakai."
    )
    assert rows(then, "commitments", "status", "proposed")[0] == (
        State("limited", "Terbatas"),
        State("substantial", "Substansial"),
    )
    assert rows(then, "changes", "kind", "old", "new") == [("Keputusan penyelesaian", None, "Terbatas")]
    assert rows(edition(plan), "changes", "old", "new") == [("Terbatas", "Belum dimulai"), (None, "Terbatas")]


def test_withdrawn_commitment_says_so_with_its_reason(plan: ActionPlan):
    plan.commitments.filter(number="3").update(withdrawn_on=LATER.date(), withdrawn_reason="Digabung.")
    section = commitment(plan, "3")
    assert section.blocks[0] == Paragraph("Komitmen ini ditarik.", "notice")
    assert facts(section)["Ditarik"] == ("5 Okt 2022: Digabung.",)
    assert "Ditarik" not in facts(commitment(plan, "3", period=plan.periods.get()))


def test_notes_of_monitors_are_told_with_name_and_day(plan: ActionPlan):
    note = IndependentNote.objects.create(
        commitment=plan.commitments.get(number="3"),
        monitor=UserFactory(),
        text="Pos belum ada.",
        noted_on=VERIFIED.date(),
    )
    told = [one for one in commitment(plan, "3").blocks if isinstance(one, Facts)][1]
    assert [(fact.term, str(fact.values[0].text)) for fact in told.facts] == [
        (f"{note.monitor}, 5 Okt 2020", "Pos belum ada.")
    ]


def test_nothing_is_invented_where_nothing_is_known(plan: ActionPlan):
    section = commitment(plan, "3")
    verdicts = block(section, Verdicts)
    assert (verdicts.claimed, verdicts.verified, verdicts.independent) == (None, None, None)
    assert Paragraph("Uraian komitmen belum diketahui.", "empty") in section.blocks
    plan.commitments.get(number="3").milestones.all().delete()
    assert (
        Paragraph("Belum ada tonggak capaian yang dicatat untuk komitmen ini.", "empty")
        in commitment(plan, "3").blocks
    )
