"""Commitments of every region for the benchmarks of the public list, written in bulk."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

PER_PLACE = 25
MILESTONES = 3
STEPS = (0, 25, 50, 75, 100)
SUBJECTS = ("air bersih", "data terbuka", "anggaran desa", "pengaduan", "perizinan", "kesehatan", "sekolah")
_numbers = count(1)


def make_commitments(how_many: int, today: date) -> None:
    """One region's, or those of as many regions as it takes. The regions and the plan are made once."""
    from django.db import transaction

    with transaction.atomic():
        _write(how_many, today)


def _write(how_many: int, today: date) -> None:
    from renaksi.models import Commitment, Milestone, Partnership

    world = _world(today)
    commitments = Commitment.objects.bulk_create(_commitments(world, how_many))
    Partnership.objects.bulk_create(
        Partnership(
            commitment=one, institution=world["institutions"][(number // PER_PLACE) % 600], role="lead"
        )
        for number, one in enumerate(commitments)
    )
    areas, through = world["areas"], Commitment.policy_areas.through
    through.objects.bulk_create(
        through(commitment=one, policyarea=areas[number % len(areas)])
        for number, one in enumerate(commitments)
    )
    milestones = Milestone.objects.bulk_create(
        Milestone(
            commitment=one,
            title=f"Tonggak {step}",
            sort_order=step,
            start_on=today - timedelta(days=200),
            due_on=today + timedelta(days=(number * 7 + step * 31) % 400 - 100),
        )
        for number, one in enumerate(commitments)
        for step in range(MILESTONES)
    )
    _report(milestones[::2], world, today)


def _world(today: date) -> dict[str, Any]:
    """552 regions under 38 provinces, 600 institutions, 60 policy areas, one monitored plan."""
    from institutions.enums import RegionKind
    from institutions.models import Institution, Region
    from renaksi.enums import PeriodCode, PlanLevel, PlanState
    from renaksi.models import ActionPlan, PolicyArea, ReportingPeriod

    plan, made = ActionPlan.objects.get_or_create(
        slug="ran-besar",
        defaults={
            "label": "RAN Besar",
            "level": PlanLevel.NATIONAL,
            "state": PlanState.ACTIVE,
            "live": True,
            "start_on": today - timedelta(days=300),
        },
    )
    if made:
        provinces = Region.objects.bulk_create(
            Region(code=str(n), name=f"Provinsi {n}", kind=RegionKind.PROVINCE) for n in range(40, 78)
        )
        Region.objects.bulk_create(
            Region(
                code=f"{provinces[n % 38].code}.{71 + n // 38}",
                name=f"Kota {n}",
                kind=RegionKind.CITY,
                province=provinces[n % 38],
            )
            for n in range(514)
        )
        Institution.objects.bulk_create(
            Institution(name=f"Dinas Pekerjaan {n}", slug=f"instansi-{n}") for n in range(600)
        )
        PolicyArea.objects.bulk_create(
            PolicyArea(slug=f"bidang-{n}", name=f"Bidang {n}", name_en=f"Area {n}") for n in range(60)
        )
        ReportingPeriod.objects.create(
            plan=plan,
            code=PeriodCode.B03,
            year=today.year,
            starts_on=today - timedelta(days=150),
            ends_on=today - timedelta(days=60),
            opens_on=today - timedelta(days=70),
            closes_on=today - timedelta(days=40),
            verify_by=today - timedelta(days=30),
        )
    return {
        "plan": plan,
        "period": plan.periods.get(),
        "regions": list(Region.objects.order_by("code")),
        "institutions": list(Institution.objects.filter(slug__startswith="instansi-").order_by("pk")),
        "areas": list(PolicyArea.objects.filter(slug__startswith="bidang-").order_by("pk")),
    }


def _commitments(world: dict[str, Any], how_many: int) -> Iterator[Any]:
    from renaksi.models import Commitment

    for number in range(how_many):
        unique = next(_numbers)
        yield Commitment(
            plan=world["plan"],
            live=True,
            number=str(unique),
            slug=str(unique),
            title=f"Komitmen {unique} tentang {SUBJECTS[unique % len(SUBJECTS)]} untuk warga",
            title_en=f"Commitment {unique}" if unique % 2 else "",
            problem="Masalah yang panjang. " * 40,
            region=world["regions"][(number // PER_PLACE) % len(world["regions"])],
        )


def _report(milestones: list[Any], world: dict[str, Any], today: date) -> None:
    """Each of them verified at some step."""
    from accounts.models import User
    from renaksi.enums import ReviewVerdict, UpdateState
    from renaksi.models import ProgressUpdate, Review

    person, _made = User.objects.get_or_create(email="penguji@contoh.test")
    at = datetime(today.year, today.month, today.day, 3, tzinfo=UTC) - timedelta(days=35)
    updates = ProgressUpdate.objects.bulk_create(
        ProgressUpdate(
            milestone=milestone,
            period=world["period"],
            institution=world["institutions"][0],
            state=UpdateState.VERIFIED,
            step=STEPS[number % 5],
            author=person,
            submitted_by=person,
            submitted_at=at,
        )
        for number, milestone in enumerate(milestones)
    )
    Review.objects.bulk_create(
        Review(update=update, verdict=ReviewVerdict.VERIFIED, verified_step=update.step, by=person, at=at)
        for update in updates
    )
