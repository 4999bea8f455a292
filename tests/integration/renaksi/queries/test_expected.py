"""The set that the database finds is the one that the rule in Python finds, for histories of every kind."""

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from evidence.enums import EvidenceKind, EvidenceState, TakedownReason
from evidence.models import Evidence
from renaksi.domain.periods import ExpectedReport, Quarter, is_expected, quarter_bounds, rates
from renaksi.domain.round import RoundName
from renaksi.enums import (
    ItemVerdict,
    PeriodCode,
    PeriodState,
    ReturnReason,
    ReviewVerdict,
    UpdateState,
)
from renaksi.models import (
    Commitment,
    EvidenceItem,
    EvidenceRequirement,
    Milestone,
    PeriodExtension,
    ProgressUpdate,
    ReportingPeriod,
    Review,
)
from renaksi.queries.expected import expected_milestones
from renaksi.queries.figures import figures_for
from renaksi.queries.grid import periods_of
from renaksi.queries.reported_then import ReportThen, reports_then
from renaksi.queries.round_facts import extensions_in, round_reports
from tests.factories.accounts import UserFactory
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import CommitmentFactory, PartnershipFactory, PeriodFactory, PlanFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]

TODAY = date(2027, 2, 15)
ROUNDS = [(PeriodCode(code), year) for year in (2026, 2027) for code in PeriodCode][:5]
STARTS = (None, date(2025, 5, 1), date(2026, 4, 1), date(2026, 12, 31), date(2027, 3, 1))
WITHDRAWN = (None, None, None, None, date(2026, 6, 30), date(2027, 2, 15), date(2027, 3, 1))
MEASURES = (
    (None, None), (None, None), (None, 10), (2, 10), (10, 2), (5, -5),
)  # fmt: skip
HALF = {(None, 10): 5, (2, 10): 6, (10, 2): 6, (5, -5): 0}

THERE = {"state": EvidenceState.CLEAN, "url": "https://contoh.test/bukti"}
GONE = {
    "state": EvidenceState.TAKEN_DOWN,
    "taken_down_at": datetime(2026, 2, 1, tzinfo=UTC),
    "takedown_reason": TakedownReason.OTHER,
}


