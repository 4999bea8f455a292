"""Makes up a monitored plan of any size: each commitment differs, so that no cache flatters the measure."""

import random
from datetime import UTC, date, datetime, timedelta

from django.utils.text import slugify

from evidence.enums import EvidenceState
from institutions.models import Institution
from renaksi.enums import Challenge, ItemVerdict, PartnerRole, PeriodCode, ReviewVerdict, UpdateState
from renaksi.models import ActionPlan, Amendment, Milestone, ReportingPeriod, Review
from tests.factories.accounts import UserFactory
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import (
    CommitmentFactory,
    ItemFactory,
    LinkFactory,
    MilestoneFactory,
    PartnershipFactory,
    PeriodFactory,
    PlanFactory,
    RequirementFactory,
    UpdateFactory,
)

SECTORS = (
    "Pengadaan barang dan jasa yang terbuka sampai tingkat desa",
    "Data kependudukan yang terpadu untuk bantuan sosial yang tepat sasaran",
    "Layanan pengaduan publik yang menjawab dalam lima hari kerja",
    "Keterbukaan pemilik manfaat perusahaan di sektor ekstraktif",
    "Bantuan hukum bagi kelompok rentan di daerah terpencil",
    "Musyawarah perencanaan pembangunan yang inklusif",
)
MEASURES = ("desa menerbitkan APBDes", "dataset terbuka yang diperbarui", "perangkat daerah terhubung")
QUARTERS = ((1, 3, 31), (4, 6, 30), (7, 9, 30), (10, 12, 31))


def make_plan(commitments: int, *, milestones: int = 4, is_sample: bool = True, seed: int = 7) -> ActionPlan:
    """A plan of 2026-2027 with eight periods; the seed makes it the same each time."""
    chance = random.Random(seed)
    plan = PlanFactory(
        label=f"Rencana Aksi Contoh 2026–2027 ({commitments} komitmen)",
        slug=f"rencana-aksi-contoh-{commitments}",
        is_sample=is_sample,
        legal_basis="Keputusan Kepala Bappeda Provinsi Contoh Nomor 12 Tahun 2026",
        ogp_label="2026-2027",
    )
    periods = [_period(plan, year, quarter) for year in (2026, 2027) for quarter in QUARTERS]
    institutions = [_institution(plan, number) for number in range(12)]
    people = (UserFactory(), UserFactory())
    for number in range(1, commitments + 1):
        _commitment(
            plan,
            number,
            milestones=milestones,
            periods=periods,
            institutions=institutions,
            people=people,
            chance=chance,
        )
    return plan


def _period(plan: ActionPlan, year: int, quarter: tuple[int, int, int]) -> ReportingPeriod:
    first, last, day = quarter
    ends = date(year, last, day)
    return PeriodFactory(
        plan=plan,
        code=PeriodCode(f"B{last:02}"),
        year=year,
        starts_on=date(year, first, 1),
        ends_on=ends,
        opens_on=ends - timedelta(days=10),
        closes_on=ends + timedelta(days=10),
        verify_by=ends + timedelta(days=31),
    )


def _institution(plan: ActionPlan, number: int) -> Institution:
    office = ("Komunikasi dan Informatika", "Sosial", "Kesehatan", "Pendidikan")[number % 4]
    name = f"Dinas {office} Kabupaten Contoh {number + 1}"
    return InstitutionFactory(name=name, slug=slugify(f"{name} {plan.pk}"), is_sample=True)


