"""Makes up an open round of every province, regency and city: 552 institutions with twelve milestones each.

Three earlier periods lie behind it. Rows are written in bulk; the seed makes them the same each time.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.actions import grant_role
from accounts.enums import Role
from accounts.models import Membership, User
from bench.round_reports import BATCH, make_proofs, make_reviews, make_updates
from institutions.actions import load_regions
from institutions.enums import InstitutionKind
from institutions.models import Institution, Region
from renaksi.domain.periods import Quarter, quarter_bounds
from renaksi.domain.round import RoundName
from renaksi.enums import (
    GrantKind,
    PartnerRole,
    PeriodCode,
    PeriodState,
)
from renaksi.models import (
    ActionPlan,
    Commitment,
    EvidenceRequirement,
    Milestone,
    Partnership,
    PeriodExtension,
    PlanGrant,
    ReportingPeriod,
)
from tests.factories.renaksi import PlanFactory

MILESTONES = 12
INSTITUTIONS_PER_COMMITMENT = 4
EARLIER_PERIODS = 3


@dataclass
class Round:
    name: RoundName
    plan: ActionPlan
    admin: User
    verifier: User


def make_round(today: date, *, institutions: int | None = None, seed: int = 7) -> Round:
    """The round of the quarter that runs today, its window open since a week."""
    chance = random.Random(seed)
    admin, verifier = _person("admin", Role.ADMIN), _person("verifikator", Role.VERIFIER)
    plan = PlanFactory(
        label="Rencana Aksi Uji Beban",
        slug="rencana-aksi-uji-beban",
        start_on=date(today.year - 2, 1, 1),
        end_on=date(today.year + 1, 12, 31),
        agency_approval=True,
        region_approval=True,
    )
    PlanGrant.objects.create(user=verifier, plan=plan, kind=GrantKind.VERIFY)
    owners = _institutions(institutions)
    reporters = _reporters(owners)
    periods = _periods(plan, today)
    milestones = _milestones(plan, owners, chance)
    updates = make_updates(milestones, periods, reporters, chance)
    reviews = make_reviews(updates, verifier, chance)
    make_proofs(reviews, reporters, verifier)
    for owner in chance.sample(owners, len(owners) // 20):
        PeriodExtension.objects.create(
            period=periods[-1],
            institution=owner,
            closes_on=periods[-1].closes_on + timedelta(days=7),
            reason="Surat permintaan nomor 12: kantor terdampak banjir.",
            by=admin,
        )
    return Round(RoundName(PeriodCode(periods[-1].code), periods[-1].year), plan, admin, verifier)


def _person(name: str, role: Role) -> User:
    user = User.objects.create_user(f"{name}@contoh.test", name=name.title())
    grant_role(user=user, role=role, by=None)
    return user


def _institutions(count: int | None) -> list[Institution]:
    load_regions()
    Institution.objects.bulk_create(
        (
            Institution(
                name=f"Instansi contoh {number:03}, {region.name}",
                slug=f"instansi-contoh-{number}",
                kind=InstitutionKind.LOCAL_GOVERNMENT,
                region=region,
                is_sample=True,
            )
            for number, region in enumerate(Region.objects.order_by("code")[:count], start=1)
        ),
        batch_size=BATCH,
    )
    return list(Institution.objects.filter(slug__startswith="instansi-contoh-").order_by("pk"))


def _reporters(owners: list[Institution]) -> dict[int, User]:
    User.objects.bulk_create(
        (User(email=f"pelapor{owner.pk}@contoh.test", name=f"Pelapor {owner.pk}") for owner in owners),
        batch_size=BATCH,
    )
    by_mail = {user.email: user for user in User.objects.filter(email__startswith="pelapor")}
    found = {owner.pk: by_mail[f"pelapor{owner.pk}@contoh.test"] for owner in owners}
    Membership.objects.bulk_create(
        Membership(user=user, role=Role.FOCAL_POINT, institution_id=pk) for pk, user in found.items()
    )
    return found


def _periods(plan: ActionPlan, today: date) -> list[ReportingPeriod]:
    """Oldest first; the last one is open."""
    codes = list(PeriodCode)
    running = today.year * 4 + (today.month - 1) // 3
    found = []
    for place in range(running - EARLIER_PERIODS, running + 1):
        code, year = codes[place % 4], place // 4
        quarter: Quarter = quarter_bounds(code, year)
        is_open = place == running
        opens = today - timedelta(days=7) if is_open else quarter.last_day - timedelta(days=10)
        found.append(
            ReportingPeriod.objects.create(
                plan=plan,
                code=code,
                year=year,
                starts_on=quarter.first_day,
                ends_on=quarter.last_day,
                opens_on=opens,
                closes_on=opens + timedelta(days=20),
                verify_by=opens + timedelta(days=41),
                state=PeriodState.OPEN if is_open else PeriodState.CLOSED,
            )
        )
    return found


def _milestones(plan: ActionPlan, owners: list[Institution], chance: random.Random) -> list[Milestone]:
    """A third of the first lead's milestones name nobody: they are the lead's all the same."""
    groups = [
        owners[first : first + INSTITUTIONS_PER_COMMITMENT]
        for first in range(0, len(owners), INSTITUTIONS_PER_COMMITMENT)
    ]
    Commitment.objects.bulk_create(
        Commitment(plan=plan, number=str(n), slug=str(n), title=f"Komitmen contoh {n}", live=True)
        for n in range(1, len(groups) + 1)
    )
    commitments = list(Commitment.objects.filter(plan=plan).order_by("pk"))
    Partnership.objects.bulk_create(
        Partnership(commitment=commitment, institution=owner, role=PartnerRole.LEAD, sort_order=place)
        for commitment, group in zip(commitments, groups, strict=True)
        for place, owner in enumerate(group)
    )
    rows = [
        _milestone(commitment, owner, place, number, chance)
        for commitment, group in zip(commitments, groups, strict=True)
        for place, owner in enumerate(group)
        for number in range(1, MILESTONES + 1)
    ]
    found = Milestone.objects.bulk_create(rows, batch_size=BATCH)
    EvidenceRequirement.objects.bulk_create(
        (EvidenceRequirement(milestone=one, text="Laporan yang ditandatangani") for one in found),
        batch_size=BATCH,
    )
    return list(Milestone.objects.filter(commitment__plan=plan).with_owner_id().order_by("pk"))


def _milestone(
    commitment: Commitment, owner: Institution, place: int, number: int, chance: random.Random
) -> Milestone:
    counted = chance.random() < 0.4
    return Milestone(
        commitment=commitment,
        number=f"{place + 1}.{number}",
        sort_order=place * MILESTONES + number,
        title=f"Langkah contoh {number}: layanan terbuka yang dipakai warga",
        unit="desa" if counted else "",
        baseline=10 if counted else None,
        target=chance.choice([60, 120]) if counted else None,
        responsible=None if place == 0 and number % 3 == 0 else owner,
        start_on=commitment.plan.start_on,
    )
