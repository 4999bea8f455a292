"""Two verifiers at one report: the lock holds in the actions, whatever the page shows."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from foundation.audit.queries import entries_for
from renaksi.actions.refusals import Refused, ReviewRefused
from renaksi.actions.review_locks import LOCK_LASTS, hold_lock, release_lock, take_over_lock
from renaksi.actions.reviews import judge_item, return_update, verify_update
from renaksi.enums import ItemVerdict, ReturnReason, UpdateState
from renaksi.models import ReviewLock
from tests import actors
from tests.reporting import REVIEWED, judge, submitted

MINUTE = timedelta(minutes=1)


@pytest.fixture
def update(line):
    return submitted(line)


@pytest.fixture
def other(line):
    return actors.verifier(line.plan)


def hold(update, by, at=REVIEWED):
    return hold_lock(update=update, by=by, at=at)


def holders(update):
    return list(ReviewLock.objects.filter(update=update).values_list("by", "since", "until"))


def test_lock_lasts_ten_minutes(line, update):
    hold(update, line.verifier)
    assert holders(update) == [(line.verifier.pk, REVIEWED, REVIEWED + timedelta(minutes=10))]


def test_own_lock_is_renewed_and_keeps_its_beginning(line, update):
    hold(update, line.verifier)
    hold(update, line.verifier, REVIEWED + 6 * MINUTE)
    assert holders(update) == [(line.verifier.pk, REVIEWED, REVIEWED + 6 * MINUTE + LOCK_LASTS)]


def test_second_verifier_is_refused_and_reads_who_has_it(line, update, other):
    hold(update, line.verifier)
    with pytest.raises(ReviewRefused) as refusal:
        hold(update, other, REVIEWED + MINUTE)
    assert refusal.value.codes == ("held_by_other",)
    assert f"sedang ditelaah {line.verifier} sejak 20 Okt 2026 10.00 WIB" in str(refusal.value)


def test_lock_that_ran_out_holds_nobody_up(line, update, other):
    hold(update, line.verifier)
    later = REVIEWED + LOCK_LASTS
    hold(update, other, later)
    assert holders(update) == [(other.pk, later, later + LOCK_LASTS)]


def test_released_lock_is_free_at_once_and_only_its_holder_releases_it(line, update, other):
    hold(update, line.verifier)
    release_lock(update=update, by=other)
    assert len(holders(update)) == 1
    release_lock(update=update, by=line.verifier)
    assert holders(update) == []


@pytest.mark.parametrize("action", ["judge", "verify", "return"])
def test_nothing_is_judged_around_a_lock(line, update, other, action):
    judge(line, update)
    acts = {
        "judge": lambda: judge_item(
            item=update.items.get(), verdict=ItemVerdict.PENDING, by=other, at=REVIEWED
        ),
        "verify": lambda: verify_update(update=update, verified_step=75, by=other, at=REVIEWED),
        "return": lambda: return_update(
            update=update, reason_code=ReturnReason.OTHER, note="x", by=other, at=REVIEWED
        ),
    }
    with pytest.raises(ReviewRefused) as refusal:
        acts[action]()
    assert refusal.value.codes == ("held_by_other",)
    update.refresh_from_db()
    assert (update.state, update.items.get().verdict) == (UpdateState.IN_REVIEW, ItemVerdict.ACCEPTED)


def test_first_judgement_takes_the_lock(line, update):
    judge(line, update)
    assert [by for by, _since, _until in holders(update)] == [line.verifier.pk]


def test_verdict_lets_the_lock_go(line, update):
    judge(line, update)
    verify_update(update=update, verified_step=75, by=line.verifier, at=REVIEWED)
    assert holders(update) == []


def test_take_over_is_logged_and_the_first_one_is_told(line, update, other):
    hold(update, line.verifier)
    take_over_lock(update=update, by=other, at=REVIEWED + MINUTE)
    assert holders(update) == [(other.pk, REVIEWED + MINUTE, REVIEWED + MINUTE + LOCK_LASTS)]
    entry = entries_for(update).get(action="review.taken_over")
    assert (entry.actor_id, entry.data) == (other.pk, {"from": line.verifier.pk})
    with pytest.raises(ReviewRefused) as refusal:
        judge_item(
            item=update.items.get(), verdict=ItemVerdict.ACCEPTED, by=line.verifier, at=REVIEWED + 2 * MINUTE
        )
    assert refusal.value.codes == ("held_by_other",)


def test_taking_over_what_is_free_is_no_event(line, update):
    take_over_lock(update=update, by=line.verifier, at=REVIEWED)
    assert not entries_for(update).filter(action="review.taken_over").exists()


@pytest.mark.parametrize("action", [hold_lock, take_over_lock])
def test_only_what_waits_for_a_verdict_is_held(line, update, action):
    type(update).objects.update(state=UpdateState.RETURNED)
    with pytest.raises(ReviewRefused) as refusal:
        action(update=update, by=line.verifier, at=REVIEWED)
    assert refusal.value.codes == ("not_waiting_for_verdict",)


def test_lock_is_for_verifiers_of_the_plan(line, update):
    for stranger in (line.reporter, actors.verifier(), actors.monitor(line.plan)):
        for action in (hold_lock, take_over_lock):
            with pytest.raises(PermissionDenied):
                action(update=update, by=stranger, at=REVIEWED)
        with pytest.raises(PermissionDenied):
            release_lock(update=update, by=stranger)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", ["hold", "judge"])
def test_of_many_verifiers_at_once_one_gets_the_report(line, act):
    update = submitted(line)
    item = update.items.get()
    people = [actors.verifier(line.plan) for _ in range(4)]
    start = Barrier(len(people))

    def take(person):
        start.wait()
        try:
            if act == "hold":
                hold(update, person)
            else:
                judge_item(item=item, verdict=ItemVerdict.ACCEPTED, by=person, at=REVIEWED)
        except Refused as refusal:
            return refusal.codes
        finally:
            connection.close()
        return ()

    with ThreadPoolExecutor(len(people)) as pool:
        found = sorted(pool.map(take, people))
    assert found == [(), *[("held_by_other",)] * 3]
    assert len(holders(update)) == 1
