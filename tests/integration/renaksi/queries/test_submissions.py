"""What many drafts lack is what each of them lacks, asked one by one."""

from datetime import date

import pytest

from renaksi.actions.reviews import return_update
from renaksi.actions.updates import DraftContent
from renaksi.enums import ItemVerdict, ReturnReason
from renaksi.models import PeriodExtension, ProgressUpdate
from renaksi.queries.guards import missing_for_submission
from renaksi.queries.submissions import missing_by_update
from tests.factories.renaksi import ItemFactory, MilestoneFactory, UpdateFactory
from tests.reporting import IN_WINDOW, REVIEWED, draft, judge, link, submitted

pytestmark = pytest.mark.django_db
DAYS = (IN_WINDOW.date(), date(2026, 10, 15), date(2026, 11, 20), date(2027, 3, 1))


def bare(line, **fields):
    given = {"commitment": line.milestone.commitment, "responsible": line.institution}
    return UpdateFactory(milestone=MilestoneFactory(**given), period=line.period, **fields)


def returned(line):
    update = submitted(line)
    judge(line, update, ItemVerdict.REFUSED, reason_code=ReturnReason.UNSIGNED, note="Tanpa tanda tangan.")
    given = {"reason_code": ReturnReason.OTHER, "note": "Perbaiki.", "by": line.verifier, "at": REVIEWED}
    return return_update(update=update, **given).update


def older_version_proved(line):
    """A newer version of the same report begins without the proof that the older one had."""
    newer = bare(line, version=2)
    sent = {
        "submitted_by": line.reporter,
        "submitted_at": IN_WINDOW,
        "state": "verified",
        "is_current": False,
    }
    older = UpdateFactory(milestone=newer.milestone, period=line.period, version=1, **sent)
    ItemFactory(update=older, verdict="accepted", judged_by=line.verifier, judged_at=REVIEWED)
    return newer


@pytest.mark.parametrize("day", DAYS)
def test_many_at_once_lack_what_each_lacks(line, day):
    came_back = returned(line)
    proven = bare(line)
    link(line, proven, requirement=None)
    others = [bare(line, step=None, narrative=""), bare(line, step=0), bare(line, blocked_since=day)]
    others.append(older_version_proved(line))
    updates = ProgressUpdate.objects.filter(pk__in=[one.pk for one in (came_back, proven, *others)])
    found = list(updates.select_related("milestone__commitment__plan", "period", "institution"))
    alone = {one.pk: missing_for_submission(one, day) for one in found}
    assert missing_by_update(found, day) == alone
    assert len(set(alone.values())) > 1


def test_an_extension_is_the_institution_s_own(line):
    update = draft(
        line, content=DraftContent(step=0, narrative="Belum.", challenges=("funding",), next_step="Lanjut.")
    )
    after = date(2026, 10, 15)
    assert [problem.code for problem in missing_by_update([update], after)[update.pk]] == ["window_closed"]
    given = {"institution": line.institution, "closes_on": after, "reason": "Banjir.", "by": line.admin}
    PeriodExtension.objects.create(period=line.period, **given)
    assert missing_by_update([update], after) == {update.pk: ()}


def test_queries_do_not_grow_with_the_drafts(line, django_assert_num_queries):
    for count in (1, 3):
        for _one in range(count):
            bare(line)
        found = list(
            ProgressUpdate.objects.select_related("milestone__commitment__plan", "period", "institution")
        )
        with django_assert_num_queries(8):
            missing_by_update(found, IN_WINDOW.date())
