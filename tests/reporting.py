"""One milestone in a running period, the people around it, and the steps that tests start from."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from renaksi.actions.attachments import attach_link
from renaksi.actions.reviews import judge_item, verify_update
from renaksi.actions.updates import DraftContent, save_draft, start_update, submit_update
from renaksi.enums import ItemVerdict
from tests import actors
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import (
    CommitmentFactory,
    MilestoneFactory,
    PeriodFactory,
    PlanFactory,
    RequirementFactory,
)

IN_WINDOW = datetime(2026, 10, 5, 3, tzinfo=UTC)
REVIEWED = datetime(2026, 10, 20, 3, tzinfo=UTC)
FULL_TEXT = DraftContent(
    step=75,
    narrative="Enam desa menerbitkan dataset.",
    challenges=("funding",),
    next_step="Pelatihan November.",
)


@pytest.fixture
def line(db):
    """plan, period B09 2026 open 20 Sep to 10 Oct, milestone with steps due 31 Dec, requirement, people."""
    plan = PlanFactory()
    institution = InstitutionFactory()
    milestone = MilestoneFactory(
        commitment=CommitmentFactory(plan=plan), responsible=institution, due_on=date(2026, 12, 31)
    )
    return SimpleNamespace(
        plan=plan,
        period=PeriodFactory(plan=plan),
        institution=institution,
        milestone=milestone,
        requirement=RequirementFactory(milestone=milestone),
        reporter=actors.focal_point(institution),
        outsider=actors.focal_point(InstitutionFactory()),
        verifier=actors.verifier(plan),
        admin=actors.secretariat_admin(),
    )


def draft(line, *, content=FULL_TEXT, by=None):
    by = by or line.reporter
    update = start_update(milestone=line.milestone, period=line.period, by=by, at=IN_WINDOW)
    return save_draft(update=update, content=content, revision=update.revision, by=by, at=IN_WINDOW)


def link(line, update, **fields):
    values = {"url": "https://contoh.test/bukti", "title": "Bukti", "by": line.reporter, "at": IN_WINDOW}
    return attach_link(update=update, **{**values, "requirement": line.requirement, **fields})


def submitted(line, *, content=FULL_TEXT):
    update = draft(line, content=content)
    link(line, update)
    return submit_update(update=update, by=line.reporter, at=IN_WINDOW)


def judge(line, update, verdict=ItemVerdict.ACCEPTED, **fields):
    for item in update.items.all():
        judge_item(item=item, verdict=verdict, by=line.verifier, at=REVIEWED, **fields)


@pytest.fixture
def verified(line):
    update = submitted(line)
    judge(line, update)
    verify_update(update=update, verified_step=75, by=line.verifier, at=REVIEWED)
    update.refresh_from_db()
    return update
