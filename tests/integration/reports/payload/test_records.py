"""Plans that are only a record: what was promised and what independent assessors said, no figures of ours."""

from datetime import date

import pytest

from renaksi.enums import AssessmentSource, Indicator
from renaksi.models import ActionPlan, Assessment, PlanFinding
from renaksi.queries.plans import find_plan, plan_page
from reports.document import Bars, Heading, Milestones, Paragraph, TableView, Verdicts, Words
from reports.enums import ReportLanguage
from tests.assembled_reports import (
    TODAY,
    block,
    commitment,
    edition,
    facts,
    part,
    queries_of,
    rows,
)
from tests.factories.renaksi import CommitmentFactory, MilestoneFactory, PlanFactory
from tests.integration.reports.conftest import commitment_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def record() -> ActionPlan:
    plan = PlanFactory(label="RAN OGI IV", slug="ran-ogi-iv")
    first = CommitmentFactory(plan=plan, number="1", slug="1", title="Data terbuka")
    MilestoneFactory(
        commitment=first,
        title="Portal terbit",
        start_on=date(2016, 10, 1),
        due_on=date(2017, 12, 31),
        due_precision="month",
    )
    rate(first, Indicator.COMPLETION, "Substantial", report="IRM End-of-Term", report_year=2018)
    rate(first, Indicator.VERIFIABLE, "Yes")
    for measure, value in (("completed", "16"), ("limited", "3"), ("public_influence", "Collaborate")):
        PlanFinding.objects.create(
            plan=plan, report="IRM 2018", measure=measure, value=value, url="https://irm.example/"
        )
    return plan


def rate(commitment: object, indicator: Indicator, value: str, **fields: object) -> Assessment:
    source = AssessmentSource.IRM_END_OF_TERM
    return Assessment.objects.create(
        commitment=commitment, source=source, indicator=indicator, scale="v1", value=value, **fields
    )


def test_record_has_no_progress_of_ours_but_the_independent_verdicts(record: ActionPlan):
    found = edition(record)
    section = part(found, "komitmen-1")
    verdicts = block(section, Verdicts)
    assert (found.title, section.state) == ("Laporan rencana aksi", None)
    assert (verdicts.is_monitored, verdicts.claimed, verdicts.verified) == (False, None, None)
    assert verdicts.independent is not None
    assert (verdicts.independent.value, verdicts.independent.date, verdicts.independent.source) == (
        "Substansial",
        "2018",
        "IRM End-of-Term",
    )
    assert not {"Semestinya menurut jadwal", "Kesegaran"} & set(facts(section))


def test_milestones_of_a_record_are_what_was_promised(record: ActionPlan):
    found = block(commitment(record, "1"), Milestones)
    one = found.milestones[0]
    assert (found.is_monitored, one.title, one.due) == (False, "Portal terbit", "Des 2017")
    assert (one.code, one.claimed, one.verified, one.accepted) == ("", "", "", "")


def test_ratings_stand_as_printed_beside_their_word(record: ActionPlan):
    found = edition(record)
    view = block(part(found, "komitmen-1"), TableView)
    assert (view.table, view.rows) == ("assessments", (0, 1))
    assert rows(found, "assessments", "word", "value", "report", "year") == [
        ("Substansial", Words("Substantial", "en"), "IRM End-of-Term", 2018),
        ("Ya", Words("Yes", "en"), "IRM, akhir periode", None),
    ]
    english = edition(record, language=ReportLanguage.ENGLISH)
    assert rows(english, "assessments", "word", "value") == [("Substantial", "Substantial"), ("Yes", "Yes")]


def test_commitments_stand_side_by_side_with_one_column_for_each_scale(record: ActionPlan):
    second = CommitmentFactory(plan=record, number="2", slug="2", title="Anggaran terbuka")
    rate(second, Indicator.AMBITION, "High")
    table = edition(record).table("verdicts")
    page = plan_page(find_plan(record.slug), as_of=TODAY)  # type: ignore[arg-type]
    assert page.verdicts is not None
    assert [column.key for column in table.columns] == [
        "key",
        "number",
        "title",
        "completion_v1",
        "ambition_v1",
    ]
    assert [[cell and cell.split(" (")[0] for cell in row[3:]] for row in table.rows] == [
        [cell.word for cell in row.cells] for row in page.verdicts.rows
    ]
    assert table.rows[0][3] == "Substansial (“Substantial”, IRM, akhir periode)"


def test_findings_are_told_as_printed_and_drawn_as_on_the_page(record: ActionPlan):
    found = edition(record)
    section = part(found, "temuan")
    bars = block(section, Bars).bars
    assert [(one.label, one.value) for one in bars[0].slices] == [("Selesai", 16), ("Terbatas", 3)]
    assert rows(found, "findings", "measure", "value") == [
        ("Selesai", "16"),
        ("Terbatas", "3"),
        ("Tingkat pengaruh publik", Words("Collaborate", "en")),
    ]


def test_part_of_a_record_leaves_out_what_is_counted_for_the_whole(record: ActionPlan):
    lead = commitment_of(record, "2", "Kota").institutions.get(name="Dinas 2")
    anchors = [one.anchor for one in edition(record, institution=lead).parts]
    assert ("temuan" in anchors, "komitmen-2" in anchors, "komitmen-1" in anchors) == (False, True, False)


def test_a_record_has_no_list_of_evidence_and_says_what_is_not_monitored(record: ActionPlan):
    found = edition(record)
    assert "data-dukung" not in [one.anchor for one in found.parts]
    assert {
        column.blank for column in found.table("commitments").columns if column.key in {"status", "verified"}
    } == {"tidak dipantau"}
    assert rows(found, "commitments", "status", "verified", "overdue", "milestones") == [
        (None, None, None, 1)
    ]


def test_queries_do_not_grow_with_commitments(record: ActionPlan):
    before = queries_of(record)
    for number in ("2", "3"):
        one = commitment_of(record, number, f"Lagi {number}")
        MilestoneFactory(commitment=one)
        rate(one, Indicator.COMPLETION, "Limited")
    assert queries_of(record) == before


def test_remark_beside_the_figures_of_a_report_is_not_one_of_its_findings(record: ActionPlan):
    PlanFinding.objects.create(plan=record, report="IRM 2018", measure="note", value="sentence is cut")
    assert [row[0] for row in rows(edition(record), "findings", "measure")] == [
        "Selesai",
        "Terbatas",
        "Tingkat pengaruh publik",
    ]


def test_record_without_texts_and_milestones_says_so_once(record: ActionPlan):
    CommitmentFactory(plan=record, number="2", slug="2")
    said = [one.text for one in commitment(record, "2").blocks if isinstance(one, Paragraph | Heading)]
    assert said == ["Uraian dan tonggak capaian komitmen ini tidak ada dalam sumber kami."]


def test_main_value_of_the_assessors_names_its_indicator(record: ActionPlan):
    assert rows(edition(record), "commitments", "independent") == [("Penyelesaian: Substansial",)]
