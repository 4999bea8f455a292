"""A plan of four commitments over three periods of 2020, and its reports: assembled once, looked at by many tests.

| | B06, as of 31 Jul | B09, as of 31 Oct |
|---|---|---|
| 1a due 30 Jun | verified 50 | verified 75, waits for Dinas Beta |
| 1b | not reported | sent two days late, verified 100 with proof: complete |
| 2a due 30 Sep | verified 25 | returned |
| 3a, 4a | not reported | not reported; 4a has no owner |
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction

from agenda.enums import Part
from agenda.models import EventCommitment, EventParty
from institutions.enums import InstitutionKind
from practices.models import PracticeCommitment
from renaksi.enums import ItemVerdict, PartnerRole, ReturnReason, ReviewVerdict, UpdateState
from renaksi.models import Commitment, Milestone, ProgressUpdate, ReportingPeriod, Review
from renaksi.queries.plans import PlanPage, find_plan, plan_page
from reports.document import Payload
from reports.enums import ReportKind, ReportLanguage, TextSlot
from reports.models import ReportText
from reports.payload import assemble
from reports.subject import Subject
from tests import pages
from tests.factories.accounts import UserFactory
from tests.factories.institutions import CityFactory, InstitutionFactory, ProvinceFactory
from tests.factories.renaksi import (
    CommitmentFactory,
    ItemFactory,
    LinkFactory,
    MilestoneFactory,
    PartnershipFactory,
    PeriodFactory,
    PlanFactory,
    PolicyAreaFactory,
    UpdateFactory,
)

GATHERED = datetime(2020, 11, 2, 3, tzinfo=UTC)
TODAY = date(2020, 11, 2)
FAR_AHEAD = date(2090, 12, 31)


@dataclass(frozen=True)
class Term:
    """Payloads by what they are of; `page` is the public page of the plan as of B09."""

    b06: Payload
    b09: Payload
    after_b06: Payload
    running: Payload
    today: Payload
    semester: Payload
    both: Payload
    institution: Payload
    region: Payload
    commitment: Payload
    briefing: Payload
    written_briefing: Payload
    self_assessment: Payload
    checklist: Payload
    record: Payload
    old_self_assessment: Payload
    page: PlanPage


def play() -> Term:
    world = World()
    b06 = world.report(period="B06")
    beta = world.institutions["beta"]
    return Term(
        b06=b06,
        b09=world.report(),
        after_b06=world.report(previous=otherwise(b06)),
        running=world.report(period="B12", today=date(2021, 1, 5)),
        today=world.report(ReportKind.STANDING, period=""),
        semester=world.report(ReportKind.SEMESTER),
        both=world.report(language=ReportLanguage.BOTH, texts=world.texts()),
        institution=world.report(institution=beta),
        region=world.report(region=world.regions["xena"]),
        commitment=world.report(commitment=world.plan.commitments.get(number="1")),
        briefing=world.report(ReportKind.BRIEFING, period=""),
        written_briefing=world.report(ReportKind.BRIEFING, period="", texts=world.long_texts()),
        self_assessment=world.report(
            ReportKind.SELF_ASSESSMENT, period="", language=ReportLanguage.BOTH, texts=world.remarks()
        ),
        checklist=world.report(ReportKind.CHECKLIST, period=""),
        record=world.record(),
        old_self_assessment=world.record(ReportKind.SELF_ASSESSMENT, slug="rencana-tua"),
        page=plan_page(find_plan(world.plan.slug), as_of=date(2020, 10, 31)),
    )


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def otherwise(published: Payload) -> Payload:
    """As it was published, whatever the data say now: 2 was at 60 % and substantial, the whole at 40 %."""
    edition = published.main
    commitments, periods = edition.table("commitments"), edition.table("periods")
    status, verified = commitments.place("status"), commitments.place("verified")
    rows = [list(row) for row in commitments.rows]
    rows[1][status], rows[1][verified] = replace(rows[1][status], code="substantial"), 60
    whole = [list(row) for row in periods.rows]
    whole[-1][periods.place("progress")] = 40
    changed = {
        "commitments": replace(commitments, rows=tuple(map(tuple, rows))),
        "periods": replace(periods, rows=tuple(map(tuple, whole))),
    }
    tables = tuple(changed.get(table.key, table) for table in edition.tables)
    return replace(published, version=3, editions=(replace(edition, tables=tables),))


class World:
    def __init__(self) -> None:
        self.tree = pages.site_tree()
        self.verifier = UserFactory()
        self.plan = PlanFactory(
            label="Rencana Uji", slug="rencana-uji", start_on=date(2020, 1, 1), end_on=date(2021, 12, 31)
        )
        self.periods = {code: self._period(code) for code in ("B06", "B09", "B12")}
        self.institutions = {
            "alfa": InstitutionFactory(name="Dinas Alfa", slug="alfa"),
            "beta": InstitutionFactory(name="Dinas Beta", name_en="Beta Agency", slug="beta"),
            "warga": InstitutionFactory(name="Forum Warga", slug="warga", kind=InstitutionKind.CIVIL_SOCIETY),
        }
        province = ProvinceFactory(code="Z", name="Zeta")
        self.regions = {
            "yala": CityFactory(code="Z.1", name="Kota Yala", province=province),
            "xena": CityFactory(code="Z.2", name="Kota Xena", province=province),
            "zeta": province,
        }
        self._promise()
        self._surround()

    def _period(self, code: str) -> ReportingPeriod:
        month = int(code[1:])
        closes = date(2020, month + 1, 10) if month < 12 else date(2021, 1, 10)
        return PeriodFactory(
            plan=self.plan,
            code=code,
            year=2020,
            starts_on=date(2020, month - 2, 1),
            ends_on=date(2020, month, 31 if month == 12 else 30),
            opens_on=date(2020, month, 20),
            closes_on=closes,
            verify_by=closes.replace(day=31),
        )

    def _promise(self) -> None:
        fiscal, service = (
            PolicyAreaFactory(name="Fiskal", slug="fiskal"),
            PolicyAreaFactory(name="Pelayanan", slug="pelayanan"),
        )
        first = self._commitment("1", lead="alfa", region="xena", areas=[fiscal])
        second = self._commitment("2", lead="beta", region="yala", areas=[service, fiscal])
        third = self._commitment("3", lead="warga", region="zeta", areas=[])
        fourth = self._commitment("4", lead="", region="", areas=[])
        PartnershipFactory(
            commitment=second, institution=self.institutions["warga"], role=PartnerRole.RELATED
        )
        published, portal = (
            self._milestone(first, "Anggaran terbit", due=date(2020, 6, 30)),
            self._milestone(first, "Portal berjalan"),
        )
        channel = self._milestone(second, "Kanal dibuka", due=date(2020, 9, 30))
        self._milestone(third, "Pos berdiri")
        self._milestone(fourth, "Belum ada yang punya", responsible=None)
        self._verify(self._send(published, "B06", 50), 50)
        self._verify(self._send(channel, "B06", 25), 25)
        waits = {"blocked_by": self.institutions["beta"], "blocked_since": date(2020, 9, 1)}
        self._verify(self._send(published, "B09", 75, **waits), 75)
        self._accept(self._verify(self._send(portal, "B09", 100, day=12), 100))
        self._return(self._send(channel, "B09", 50))

    def _commitment(self, number: str, *, lead: str, region: str, areas: list[Any]) -> Commitment:
        commitment = CommitmentFactory(
            plan=self.plan,
            number=number,
            slug=number,
            title=f"Janji {number}",
            region=self.regions.get(region),
        )
        if lead:
            PartnershipFactory(commitment=commitment, institution=self.institutions[lead])
        commitment.policy_areas.set(areas)
        commitment.save()
        return commitment

    def _milestone(
        self, commitment: Commitment, title: str, *, due: date = FAR_AHEAD, **fields: Any
    ) -> Milestone:
        partner = commitment.partnerships.first()
        owner = {"responsible": partner.institution if partner else None}
        return MilestoneFactory(
            commitment=commitment,
            title=title,
            start_on=date(2020, 1, 1),
            due_on=due,
            sort_order=commitment.milestones.count(),
            **{**owner, **fields},
        )

    def _send(
        self, milestone: Milestone, code: str, step: int, *, day: int = 5, **fields: Any
    ) -> ProgressUpdate:
        at = self._at(code, day)
        return UpdateFactory(
            milestone=milestone,
            period=self.periods[code],
            step=step,
            state=UpdateState.SUBMITTED,
            submitted_at=at,
            first_submitted_at=at,
            submitted_by=UserFactory(),
            **fields,
        )

    def _at(self, code: str, day: int) -> datetime:
        return datetime(2020, int(code[1:]) + 1, day, 3, tzinfo=UTC)

    def _verify(self, update: ProgressUpdate, step: int) -> ProgressUpdate:
        update.state = UpdateState.VERIFIED
        update.save()
        self._judge(update, verdict=ReviewVerdict.VERIFIED, verified_step=step)
        return update

    def _return(self, update: ProgressUpdate) -> None:
        update.state = UpdateState.RETURNED
        update.save()
        reason = {"reason_code": ReturnReason.OTHER, "note": "Perbaiki."}
        self._judge(update, verdict=ReviewVerdict.RETURNED, **reason)

    def _judge(self, update: ProgressUpdate, **fields: Any) -> None:
        at = self._at(update.period.code, 20)
        Review.objects.create(update=update, by=self.verifier, at=at, **fields)

    def _accept(self, update: ProgressUpdate) -> None:
        ItemFactory(
            update=update,
            evidence=LinkFactory(institution=update.institution, state="published"),
            verdict=ItemVerdict.ACCEPTED,
            judged_by=self.verifier,
            judged_at=self._at("B09", 20),
        )

    def _surround(self) -> None:
        first = self.plan.commitments.get(number="1")
        named = pages.practice(self.tree, title="Papan anggaran", slug="papan-anggaran")
        PracticeCommitment.objects.create(page=named, commitment=first)
        alike = {"institution": self.institutions["beta"]}
        pages.practice(self.tree, title="Aduan cepat", slug="aduan-cepat", **alike)
        pages.practice(self.tree, title="Rekaan", slug="rekaan", is_sample=True, **alike)
        pages.practice(self.tree, title="Rancangan", slug="rancangan", live=False, **alike)
        pages.practice(self.tree, title="Jauh", slug="jauh")
        forum = pages.event(self.tree, title="Forum anggaran", slug="forum", first_day=date(2020, 8, 3))
        EventCommitment.objects.create(page=forum, commitment=first)
        fair = pages.event(self.tree, title="Pameran", slug="pameran", first_day=date(2020, 9, 30))
        EventParty.objects.create(page=fair, part=Part.ORGANISER, institution=self.institutions["beta"])
        late = pages.event(self.tree, title="Terlambat", slug="terlambat", first_day=date(2020, 10, 1))
        EventCommitment.objects.create(page=late, commitment=first)
        pages.event(self.tree, title="Lain", slug="lain", first_day=date(2020, 8, 3))

    def more(self, number: str) -> None:
        """One more of each: commitment, institution, theme, region, practice, event."""
        name = f"baru-{number}"
        self.institutions[name] = InstitutionFactory(name=name, slug=name, kind=InstitutionKind.CIVIL_SOCIETY)
        self.regions[name] = CityFactory(code=f"Z.{number}", province=self.regions["zeta"])
        commitment = self._commitment(number, lead=name, region=name, areas=[PolicyAreaFactory()])
        self._verify(self._send(self._milestone(commitment, name), "B09", 50), 50)
        practice = pages.practice(self.tree, title=name, slug=name, institution=self.institutions[name])
        PracticeCommitment.objects.create(page=practice, commitment=commitment)
        event = pages.event(self.tree, title=name, slug=name, first_day=date(2020, 8, 3))
        EventCommitment.objects.create(page=event, commitment=commitment)
        EventParty.objects.create(page=event, part=Part.PARTNER, institution=self.institutions[name])

    def texts(self) -> list[ReportText]:
        written = {"text": "Warga ikut menyusun.", "text_en": "Citizens took part."}
        return [ReportText(slot=TextSlot.PARTICIPATION, **written)]

    def long_texts(self) -> list[ReportText]:
        return [ReportText(slot=TextSlot.DECISIONS, text="Putuskan anggaran. " * 40)]

    def remarks(self) -> list[ReportText]:
        first = self.plan.commitments.get(number="1")
        return [
            ReportText(slot=TextSlot.PROCESS, text="Warga ikut menyusun.", text_en="Citizens took part."),
            ReportText(slot=TextSlot.REMARK, commitment=first, text="Sudah dibahas.\n\nLanjut 2021."),
        ]

    def report(
        self, kind: ReportKind = ReportKind.QUARTERLY, *, period: str = "B09", **asked: Any
    ) -> Payload:
        part = {
            name: asked.pop(name)
            for name in ("region", "institution", "commitment", "language")
            if name in asked
        }
        subject = Subject(kind, self.plan, self.periods.get(period), **part)
        told = {"today": TODAY, "gathered_at": GATHERED, "version": 1, **asked}
        return assemble(subject, **told).payload

    def record(self, kind: ReportKind = ReportKind.STANDING, slug: str = "rencana-lama") -> Payload:
        plan = PlanFactory(label="Rencana Lama", slug=slug, start_on=date(2016, 1, 1))
        for number in ("1", "2"):
            commitment = CommitmentFactory(plan=plan, number=number, slug=number)
            PartnershipFactory(commitment=commitment, institution=self.institutions["alfa"])
        subject = Subject(kind, plan)
        return assemble(subject, today=TODAY, gathered_at=GATHERED, version=1).payload