@dataclass
class History:
    """One plan with five periods, written by chance; what breaks a promise of the flow is not written."""

    chance: random.Random

    def write(self) -> None:
        self.plan = PlanFactory(start_on=self.chance.choice(STARTS[:3]))
        self.person = UserFactory()
        self.owners = [InstitutionFactory() for _ in range(3)]
        self.periods = [self._period(code, year) for code, year in ROUNDS]
        for number in range(8):
            commitment = CommitmentFactory(
                plan=self.plan,
                number=str(number),
                start_on=self.chance.choice(STARTS),
                end_on=None,
                live=number != 6,
                **({"withdrawn_on": date(2026, 5, 1), "withdrawn_reason": "Uji"} if number == 7 else {}),
            )
            if number % 2:
                PartnershipFactory(commitment=commitment, institution=self.chance.choice(self.owners))
            for _ in range(5):
                self._milestone(commitment)
        PeriodExtension.objects.create(
            period=self.periods[-1],
            institution=self.owners[0],
            closes_on=self.periods[-1].closes_on + timedelta(5),
            reason="Uji",
            by=self.person,
        )

    def _period(self, code: PeriodCode, year: int) -> ReportingPeriod:
        quarter = quarter_bounds(code, year)
        return PeriodFactory(
            plan=self.plan,
            code=code,
            year=year,
            starts_on=quarter.first_day,
            ends_on=quarter.last_day,
            opens_on=quarter.first_day + timedelta(10),
            closes_on=quarter.first_day + timedelta(30),
            verify_by=quarter.first_day + timedelta(50),
            state=PeriodState.OPEN,
        )

    def _milestone(self, commitment: Commitment) -> None:
        baseline, target = self.chance.choice(MEASURES)
        withdrawn = self.chance.choice(WITHDRAWN)
        milestone = Milestone.objects.create(
            commitment=commitment,
            title="Tonggak",
            baseline=baseline,
            target=target,
            start_on=self.chance.choice(STARTS),
            responsible=self.chance.choice([None, *self.owners]),
            withdrawn_on=withdrawn,
            withdrawn_reason="Uji" if withdrawn else "",
        )
        self.requirements = [
            EvidenceRequirement.objects.create(
                milestone=milestone, text="Bukti", is_required=self.chance.random() < 0.6
            )
            for _ in range(self.chance.randint(0, 2))
        ]
        for period in self.periods:
            self._report(milestone, period)

    def _report(self, milestone: Milestone, period: ReportingPeriod) -> None:
        kind = self.chance.choice(
            ["none", "draft", "recalled", "withdrawn", "submitted", "returned"] + ["verified"] * 8
            + ["mended", "correcting", "corrected", "given up", "undone"]
        )  # fmt: skip
        if kind == "none":
            return
        first = {
            "draft": UpdateState.DRAFT,
            "recalled": UpdateState.DRAFT,
            "withdrawn": UpdateState.WITHDRAWN,
            "submitted": self.chance.choice([UpdateState.SUBMITTED, UpdateState.AWAITING_AGENCY]),
            "returned": UpdateState.RETURNED,
        }.get(kind, UpdateState.VERIFIED)
        one = self._version(milestone, period, 1, first, sent=kind != "draft")
        if kind in {"returned", "mended"}:
            self._review(one, ReviewVerdict.RETURNED, hours=1)
        if first in {UpdateState.VERIFIED, UpdateState.WITHDRAWN}:
            self._review(one, ReviewVerdict.VERIFIED, hours=2)
        second = {
            "correcting": UpdateState.DRAFT,
            "corrected": UpdateState.VERIFIED,
            "given up": UpdateState.WITHDRAWN,
            "undone": UpdateState.RETURNED,
        }.get(kind)
        if second is not None:
            self._newer(one, second)

    def _newer(self, old: ProgressUpdate, state: UpdateState) -> None:
        stays = state == UpdateState.WITHDRAWN
        judged = state in {UpdateState.VERIFIED, UpdateState.RETURNED}
        old.is_current = stays
        old.superseded_at = old.submitted_at + timedelta(days=1) if judged else None
        old.save()
        new = self._version(old.milestone, old.period, 2, state, sent=True, is_current=not stays)
        new.first_submitted_at = old.first_submitted_at
        new.save()
        if judged:
            self._review(new, ReviewVerdict(state), hours=5)

    def _version(
        self,
        milestone: Milestone,
        period: ReportingPeriod,
        version: int,
        state: UpdateState,
        *,
        sent: bool,
        is_current: bool = True,
    ) -> ProgressUpdate:
        day = period.opens_on + timedelta(self.chance.randint(0, 25))
        at = datetime(day.year, day.month, day.day, self.chance.randint(0, 23), tzinfo=UTC) if sent else None
        went_up = state != UpdateState.AWAITING_AGENCY
        found = ProgressUpdate.objects.create(
            milestone=milestone,
            period=period,
            institution=self.chance.choice(self.owners),
            version=version,
            state=state,
            is_current=is_current,
            author=self.person,
            submitted_by=self.person if sent else None,
            submitted_at=at,
            first_submitted_at=at if went_up else None,
        )
        if sent and state not in {UpdateState.SUBMITTED, UpdateState.AWAITING_AGENCY}:
            self._proofs(found)
        return found

    def _proofs(self, update: ProgressUpdate) -> None:
        for requirement in [None, *self.requirements]:
            if self.chance.random() < 0.4:
                continue
            proof = Evidence.objects.create(
                kind=EvidenceKind.LINK,
                title="Bukti",
                uploader=self.person,
                institution=update.institution,
                **(GONE | {"taken_down_by": self.person} if self.chance.random() < 0.15 else THERE),
            )
            accepted = self.chance.random() < 0.8
            EvidenceItem.objects.create(
                update=update,
                evidence=proof,
                requirement=requirement,
                verdict=ItemVerdict.ACCEPTED if accepted else ItemVerdict.REFUSED,
                reason_code="" if accepted else ReturnReason.OTHER,
                judged_by=self.person,
                judged_at=update.submitted_at,
            )

    def _review(self, update: ProgressUpdate, verdict: ReviewVerdict, *, hours: int) -> None:
        returned = verdict == ReviewVerdict.RETURNED
        Review.objects.create(
            update=update,
            verdict=verdict,
            reason_code=ReturnReason.OTHER if returned else "",
            note="Perbaiki." if returned else "",
            by=self.person,
            at=update.submitted_at + timedelta(hours=hours),
            **({} if returned else self._value(update.milestone)),
        )

    def _value(self, milestone: Milestone) -> dict[str, Any]:
        if milestone.target is None:
            return {"verified_step": self.chance.choice([50, 100, 100, 100])}
        measure = (milestone.baseline, milestone.target)
        beyond = milestone.target + (1 if milestone.target > (milestone.baseline or 0) else -1)
        return {"verified_value": self.chance.choice([HALF[measure], milestone.target, beyond])}


