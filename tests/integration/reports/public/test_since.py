from datetime import UTC, datetime

import pytest

from evidence.enums import EvidenceState, TakedownReason
from evidence.models import Evidence
from renaksi.actions.standings import bring_up_to_date
from reports.queries.since import since_report
from tests.factories.accounts import UserFactory
from tests.factories.renaksi import CommitmentFactory
from tests.integration.reports.conftest import accept, amend, milestone_of, report, verify
from tests.public_records import today
from tests.published_reports import AS_OF, payload_about, published, report_of

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 11, 10, 3, tzinfo=UTC)


@pytest.fixture
def played(plan):
    bring_up_to_date(on=today())
    return plan


def about(plan, **standings):
    return published(
        report_of(plan), payload_about({f"{plan.slug}/{key}": one for key, one in standings.items()})
    )


NOW = {"1": ("substantial", 75.0), "2": ("no_evidence", None), "3": ("no_evidence", None)}


def test_nothing_has_changed(played):
    since = since_report(about(played, **NOW), today=today())
    assert since.is_unchanged
    assert (since.is_compared, since.changed) == (True, ())


def test_other_status_other_percent_and_what_came_and_went(played):
    then = {"1": ("limited", 75.0), "2": ("no_evidence", 12.5), "9": ("complete", 100.0)}
    since = since_report(about(played, **then), today=today())
    first, second = played.commitments.order_by("number")[:2]

    told = [(one.title, one.url, one.then, one.now) for one in since.changed]
    assert told == [
        (first.title, first.get_absolute_url(), "Terbatas, terbukti 75 %", "Substansial, terbukti 75 %"),
        (second.title, second.get_absolute_url(), "Tidak ada bukti, terbukti 12 %", "Tidak ada bukti"),
    ]
    assert (since.changes, since.added, since.gone) == (2, 1, 1)


def test_only_the_first_changes_are_named(played):
    for number in range(10, 20):
        CommitmentFactory(plan=played, number=str(number), slug=str(number))
    then = {str(number): ("complete", 100.0) for number in range(10, 20)}
    since = since_report(about(played, **then), today=today())
    assert (len(since.changed), since.more, since.changes) == (8, 2, 10)


def test_what_happened_after_its_day_is_counted(played):
    build = about(played, **NOW)
    milestone = milestone_of(played.commitments.first(), "Baru")
    late = verify(report(milestone, played.periods.get(), step=100), step=100, at=LATER)
    accept(late, "Bukti baru", at=LATER)
    accept(late, "Bukti internal", at=LATER, state=EvidenceState.CLEAN)
    changed = amend(milestone)
    changed.at = LATER
    changed.save()
    since = since_report(build, today=today())
    assert (since.accepted, since.amendments, since.decisions) == (1, 1, 0)
    assert since_report(about_day(build, LATER.date()), today=today()).accepted == 0


def about_day(build, day):
    build.as_of = day
    return build


def test_evidence_that_was_taken_down_is_counted(played):
    build = about(played, **NOW)
    proof = Evidence.objects.first()
    build.evidence.add(proof)
    Evidence.objects.filter(pk=proof.pk).update(
        state=EvidenceState.TAKEN_DOWN,
        taken_down_at=LATER,
        taken_down_by=UserFactory(),
        takedown_reason=TakedownReason.OTHER,
        url="",
    )
    assert since_report(build, today=today()).taken_down == 1


def test_report_without_a_readable_payload_is_not_compared(played):
    build = about(played, **NOW)
    build.files.all().delete()
    since = since_report(build, today=today())
    assert (since.is_compared, since.changes, since.as_of) == (False, 0, AS_OF)


def test_queries_do_not_grow_with_commitments(played, django_assert_num_queries):
    build = about(played, **NOW)
    since_report(build, today=today())
    with django_assert_num_queries(SINCE_QUERIES):
        since_report(build, today=today())
    CommitmentFactory(plan=played, slug="77")
    with django_assert_num_queries(SINCE_QUERIES):
        since_report(build, today=today())


SINCE_QUERIES = 8
