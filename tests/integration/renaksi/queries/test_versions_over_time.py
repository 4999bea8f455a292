"""Random histories of versions: what counts on any day is what a ledger, kept beside them, says."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from django.utils import timezone

from renaksi.actions.corrections import correct_update, give_up_correction, reopen_verdict
from renaksi.actions.reviews import judge_item, return_update, verify_update, withdraw_update
from renaksi.actions.updates import DraftContent, save_draft, submit_update
from renaksi.enums import ItemVerdict, ReturnReason, Step, UpdateState
from renaksi.models import EvidenceItem, ProgressUpdate, ReportingPeriod
from renaksi.queries.figures import figures_of
from tests.reporting import draft, link

pytestmark = [pytest.mark.django_db, pytest.mark.once]
START = datetime(2026, 10, 5, 3, tzinfo=UTC)
STEPS = 16


@dataclass
class Ledger:
    """By hand, without the database: the versions of one report, each with the days on which its value counts."""

    values: dict[int, int] = field(default_factory=dict)
    since: dict[int, date] = field(default_factory=dict)
    until: dict[int, date] = field(default_factory=dict)
    older: dict[int, int] = field(default_factory=dict)

    def verified(self, pk: int, value: int, day: date) -> None:
        for other in self.since:
            self.until.setdefault(other, day)
        self.values[pk], self.since[pk] = value, day

    def undone(self, pk: int, day: date) -> None:
        if pk in self.since:
            self.until.setdefault(pk, day)

    def erased(self, pk: int) -> None:
        """As if it had never been: the one before it, and nothing older, counts on."""
        self.values.pop(pk, None), self.since.pop(pk, None), self.until.pop(pk, None)
        before = self.older.pop(pk, None)
        while before is not None:
            self.until.pop(before, None)
            before = None if before in self.since else self.older.get(before)

    def on(self, day: date) -> int | None:
        counting = [pk for pk, since in self.since.items() if since <= day < self.until.get(pk, date.max)]
        return self.values[max(counting)] if counting else None


@dataclass
class Walk:
    line: object
    update: ProgressUpdate
    random: Random
    ledger: Ledger = field(default_factory=Ledger)
    reopened: set[int] = field(default_factory=set)
    at: datetime = START

    @property
    def day(self) -> date:
        return timezone.localdate(self.at)

    def submit(self) -> None:
        step = self.random.choice(Step.values)
        content = DraftContent(step=step, narrative="Diisi.", challenges=("funding",), next_step="Lanjut.")
        by = self.line.reporter
        save_draft(update=self.update, content=content, revision=self.update.revision, by=by, at=self.at)
        submit_update(update=self.update, by=by, at=self.at)

    def verify(self) -> None:
        for item in self.update.items.filter(verdict=ItemVerdict.PENDING):
            judge_item(item=item, verdict=ItemVerdict.ACCEPTED, by=self.line.verifier, at=self.at)
        value = self.random.choice(Step.values)
        verify_update(update=self.update, verified_step=value, by=self.line.verifier, at=self.at)
        self.ledger.verified(self.update.pk, value, self.day)

    def send_back(self) -> None:
        reason = {"reason_code": ReturnReason.OTHER, "note": "Perbaiki."}
        return_update(update=self.update, **reason, by=self.line.verifier, at=self.at)
        if self.update.pk in self.reopened:
            self.ledger.undone(self.update.corrects_id, self.day)

    def correct(self) -> None:
        new = correct_update(update=self.update, reason="Keliru.", by=self.line.reporter, at=self.at)
        self.ledger.older[new.pk] = self.update.pk

    def reopen(self) -> None:
        new = reopen_verdict(update=self.update, reason="Keliru.", by=self.line.verifier, at=self.at)
        self.ledger.older[new.pk] = self.update.pk
        self.reopened.add(new.pk)

    def give_up(self) -> None:
        give_up_correction(update=self.update, by=self.line.reporter, at=self.at)
        self.ledger.erased(self.update.pk)

    def withdraw(self) -> None:
        withdraw_update(update=self.update, reason="Keliru.", by=self.line.verifier, at=self.at)
        self.ledger.erased(self.update.pk)

    def choices(self) -> list:
        state = self.update.state
        if state == UpdateState.VERIFIED:
            new = [self.correct, self.reopen]
            return [*new, self.withdraw] if self.update.corrects_id else new
        if state in {UpdateState.SUBMITTED, UpdateState.IN_REVIEW}:
            return [self.verify, self.verify, self.send_back]
        mended = [self.submit, self.submit]
        if state == UpdateState.RETURNED:
            mended.append(self.reopen)
        counts = self.ledger.on(self.day) is not None and self.update.corrects_id is not None
        return [*mended, *mended, self.give_up] if counts else mended


@pytest.mark.parametrize(
    "seed", [pytest.param(seed, marks=() if seed < 2 else pytest.mark.long) for seed in range(20)]
)
def test_what_counts_on_any_day_is_what_the_ledger_says(line, seed):
    ReportingPeriod.objects.update(closes_on=date(2027, 6, 1), verify_by=date(2027, 6, 30))
    line.period.refresh_from_db()
    walk = Walk(line, draft(line), Random(seed))  # noqa: S311 - the same histories each time
    link(line, walk.update)
    for _ in range(STEPS):
        walk.update = ProgressUpdate.objects.current().get()
        walk.random.choice(walk.choices())()
        walk.at += timedelta(days=walk.random.choice((0, 1, 3)))
        assert ProgressUpdate.objects.current().count() == 1
        assert accepted_evidence() in {0, 1}

    last = timezone.localdate(walk.at)
    days = [timezone.localdate(START) + timedelta(days=n) for n in range((last - START.date()).days + 2)]
    told = {day: proven(line, day) for day in days}
    assert told == {day: walk.ledger.on(day) for day in days}


def accepted_evidence() -> int:
    """One proof, in however many versions."""
    return EvidenceItem.objects.proving().values("evidence").distinct().count()


def proven(line, day: date) -> int | None:
    (milestone,) = figures_of(line.milestone.commitment_id, as_of=day).milestones
    return int(milestone.verified.percent) if milestone.verified else None