def milestones_by_rule(history: History, quarter: Quarter) -> set[int]:
    commitments = Commitment.objects.filter(live=True, withdrawn_on__isnull=True).for_figures()
    return {
        milestone.id
        for figures in figures_for(commitments, as_of=TODAY).values()
        for milestone in figures.milestones
        if is_expected(milestone.reportable, quarter)
    }


def expected_in(history: History, quarter: Quarter) -> set[int]:
    expected = expected_milestones(quarter, plans=[history.plan.pk], today=TODAY)
    return set(expected.values_list("pk", flat=True))


def naive_report(milestone: Milestone, period: ReportingPeriod) -> ExpectedReport:
    """Record by record, in the words of the rule."""
    versions = list(
        milestone.updates.filter(period=period).exclude(state=UpdateState.WITHDRAWN).order_by("version")
    )
    reviews = Review.objects.filter(update__in=versions).order_by("at")
    verdicts = [review.verdict == ReviewVerdict.VERIFIED for review in reviews]
    sent = [one for one in versions if one.first_submitted_at and (verdicts or one.state != "draft")]
    extension = PeriodExtension.objects.filter(period=period, institution=milestone.owner).first()
    return ExpectedReport(
        last_day=extension.closes_on if extension else period.closes_on,
        first_submitted_on=timezone.localdate(sent[0].first_submitted_at) if sent else None,
        first_verdict_verified=verdicts[0] if verdicts else None,
    )


def by_owner(pairs: Iterable[tuple[int | None, ExpectedReport]]) -> dict[int | None, object]:
    grouped = defaultdict(list)
    for owner_id, report in pairs:
        grouped[owner_id].append(report)
    return {owner_id: rates(reports) for owner_id, reports in grouped.items()}


@pytest.mark.parametrize("seed", range(3))
def test_database_expects_and_rates_as_the_rules_do(seed):
    history = History(random.Random(seed))  # noqa: S311 - no secret
    history.write()
    found = {one: expected_in(history, quarter_bounds(*one)) for one in ROUNDS}
    assert found == {one: milestones_by_rule(history, quarter_bounds(*one)) for one in ROUNDS}
    # Else it would hold for trivial histories alone: some are expected first and complete later.
    assert found[ROUNDS[0]] - found[ROUNDS[4]]
    period, name = history.periods[-1], RoundName(*ROUNDS[-1])
    extensions = {key: one.closes_on for key, one in extensions_in([period]).items()}
    reports = round_reports(name, [period], extensions, today=TODAY)
    by_rule = Milestone.objects.filter(pk__in=found[ROUNDS[-1]])
    now = by_owner((one.owner_id, one.report) for one in reports)
    assert now == by_owner(
        (one.owner.pk if one.owner else None, naive_report(one, period)) for one in by_rule
    )
    assert now == by_owner((one.owner_id, one.report) for one in reports_as_of(TODAY, period))


def reports_as_of(day: date, period: ReportingPeriod) -> list[ReportThen]:
    commitments = list(Commitment.objects.filter(live=True, plan=period.plan).for_figures(as_of=day))
    (asked,) = (one for one in periods_of([period.plan_id])[period.plan_id] if one.id == period.pk)
    return reports_then(commitments, figures_for(commitments, as_of=day), [asked], as_of=day)
