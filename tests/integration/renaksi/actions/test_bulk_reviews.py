"""Verdicts on many reports in one go: each is a review of its own, and none comes easier than a single one."""

from types import SimpleNamespace

import pytest

from evidence.actions.openings import log_opening
from evidence.enums import EvidenceState, LinkState
from foundation.audit.queries import entries_for
from renaksi.actions.bulk_reviews import accept_rest, verify_alike
from renaksi.actions.corrections import reopen_verdict
from renaksi.actions.refusals import ReviewRefused
from renaksi.actions.review_locks import hold_lock
from renaksi.actions.updates import DraftContent
from renaksi.enums import ItemVerdict, UpdateState
from renaksi.models import Review
from tests import actors
from tests.factories.evidence import FileFactory
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import ItemFactory, MilestoneFactory, RequirementFactory
from tests.reporting import REVIEWED, submitted

S = UpdateState
DONE = DraftContent(step=100, narrative="Tim terbentuk.")


def report(line, number, *, content=DONE):
    """The same promise in another institution, claimed as done with a proof of its own."""
    institution = InstitutionFactory()
    milestone = MilestoneFactory(
        commitment=line.milestone.commitment, responsible=institution, title="Tim  Walidata terbentuk"
    )
    theirs = {
        **vars(line),
        "institution": institution,
        "milestone": milestone,
        "requirement": RequirementFactory(milestone=milestone),
        "reporter": actors.focal_point(institution),
    }
    update = submitted(SimpleNamespace(**theirs), content=content)
    proof = update.items.get().evidence
    type(proof).objects.filter(pk=proof.pk).update(url=f"https://contoh.test/{number}")
    return update


@pytest.fixture
def updates(line):
    return [report(line, number) for number in range(3)]


def open_all(line, updates):
    for update in updates:
        for item in update.items.select_related("evidence"):
            log_opening(evidence=item.evidence, by=line.verifier, part="link", at=REVIEWED)


def verify(line, updates):
    outcome = verify_alike(updates=updates, by=line.verifier, at=REVIEWED)
    codes = {update.pk: refusal.codes for update, refusal in outcome.refused}
    return [update.pk for update in outcome.verified], codes


def state(update):
    update.refresh_from_db()
    return update.state


def test_each_gets_its_own_review_and_entries(line, updates):
    open_all(line, updates)
    assert verify(line, updates) == ([update.pk for update in updates], {})
    reviews = Review.objects.order_by("update")
    assert [(one.update_id, one.verified_step, one.by) for one in reviews] == [
        (update.pk, 100, line.verifier) for update in updates
    ]
    for update in updates:
        item = update.items.select_related("evidence").get()
        assert (item.verdict, item.evidence.state) == (ItemVerdict.ACCEPTED, EvidenceState.PUBLISHED)
        assert [entry.action for entry in entries_for(item)] == ["item.judged"]


def test_what_is_not_possible_is_refused_and_the_rest_goes_on(line, updates):
    open_all(line, updates)
    first, second, third = updates
    hold_lock(update=second, by=actors.verifier(line.plan), at=REVIEWED)
    assert verify(line, updates) == ([first.pk, third.pk], {second.pk: ("held_by_other",)})
    assert [state(update) for update in updates] == [S.VERIFIED, S.SUBMITTED, S.VERIFIED]


def test_proof_that_was_not_opened_keeps_its_report_out(line, updates):
    open_all(line, updates[:2])
    assert verify(line, updates) == (
        [updates[0].pk, updates[1].pk],
        {updates[2].pk: ("bulk_not_opened",)},
    )
    assert state(updates[2]) == S.SUBMITTED


def test_another_persons_opening_counts_for_them_alone(line, updates):
    for item in updates[0].items.select_related("evidence"):
        log_opening(evidence=item.evidence, by=line.admin, part="link", at=REVIEWED)
    assert verify(line, updates[:1]) == ([], {updates[0].pk: ("bulk_not_opened",)})