def _commitment(plan, number, *, milestones, periods, institutions, people, chance) -> None:  # type: ignore[no-untyped-def]
    lead, partner, related = chance.sample(institutions, 3)
    commitment = CommitmentFactory(
        plan=plan,
        number=str(number),
        slug=f"komitmen-{number}",
        title=f"{SECTORS[number % len(SECTORS)]}, bagian {number}",
        problem="Warga belum dapat melihat bagaimana keputusan diambil dan anggaran dipakai di wilayahnya. "
        * 3,
        solution="Instansi menerbitkan data, membuka forum bersama masyarakat sipil, dan menindaklanjuti hasilnya. "
        * 3,
        start_on=date(2026, 1, 1),
        end_on=date(2027, 12, 31),
    )
    PartnershipFactory(commitment=commitment, institution=lead)
    PartnershipFactory(commitment=commitment, institution=partner, role=PartnerRole.IMPLEMENTING)
    PartnershipFactory(commitment=commitment, institution=related, role=PartnerRole.RELATED)
    for place in range(1, milestones + 1):
        milestone = _milestone(commitment, place, lead, chance)
        if number % 7:
            _report(milestone, periods[: chance.randint(1, 4)], people, chance)
    if number % 3 == 0:
        Amendment.objects.create(
            commitment=commitment,
            milestone=milestone,
            field="due_on",
            old="2026-09",
            new=milestone.due_on.isoformat(),
            reason="Pengadaan perangkat diulang karena hanya ada satu penawar.",
            by=people[0],
            at=datetime(2026, 8, 3, 3, tzinfo=UTC),
        )


def _milestone(commitment, place, lead, chance) -> Milestone:  # type: ignore[no-untyped-def]
    counted = chance.random() < 0.5
    milestone = MilestoneFactory(
        commitment=commitment,
        number=str(place),
        sort_order=place,
        title=f"Tersusun dan diterapkannya langkah {place} bersama masyarakat sipil di seluruh kecamatan",
        success_measure=f"Jumlah {MEASURES[place % len(MEASURES)]} menurut berita acara yang ditandatangani",
        unit=MEASURES[place % len(MEASURES)].split()[0] if counted else "",
        baseline=10 if counted else None,
        target=chance.choice([60, 74, 120]) if counted else None,
        responsible=lead,
        due_on=date(2026, chance.choice([3, 6, 9, 12]), 28) + timedelta(days=365 * chance.randint(0, 1)),
    )
    RequirementFactory(milestone=milestone)
    return milestone


def _report(milestone, periods, people, chance) -> None:  # type: ignore[no-untyped-def]
    author, reviewer = people
    for place, period in enumerate(periods, start=1):
        state = chance.choice(
            [UpdateState.VERIFIED] * 4 + [UpdateState.SUBMITTED, UpdateState.RETURNED, None]
        )
        if state is None:
            continue
        reached = min(100, 25 * place * chance.randint(1, 2))
        value = (
            {"realised": 10 + (milestone.target - 10) * reached // 100, "step": None}
            if milestone.target
            else {"step": reached}
        )
        sent = datetime.combine(period.closes_on - timedelta(days=3), datetime.min.time(), UTC)
        update = UpdateFactory(
            milestone=milestone,
            period=period,
            state=state,
            author=author,
            submitted_at=sent,
            submitted_by=author,
            narrative="Forum multipihak bertemu dua kali; hasilnya diterbitkan di portal data daerah.",
            challenges=[Challenge.FUNDING, Challenge.APPROVAL] if reached < 75 else [],
            challenge_text="Anggaran perubahan baru disahkan pada triwulan berikutnya."
            if reached < 75
            else "",
            next_step="Menyelesaikan petunjuk teknis dan melatih operator kecamatan.",
            **value,
        )
        if state == UpdateState.VERIFIED:
            _verify(update, reviewer, sent + timedelta(days=9))


def _verify(update, reviewer, at: datetime) -> None:  # type: ignore[no-untyped-def]
    Review.objects.create(
        update=update,
        verdict=ReviewVerdict.VERIFIED,
        verified_value=update.realised,
        verified_step=update.step,
        by=reviewer,
        at=at,
    )
    ItemFactory(
        update=update,
        requirement=update.milestone.requirements.first(),
        evidence=LinkFactory(
            institution=update.institution,
            state=EvidenceState.PUBLISHED,
            title=f"Berita acara {update.period}",
            document_date=update.period.ends_on,
        ),
        verdict=ItemVerdict.ACCEPTED,
        judged_by=reviewer,
        judged_at=at,
    )
