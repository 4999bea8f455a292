"""From the review's yes to the public, past what looks like personal data."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied

from evidence.actions.publishing import clear_hints, keep_internal, publish_evidence, publish_waiting
from evidence.enums import EvidenceState, KipClass, Visibility
from evidence.models import Evidence
from evidence.queries.publication import obstacles_of, waiting_for_publication
from evidence.tasks import publish_left_behind
from foundation.audit.queries import entries_for
from tests import actors
from tests.factories.accounts import UserFactory
from tests.factories.evidence import FileFactory, as_tombstone
from tests.factories.renaksi import ItemFactory, LinkFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
READ = {"pages": 1}


def clean_file(**fields):
    values = {"state": EvidenceState.CLEAN, "derivative_name": "clean/uji.pdf", "preview": READ}
    return FileFactory(**{**values, **fields})


def judge_of(evidence):
    return actors.verifier(ItemFactory(evidence=evidence).update.milestone.commitment.plan)


def approved(evidence):
    publish_evidence(evidence=evidence, by=UserFactory(), at=NOW)
    return Evidence.objects.get(pk=evidence.pk)


def codes(evidence):
    return [entry.action for entry in entries_for(evidence)]


def test_what_nobody_read_yet_waits_and_is_published_once_it_was():
    evidence = approved(clean_file(preview={}))
    assert (evidence.state, evidence.approved_at) == (EvidenceState.CLEAN, NOW)

    evidence.preview = READ
    evidence.save()
    assert publish_waiting(evidence=evidence, at=NOW) is True
    evidence.refresh_from_db()
    assert (evidence.state, evidence.published_at) == (EvidenceState.PUBLISHED, NOW)
    assert codes(evidence) == ["evidence.published", "evidence.approved"]


def test_what_no_review_accepted_is_not_published_by_being_read():
    evidence = clean_file()
    assert publish_waiting(evidence=evidence, at=NOW) is False
    assert Evidence.objects.get(pk=evidence.pk).state == EvidenceState.CLEAN


def test_hints_keep_it_from_the_public_until_a_person_has_looked():
    evidence = approved(clean_file(hints={"nik": 2}))
    assert evidence.state == EvidenceState.CLEAN

    judge = judge_of(evidence)
    clear_hints(evidence=evidence, by=judge, at=NOW)
    evidence.refresh_from_db()
    assert (evidence.state, evidence.hints_cleared_by, evidence.hints_cleared_at) == (
        EvidenceState.PUBLISHED,
        judge,
        NOW,
    )
    entry = entries_for(evidence).get(action="evidence.hints_cleared")
    assert (entry.actor, entry.data) == (judge, {"hints": {"nik": 2}})


def test_hints_cleared_before_the_review_let_it_through_with_the_review():
    evidence = clean_file(hints={"phone": 1})
    clear_hints(evidence=evidence, by=judge_of(evidence), at=NOW)
    assert Evidence.objects.get(pk=evidence.pk).state == EvidenceState.CLEAN
    assert approved(evidence).state == EvidenceState.PUBLISHED


def test_clearing_twice_keeps_the_first_name():
    evidence = clean_file(hints={"nik": 1})
    first, second = judge_of(evidence), judge_of(evidence)
    clear_hints(evidence=evidence, by=first, at=NOW)
    clear_hints(evidence=evidence, by=second, at=NOW)
    assert Evidence.objects.get(pk=evidence.pk).hints_cleared_by == first


@pytest.mark.parametrize("fields", [{"hints": {}}, {"hints": {"nik": 1}, "state": EvidenceState.REJECTED}])
def test_there_is_nothing_to_clear(fields):
    evidence = clean_file(**fields)
    clear_hints(evidence=evidence, by=judge_of(evidence), at=NOW)
    assert Evidence.objects.get(pk=evidence.pk).hints_cleared_at is None
    assert codes(evidence) == []


def test_nobody_else_clears_hints():
    evidence = clean_file(hints={"nik": 1})
    item = ItemFactory(evidence=evidence)
    plan, institution = item.update.milestone.commitment.plan, item.update.institution
    sender_who_verifies = actors.verifier(plan)
    Evidence.objects.filter(pk=evidence.pk).update(uploader=sender_who_verifies)
    others = [
        UserFactory(),
        sender_who_verifies,
        actors.focal_point(institution),
        actors.approver(institution),
        actors.monitor(plan),
        actors.editor(),
        actors.verifier(),
    ]
    for person in others:
        with pytest.raises(PermissionDenied):
            clear_hints(evidence=evidence, by=person, at=NOW)
    assert Evidence.objects.get(pk=evidence.pk).hints_cleared_at is None


def test_who_wrote_or_sent_the_report_does_not_clear_its_hints():
    evidence = clean_file(hints={"nik": 1})
    item = ItemFactory(evidence=evidence)
    author = actors.verifier(item.update.milestone.commitment.plan)
    item.update.author = author
    item.update.save()
    with pytest.raises(PermissionDenied):
        clear_hints(evidence=evidence, by=author, at=NOW)


def test_published_proof_made_internal_is_closed_at_once():
    evidence = approved(clean_file())
    by = judge_of(evidence)
    keep_internal(evidence=evidence, by=by)
    evidence.refresh_from_db()
    assert (evidence.state, evidence.visibility, evidence.published_at) == (
        EvidenceState.CLEAN,
        Visibility.INTERNAL,
        None,
    )
    assert publish_evidence(evidence=evidence, by=by, at=NOW) is False
    entry = entries_for(evidence).first()
    assert (entry.action, entry.actor, entry.data) == ("evidence.kept_internal", by, {"was_public": True})


def test_nobody_else_makes_it_internal():
    evidence = clean_file()
    ItemFactory(evidence=evidence)
    for person in (evidence.uploader, actors.verifier(), actors.editor()):
        with pytest.raises(PermissionDenied):
            keep_internal(evidence=evidence, by=person)


def test_tombstone_is_neither_approved_nor_made_internal():
    stone = as_tombstone(clean_file())
    assert publish_evidence(evidence=stone, by=UserFactory(), at=NOW) is False
    keep_internal(evidence=stone, by=actors.secretariat_admin())
    stone.refresh_from_db()
    assert (stone.approved_at, stone.visibility, codes(stone)) == (None, Visibility.PUBLIC, [])


ALL_KINDS = [
    {},
    {"preview": {}},
    {"hints": {"nik": 1}},
    {"hints": {"nik": 1}, "hints_cleared_at": NOW},
    {"visibility": Visibility.INTERNAL},
    {"kip_class": KipClass.EXEMPT},
    {"approved_at": None},
    {"state": EvidenceState.QUARANTINED},
    {"state": EvidenceState.REJECTED},
]


def test_list_of_what_waits_says_the_same_as_the_rule():
    for fields in ALL_KINDS:
        clean_file(**{"approved_at": NOW, **fields})
    LinkFactory(approved_at=NOW)
    LinkFactory()
    everything = list(Evidence.objects.order_by("pk"))
    free = [evidence for evidence in everything if not obstacles_of(evidence)]
    assert list(waiting_for_publication().order_by("pk")) == free
    assert len(free) == 3


def test_sweep_publishes_what_a_dead_worker_left():
    waiting = clean_file(approved_at=NOW)
    clean_file(approved_at=NOW, hints={"nik": 1})
    assert publish_left_behind(NOW) == 1
    assert publish_left_behind(NOW) == 0
    assert Evidence.objects.get(pk=waiting.pk).state == EvidenceState.PUBLISHED