def test_the_very_same_bytes_are_opened_once(line, updates):
    for update in updates[:2]:
        evidence = FileFactory(state=EvidenceState.CLEAN, sha256="ab" * 32, institution=update.institution)
        ItemFactory(update=update, evidence=evidence)
    open_all(line, updates[:1])
    link = updates[1].items.get(evidence__sha256="").evidence
    log_opening(evidence=link, by=line.verifier, part="link", at=REVIEWED)
    assert verify(line, updates[:2]) == ([updates[0].pk, updates[1].pk], {})


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"hints": {"nik": 1}}, "bulk_flagged"),
        ({"link_state": LinkState.GONE}, "bulk_flagged"),
        ({"state": EvidenceState.QUARANTINED}, "bulk_not_readable"),
    ],
)
def test_proof_with_a_question_keeps_its_report_out(line, updates, fields, code):
    open_all(line, updates)
    proof = updates[1].items.get().evidence
    type(proof).objects.filter(pk=proof.pk).update(**fields)
    assert verify(line, updates)[1] == {updates[1].pk: (code,)}


def test_required_proof_that_is_missing_keeps_its_report_out(line, updates):
    open_all(line, updates)
    RequirementFactory(milestone=updates[1].milestone, text="Berita acara")
    assert verify(line, updates)[1] == {updates[1].pk: ("bulk_requirement_missing",)}


def test_another_claim_is_not_alike(line, updates):
    other = report(line, 9, content=DraftContent(step=75, narrative="Tim hampir terbentuk."))
    open_all(line, [*updates, other])
    assert verify(line, [*updates, other])[1] == {other.pk: ("bulk_not_alike",)}


def test_nothing_done_without_proof_is_verified_together(line):
    content = DraftContent(step=0, narrative="Belum dimulai.", challenges=("funding",), next_step="Anggaran.")
    updates = [report(line, number, content=content) for number in range(2)]
    for update in updates:
        update.items.all().delete()
    assert verify(line, updates)[0] == [update.pk for update in updates]
    assert set(Review.objects.values_list("verified_step", flat=True)) == {0}


def test_own_work_is_refused(line, updates):
    open_all(line, updates)
    type(updates[0]).objects.filter(pk=updates[0].pk).update(author=line.verifier)
    assert verify(line, updates)[1] == {updates[0].pk: ("own_work",)}


# --- Within one report --------------------------------------------------------------------------


def test_rest_of_a_report_is_accepted_and_what_cannot_be_is_told(line, updates):
    [update, *_others] = updates
    unchecked = ItemFactory(update=update, evidence=FileFactory(institution=update.institution))
    type(unchecked.evidence).objects.filter(pk=unchecked.evidence.pk).update(state=EvidenceState.QUARANTINED)
    problems = accept_rest(update=update, by=line.verifier, at=REVIEWED)
    assert [(problem.code, problem.item_id) for problem in problems] == [("item_not_checked", unchecked.pk)]
    verdicts = dict(update.items.values_list("pk", "verdict"))
    assert verdicts.pop(unchecked.pk) == ItemVerdict.PENDING
    assert set(verdicts.values()) == {ItemVerdict.ACCEPTED}


def test_rest_is_not_accepted_around_a_lock(line, updates):
    hold_lock(update=updates[0], by=actors.verifier(line.plan), at=REVIEWED)
    with pytest.raises(ReviewRefused):
        accept_rest(update=updates[0], by=line.verifier, at=REVIEWED)


def test_report_whose_verdict_was_undone_is_judged_by_itself(line, updates):
    open_all(line, updates)
    verify_alike(updates=updates[:1], by=line.verifier, at=REVIEWED)
    again = reopen_verdict(update=updates[0], reason="Salah baca.", by=line.verifier, at=REVIEWED)
    outcome = verify_alike(updates=[updates[1], again], by=line.verifier, at=REVIEWED)
    assert outcome.verified == (updates[1],)
    [(refused, refusal)] = outcome.refused
    assert (refused, refusal.codes) == (again, ("bulk_later_version",))
