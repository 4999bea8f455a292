"""The verifiers' queue: what waits, filtered, counted, sorted; who has it open; what is alike."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from renaksi.actions.review_locks import hold_lock
from renaksi.enums import ReturnReason, ReviewVerdict, UpdateState
from renaksi.models import ProgressUpdate, Review
from renaksi.queries.workspace.queue_filters import QueueFilters, next_after
from tests import actors
from tests.factories.accounts import UserFactory
from tests.factories.institutions import CityFactory, InstitutionFactory
from tests.factories.renaksi import (
    CommitmentFactory,
    ItemFactory,
    MilestoneFactory,
    PeriodFactory,
    PlanFactory,
    UpdateFactory,
)
from tests.reporting import submitted

S = UpdateState
QUEUE = reverse("workspace:queue")
BULK = reverse("workspace:bulk_review")


@pytest.fixture
def queue(client, line):
    client.force_login(line.verifier)
    return client


def sent(line, days=1, *, title="", target=None, **fields):
    """A report that waits since so many days."""
    institution = fields.pop("institution", line.institution)
    named = {"title": title} if title else {}
    milestone = MilestoneFactory(
        commitment=fields.pop("commitment", line.milestone.commitment),
        responsible=institution,
        target=target,
        **named,
    )
    values = {"period": line.period, "state": S.SUBMITTED, "submitted_by": UserFactory()}
    at = timezone.now() - timedelta(days=days)
    return UpdateFactory(milestone=milestone, submitted_at=at, first_submitted_at=at, **{**values, **fields})


def ids(client, **filters):
    return [line.id for line in client.get(QUEUE, filters).context["lines"]]


def test_queue_shows_the_longest_waiting_first(queue, line):
    for days in (1, 2, 3):
        sent(line, days)
    lines = queue.get(QUEUE).context["lines"]
    assert [one.line.waiting for one in lines] == ["3 hari", "2 hari", "1 hari"]


@pytest.mark.parametrize("state", [S.DRAFT, S.AWAITING_AGENCY, S.RETURNED, S.VERIFIED, S.WITHDRAWN])
def test_queue_leaves_out_what_does_not_wait_for_a_verdict(queue, line, state):
    sent(line, state=state)
    assert ids(queue) == []


def test_queue_leaves_out_plans_that_others_verify(client, line):
    sent(line)
    client.force_login(actors.verifier(PlanFactory()))
    assert ids(client) == []


def test_queue_is_filtered_by_where_it_comes_from(client, line):
    other_plan = PlanFactory()
    far = InstitutionFactory(region=CityFactory())
    one = sent(line)
    two = sent(
        line,
        2,
        commitment=CommitmentFactory(plan=other_plan),
        period=PeriodFactory(plan=other_plan),
        institution=far,
    )
    client.force_login(actors.verifier(line.plan, other_plan))
    assert ids(client) == [two.pk, one.pk]
    assert ids(client, plan=line.plan.pk) == [one.pk]
    assert ids(client, period=two.period_id) == [two.pk]
    assert ids(client, institution=far.pk) == [two.pk]
    assert ids(client, region=far.region_id) == [two.pk]
    assert ids(client, plan=other_plan.pk, period=line.period.pk) == []


def test_queue_is_filtered_by_what_it_is(queue, line):
    first = sent(line, 1)
    again = sent(line, 2, target=10, step=None, realised=4)
    Review.objects.create(
        update=again,
        verdict=ReviewVerdict.RETURNED,
        reason_code=ReturnReason.OTHER,
        note="x",
        by=line.verifier,
        at=timezone.now(),
    )
    correction = sent(line, 15, corrects=submitted(line), correction_reason="Salah angka.")
    ProgressUpdate.objects.filter(milestone=line.milestone).update(state=S.VERIFIED)
    assert ids(queue, kind="first") == [first.pk]
    assert ids(queue, kind="again") == [again.pk]
    assert ids(queue, kind="correction") == [correction.pk]
    assert ids(queue, measure="quantity") == [again.pk]
    assert ids(queue, measure="steps") == [correction.pk, first.pk]
    assert ids(queue, long="on") == [correction.pk]


def test_queue_is_searched_by_words_in_any_place(queue, line):
    wanted = sent(line, title="Tim walidata terbentuk", receipt="TT-261122-ABCDEF")
    sent(line, title="Tim lain")
    assert ids(queue, q="walidata tim") == [wanted.pk]
    assert ids(queue, q="tt-261122-abcdef") == [wanted.pk]


@pytest.mark.parametrize(("sort", "order"), [("", "cab"), ("newest", "bac"), ("alike", "abc")])
def test_queue_is_sorted(queue, line, sort, order):
    made = {title: sent(line, days, title=title).pk for title, days in (("a", 2), ("b", 1), ("c", 3))}
    assert ids(queue, sort=sort) == [made[title] for title in order]


def test_value_that_is_no_choice_is_as_if_it_were_not_chosen(queue, line):
    wanted = sent(line)
    assert ids(queue, plan="x", kind="y", sort="z", institution="9" * 30) == [wanted.pk]


def test_choices_say_how_many_stand_behind_them(queue, line):
    other = InstitutionFactory(name="Dinas lain")
    sent(line)
    sent(line, 20)
    sent(line, institution=other)

    form = queue.get(QUEUE, {"long": "on"}).context["form"]

    labels = dict(form.fields["institution"].widget.choices)
    assert labels[line.institution.pk] == f"{line.institution.name} (1)"
    assert other.pk not in labels
    assert form.fields["long"].label == "Hanya yang menunggu lebih dari 14 hari (1)"
    assert ("first", "Kiriman pertama (1)") in form.fields["kind"].widget.choices


def test_choice_of_which_nothing_waits_any_more_stays_chosen(queue, line):
    sent(line)
    response = queue.get(QUEUE, {"institution": 4711})
    assert dict(response.context["form"].fields["institution"].widget.choices)[4711] == "Pilihan sekarang (0)"
    assert "Tidak ada laporan yang cocok dengan saringan" in response.content.decode()


def test_queue_says_who_has_a_report_open(client, line):
    update = sent(line)
    hold_lock(update=update, by=line.verifier, at=timezone.now())
    for person, is_mine in ((line.verifier, True), (actors.verifier(line.plan), False)):
        client.force_login(person)
        [found] = client.get(QUEUE).context["lines"]
        assert (found.lock.is_mine, str(line.verifier) in found.lock.holder) == (is_mine, True)


def test_links_of_the_queue_keep_its_filters(queue, line):
    sent(line)
    [found] = queue.get(QUEUE, {"plan": line.plan.pk, "sort": "newest", "page": 1}).context["lines"]
    assert found.line.url.partition("?")[2] == f"plan={line.plan.pk}&sort=newest"


@pytest.mark.parametrize("count", [1, 3])
def test_queue_takes_the_same_queries_for_any_number_of_rows(queue, line, django_assert_num_queries, count):
    for number in range(count):
        sent(line, institution=InstitutionFactory(region=CityFactory()), title=f"Tonggak {number}")
    with django_assert_num_queries(QUEUE_QUERIES):
        assert len(queue.get(QUEUE).context["lines"]) == count


QUEUE_QUERIES = 12


def test_queue_of_a_verifier_without_plans_helps(client, db):
    client.force_login(actors.verifier())
    assert "Belum ada rencana aksi yang ditugaskan kepada Anda" in client.get(QUEUE).content.decode()


def test_empty_queue_says_so(queue):
    assert "Tidak ada yang menunggu telaah" in queue.get(QUEUE).content.decode()


# --- What comes next ----------------------------------------------------------------------------


def test_next_is_the_one_below_in_the_same_list(line):
    first, second, third = (sent(line, days) for days in (3, 2, 1))
    now = timezone.now()
    oldest, newest = QueueFilters(), QueueFilters(sort="newest")
    assert next_after(first, line.verifier, oldest, now) == second.pk
    assert next_after(first, line.verifier, newest, now) == third.pk
    assert next_after(third, line.verifier, oldest, now) == first.pk


def test_next_leaves_out_own_work_and_what_others_have_open(line):
    first, own, held, last = (sent(line, days) for days in (4, 3, 2, 1))
    ProgressUpdate.objects.filter(pk=own.pk).update(author=line.verifier)
    hold_lock(update=held, by=line.admin, at=timezone.now())
    assert next_after(first, line.verifier, QueueFilters(), timezone.now()) == last.pk


def test_next_is_nothing_where_nothing_else_waits(line):
    assert next_after(sent(line), line.verifier, QueueFilters(), timezone.now()) is None


# --- What is alike --------------------------------------------------------------------------------


def alike(line, count, **fields):
    return [
        sent(line, days, title="Tim walidata", step=0, institution=InstitutionFactory(), **fields)
        for days in range(count, 0, -1)
    ]


def test_queue_and_table_tell_what_is_alike(queue, line):
    updates = alike(line, 3)
    sent(line)
    [group] = queue.get(QUEUE).context["groups"]
    assert (group.count, group.claimed) == (3, "0 — belum dimulai")
    table = queue.get(group.url).context["table"]
    assert ([row.id for row in table.rows], table.page.total) == ([update.pk for update in updates], 3)
    assert table.possible == 3


def test_marked_reports_are_verified_and_the_others_told(queue, line):
    first, second, third = alike(line, 3)
    hold_lock(update=second, by=line.admin, at=timezone.now())
    response = queue.post(f"{BULK}?seperti={first.pk}", {"laporan": [first.pk, second.pk]})
    assert response.status_code == 200
    assert response.context["done"] == "1 laporan terverifikasi."
    [told] = response.context["refused"]
    assert f"sedang ditelaah {line.admin}" in told
    states = dict(ProgressUpdate.objects.values_list("pk", "state"))
    assert (states[first.pk], states[second.pk], states[third.pk]) == (S.VERIFIED, S.SUBMITTED, S.SUBMITTED)


def test_nothing_marked_is_said(queue, line):
    alike(line, 2)
    response = queue.post(BULK, {})
    assert (response.status_code, response.context["nothing_marked"]) == (422, True)


def test_reports_of_plans_that_others_verify_are_not_there(client, line):
    updates = alike(line, 2)
    client.force_login(actors.verifier(PlanFactory()))
    marked = {"laporan": [update.pk for update in updates]}
    assert client.get(BULK, marked).context["table"].rows == ()
    assert client.get(BULK, {"seperti": updates[0].pk}).context["table"].rows == ()
    assert client.post(BULK, marked).status_code == 422
    assert set(ProgressUpdate.objects.values_list("state", flat=True)) == {S.SUBMITTED}


def test_table_says_what_was_verified_before_and_why_one_is_not_possible(queue, line):
    [update] = alike(line, 1)
    earlier = PeriodFactory(plan=line.plan, code="B06", starts_on=date(2026, 4, 1), ends_on=date(2026, 6, 30))
    old = UpdateFactory(
        milestone=update.milestone, period=earlier, state=S.VERIFIED, submitted_by=UserFactory(),
        submitted_at=timezone.now(),
    )  # fmt: skip
    Review.objects.create(
        update=old, verdict=ReviewVerdict.VERIFIED, verified_step=25, by=line.verifier, at=timezone.now()
    )
    ItemFactory(update=update, evidence__title="Notulen")
    [row] = queue.get(BULK, {"seperti": update.pk}).context["table"].rows
    assert row.earlier == "25 — persiapan (B06 2026)"
    assert row.problems == ("Belum Anda buka: “Notulen”. Buka dulu buktinya.",)


@pytest.mark.parametrize("count", [1, 3])
def test_table_takes_the_same_queries_for_any_number_of_rows(queue, line, django_assert_num_queries, count):
    updates = alike(line, count)
    for update in updates:
        ItemFactory(update=update)
    with django_assert_num_queries(TABLE_QUERIES):
        assert len(queue.get(BULK, {"seperti": updates[0].pk}).context["table"].rows) == count


TABLE_QUERIES = 16
