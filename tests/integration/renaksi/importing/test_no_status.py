""" "Selesai" cannot be reached through an import, whatever the file says."""

import csv
from datetime import date
from pathlib import Path

import pytest

from renaksi.enums import AssessmentSource, CompletionStatus, Indicator
from renaksi.models import (
    Assessment,
    Commitment,
    CompletionDecision,
    EvidenceItem,
    Milestone,
    ProgressUpdate,
    Review,
)
from renaksi.queries.figures import figures_for
from tests.factories.renaksi import PeriodFactory
from tests.integration.renaksi.importing.files import (
    run,
    write_commitments,
    write_milestones,
    write_ogp,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
# Every name under which somebody might hope to smuggle a status in.
STATUS_COLUMNS = {
    "status": "complete", "Status": "Selesai", "state": "verified", "completion": "Complete",
    "completion_status": "complete", "decided": "complete", "decided_status": "complete", "progress": "100",
    "percent": "100", "realised": "100", "step": "100", "verified": "100", "verdict": "accepted",
    "weight": "99", "is_complete": "1",
}  # fmt: skip
INDONESIAN = {
    "Commitment Unique Identifier": "ID0092", "Country/Locality": "Indonesia", "Code": "IDN",
    "Year Of Submission": "2018", "Action Plan End Year": "2020", "Short Title": "Better data",
}  # fmt: skip


def _with_status_columns(path: Path) -> Path:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [row | STATUS_COLUMNS for row in csv.DictReader(lines)]
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def monitored(tmp_path: Path) -> Commitment:
    """A commitment with a milestone, of a plan with a reporting period; nothing was reported yet."""
    run("import_commitments", write_commitments(tmp_path, {}))
    run("import_milestones", write_milestones(tmp_path, {}))
    commitment = Commitment.objects.get()
    PeriodFactory(plan=commitment.plan)
    return commitment


def _our_verdict(commitment: Commitment) -> tuple[object, ...]:
    found = Commitment.objects.filter(pk=commitment.pk).for_figures()
    figures = figures_for(found, as_of=TODAY)[commitment.pk]
    ours = (CompletionDecision, ProgressUpdate, Review, EvidenceItem)
    return (
        figures.status,
        figures.decided,
        figures.progress.percent,
        [milestone.is_complete for milestone in figures.milestones],
        [model.objects.count() for model in ours],
    )


NOTHING_PROVEN = (CompletionStatus.NO_EVIDENCE, None, None, [False], [0, 0, 0, 0])


def test_columns_of_a_status_are_not_read(monitored: Commitment, tmp_path: Path) -> None:
    commitments = _with_status_columns(write_commitments(tmp_path, {"completion_end": "Complete"}))
    milestones = _with_status_columns(write_milestones(tmp_path, {}))

    run("import_commitments", commitments, reason="Ralat")
    run("import_milestones", milestones, reason="Ralat")

    assert _our_verdict(monitored) == NOTHING_PROVEN
    assert Milestone.objects.get().weight == 1


def test_complete_of_the_irm_stays_the_irms_word(monitored: Commitment, tmp_path: Path) -> None:
    path = _with_status_columns(
        write_ogp(
            tmp_path,
            INDONESIAN | {"Completion (Progress Report)": "Complete", "Completion (End Of Term)": "Complete"},
        )
    )

    run("import_ogp", path, reason="Ralat")

    assert _our_verdict(monitored) == NOTHING_PROVEN
    ratings = Assessment.objects.filter(commitment=monitored, indicator=Indicator.COMPLETION)
    assert sorted(ratings.values_list("source", "value")) == [
        (AssessmentSource.IRM_END_OF_TERM, "Complete"),
        (AssessmentSource.IRM_MIDTERM, "Complete"),
    ]
