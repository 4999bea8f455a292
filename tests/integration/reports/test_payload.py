from datetime import date, datetime
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evidence.enums import EvidenceState, Visibility
from renaksi.enums import AssessmentSource, Indicator, UpdateState
from renaksi.models import ActionPlan, Amendment, Assessment, PlanFinding, ProgressUpdate
from reports.payload import ProgressReport, progress_report
from reports.scope import Scope
from tests.factories.renaksi import CommitmentFactory, MilestoneFactory, PlanFactory, UpdateFactory
from tests.integration.reports.conftest import (
    VERIFIED,
    accept,
    amend,
    commitment_of,
    milestone_of,
    period_of,
    report,
    verify,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def payload(plan: ActionPlan, today: date = TODAY, **scope: object) -> ProgressReport:
    return progress_report(Scope(plan, **scope), today=today)


def numbers(found: ProgressReport) -> list[str]:
    return [section.number for section in found.sections]


def test_sections_come_in_the_order_of_their_numbers(plan: ActionPlan):
    commitment_of(plan, "10", "Kesepuluh")
    assert numbers(payload(plan)) == ["1", "2", "3", "10"]


def test_drafts_stay_out(plan: ActionPlan):
    CommitmentFactory(plan=plan, number="4", live=False)
    found = payload(plan)
    assert numbers(found) == ["1", "2", "3"]
    assert found.tracking.figures.commitments == 3


def test_figures_of_a_period_are_those_of_its_last_day_for_verdicts(plan: ActionPlan):
    later = period_of(plan, code="B12", ends_on=date(2020, 12, 31), verify_by=date(2021, 1, 31))
    late = plan.commitments.get(number="2").milestones.get()
    verify(late.updates.get(), step=100, at=VERIFIED.replace(month=11))
    first = plan.periods.get(code="B09")
    then, now = payload(plan, period=first), payload(plan, period=later)
    assert (then.as_of, now.as_of) == (date(2020, 10, 31), date(2021, 1, 31))
    assert (then.tracking.figures.progress.percent, now.tracking.figures.progress.percent) == (
        Fraction(25),
        Fraction(175, 3),
    )


def test_figures_of_a_running_period_are_those_of_today(plan: ActionPlan):
    running = period_of(plan, code="B12", verify_by=date(2030, 1, 1))
    assert payload(plan, period=running).as_of == TODAY


def test_evidence_that_was_accepted_later_is_not_listed(plan: ActionPlan):
    update = plan.commitments.get(number="1").milestones.last().updates.get()
    accept(update, "Diterima kemudian", at=VERIFIED.replace(year=2022))
    then = payload(plan, period=plan.periods.get()).sections[0]
    assert [entry.line.title for entry in then.evidence] == ["Berita acara portal"]
    assert [entry.number for entry in payload(plan).sections[0].evidence] == [1, 2]


def test_internal_evidence_is_counted_but_not_named(plan: ActionPlan):
    update = plan.commitments.get(number="1").milestones.last().updates.get()
    accept(update, "Rahasia", state=EvidenceState.CLEAN, visibility=Visibility.INTERNAL)
    row = payload(plan).sections[0].tables[0][1]
    assert (row.evidence, row.internal, row.accepted) == ((1,), "1 butir tidak untuk umum", "2 butir")


def test_milestone_row_tells_what_was_verified_and_what_holds_it_back(plan: ActionPlan):
    row = payload(plan).sections[0].tables[0][0]
    assert (row.item.percent_text, row.item.word, row.challenges, row.next_step) == (
        "50 %",
        "Terlambat",
        "Anggaran: Anggaran belum cair",
        "Melatih operator desa",
    )
    assert row.claimed == "75 — hampir selesai, B09 2020, 1 Okt 2020"
    assert row.measure == "Ukuran anggaran terbit"


def test_report_that_waits_for_its_verdict_is_a_claim_only(plan: ActionPlan):
    row = payload(plan).sections[1].tables[0][0]
    assert (row.item.percent_text, row.narrative, row.next_step) == (None, "", "")
    assert row.claimed.startswith("25 — persiapan")


def test_moved_deadline_keeps_its_original_and_its_reason(plan: ActionPlan):
    amend(plan.commitments.get(number="1").milestones.first())
    section = payload(plan).sections[0]
    assert section.tables[0][0].item.original_date == "Mar 2020"
    assert [item.reason for item in section.amendments] == ["Lelang diulang"]


def test_change_after_the_day_of_the_data_is_not_told(plan: ActionPlan):
    amendment = amend(plan.commitments.get(number="1").milestones.first())
    Amendment.objects.filter(pk=amendment.pk).update(at=VERIFIED.replace(year=2022))
    then = payload(plan, period=plan.periods.get()).sections[0]
    assert (then.amendments, then.tables[0][0].item.date) == ((), "Mar 2020")


def corrected(plan: ActionPlan, at: datetime) -> None:
    """Half of what the first report claimed, verified again at that time."""
    old = ProgressUpdate.objects.filter(state=UpdateState.VERIFIED).earliest("pk")
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


@pytest.mark.once
def test_correction_after_the_verdict_tells_old_new_and_reason_from_its_day_on(plan: ActionPlan):
    corrected(plan, VERIFIED.replace(year=2022))
    told = [(one.old, one.new, one.reason) for one in payload(plan).sections[0].corrections]
    assert told == [("50 — berjalan", "25 — persiapan", "Dua kali terhitung")]
    assert payload(plan, period=plan.periods.get()).sections[0].corrections == ()


def test_region_selects_and_says_so(plan: ActionPlan):
    region = plan.commitments.get(number="2").region
    found = payload(plan, region=region)
    assert numbers(found) == ["2"]
    assert [fact.value for fact in found.scope] == [f"{region.name} ({region.code})", "1"]


def test_institution_selects_where_it_takes_part(plan: ActionPlan):
    partner = plan.commitments.get(number="3").institutions.get(name="Mitra 3")
    found = payload(plan, institution=partner)
    assert numbers(found) == ["3"]
    assert found.scope[0].value == "Mitra 3"


def test_attention_names_the_late_and_the_silent(plan: ActionPlan):
    attention = payload(plan).tracking.attention
    assert [row.title for rows in attention.late for row in rows] == ["Anggaran terbit"]
    assert [row.title for rows in attention.unreported for row in rows] == ["Pos berdiri"]


def test_long_commitment_gets_tables_of_at_most_a_page(plan: ActionPlan):
    commitment = plan.commitments.get(number="3")
    for place in range(8):
        milestone_of(commitment, f"Tonggak {place}", sort_order=place + 1)
    assert [len(rows) for rows in payload(plan).sections[2].tables] == [4, 4, 1]


@pytest.fixture
def record() -> ActionPlan:
    plan = PlanFactory(label="RAN OGI IV", slug="ran-ogi-iv")
    commitment = CommitmentFactory(plan=plan, number="1", slug="1")
    MilestoneFactory(commitment=commitment, start_on=date(2016, 10, 1), due_on=date(2017, 12, 31))
    Assessment.objects.create(
        commitment=commitment,
        source=AssessmentSource.IRM_END_OF_TERM,
        indicator=Indicator.COMPLETION,
        scale="v1",
        value="Substantial",
        report_year=2018,
    )
    PlanFinding.objects.create(plan=plan, report="IRM 2018", measure="completed", value="16")
    return plan


def test_record_has_no_progress_of_ours_but_the_independent_verdicts(record: ActionPlan):
    found = payload(record)
    assert (found.tracking, found.sections[0].meter, found.sections[0].verdicts.verified) == (
        None,
        None,
        None,
    )
    assert found.sections[0].verdicts.independent.value == "Substansial"
    assert [finding.report for finding in found.findings] == ["IRM 2018"]
    assert "tidak dipantau" in found.summary[0]


def test_part_of_a_record_leaves_out_what_is_counted_for_the_whole(record: ActionPlan):
    region = commitment_of(record, "2", "Kota").region
    assert payload(record, region=region).findings == ()


def queries_of(plan: ActionPlan) -> int:
    with CaptureQueriesContext(
        connection,
    ) as found:
        payload(plan)
    return len(found)


def test_queries_do_not_grow_with_commitments(plan: ActionPlan):
    before = queries_of(plan)
    period = plan.periods.get()
    for number in ("4", "5"):
        milestone = milestone_of(commitment_of(plan, number, f"Lagi {number}"), "Lagi")
        accept(verify(report(milestone, period, step=50), step=50), "Bukti")
        amend(milestone)
    assert queries_of(plan) == before
