"""The sample plan of a province that does not exist: flagged, outside every total, and alive.

Its history is played through the same actions that people use, at the times it would have happened.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.models import User
from home.seed.files import load
from home.seed.sample_calendar import SampleCalendar
from home.seed.sample_evidence import put_sample_example
from home.seed.sample_people import SamplePeople, seed_people
from home.seed.sample_reports import play_reports
from institutions.models import Institution, Region
from renaksi.actions.milestones import change_milestone
from renaksi.actions.periods import close_period
from renaksi.enums import AssessmentSource, Indicator, PartnerRole, PeriodState, PlanLevel, PlanState
from renaksi.models import (
    ActionPlan,
    Assessment,
    Commitment,
    EvidenceRequirement,
    Milestone,
    Partnership,
    PolicyArea,
    ReportingPeriod,
)

PAST_QUARTERS = (2, 1)


def seed_sample(today: date) -> bool:
    """False if the sample is there already: it keeps what was tried on it."""
    text = load("sample_plan")
    if ActionPlan.objects.filter(slug=text["plans"][0]["slug"]).exists():
        return False
    with transaction.atomic():
        regions, institutions = seed_sample_places(text)
        plans = [_plan(fields, regions, SampleCalendar(today)) for fields in text["plans"]]
        people = seed_people(text["accounts"], institutions, regions)
        for plan, fields in zip(plans, text["plans"], strict=True):
            _fill(plan, fields, institutions, people, SampleCalendar(today))
    return True


def seed_sample_places(text: dict[str, Any]) -> tuple[dict[str, Region], dict[str, Institution]]:
    """The province that does not exist, by code, and who works there, by the keys of the text."""
    regions = _regions(text)
    return regions, {key: _institution(fields, regions) for key, fields in text["institutions"].items()}


def _regions(text: dict[str, Any]) -> dict[str, Region]:
    province, _created = Region.objects.get_or_create(
        code=text["region"]["code"], defaults={**text["region"], "is_sample": True}
    )
    regions = {province.code: province}
    for fields in text["regencies"]:
        regions[fields["code"]], _created = Region.objects.get_or_create(
            code=fields["code"], defaults={**fields, "province": province, "is_sample": True}
        )
    return regions


def _institution(fields: dict[str, str], regions: dict[str, Region]) -> Institution:
    institution, _created = Institution.objects.get_or_create(
        slug=fields["slug"], defaults={**fields, "region": regions[fields["region"]], "is_sample": True}
    )
    return institution


def _plan(fields: dict[str, Any], regions: dict[str, Region], calendar: SampleCalendar) -> ActionPlan:
    kept = ("slug", "label", "summary", "agency_approval", "region_approval")
    plan = ActionPlan.objects.create(
        **{name: fields[name] for name in kept},
        region=regions[fields["region"]],
        parent_plan=ActionPlan.objects.filter(slug=fields.get("parent")).first(),
        level=PlanLevel.REGIONAL,
        state=PlanState.ACTIVE,
        start_on=calendar.first_day(3),
        end_on=calendar.last_day(-4),
        is_sample=True,
        live=True,
    )
    for quarter in (*PAST_QUARTERS, 0):
        _period(plan, quarter, calendar)
    return plan


def _period(plan: ActionPlan, quarter: int, calendar: SampleCalendar) -> ReportingPeriod:
    code, year = calendar.code(quarter)
    window = calendar.window(quarter)
    return ReportingPeriod.objects.create(
        plan=plan,
        code=code,
        year=year,
        starts_on=calendar.first_day(quarter),
        ends_on=calendar.last_day(quarter),
        opens_on=window.opens,
        closes_on=window.closes,
        verify_by=window.verify_by,
        state=PeriodState.OPEN,
    )


def _fill(
    plan: ActionPlan,
    fields: dict[str, Any],
    institutions: dict[str, Institution],
    people: SamplePeople,
    calendar: SampleCalendar,
) -> None:
    scripts: list[tuple[Milestone, dict[str, Any]]] = []
    for commitment_fields in fields["commitments"]:
        commitment = _commitment(plan, commitment_fields, institutions, calendar)
        for order, milestone_fields in enumerate(commitment_fields["milestones"], start=1):
            milestone = _milestone(commitment, order, milestone_fields, people.admin, calendar)
            scripts += [(milestone, report) for report in milestone_fields["reports"]]
    for quarter in (*PAST_QUARTERS, 0):
        played = [(milestone, report) for milestone, report in scripts if report["quarter"] == quarter]
        play_reports(played, institutions, people, calendar)
    for period in plan.periods.filter(ends_on__lt=calendar.first_day(0)):
        close_period(period=period, by=people.admin)


_TEXTS = (
    "number", "title", "problem", "solution", "expected_results", "serves_transparency",
    "serves_accountability", "serves_participation", "ogp_values",
)  # fmt: skip


def _commitment(
    plan: ActionPlan, fields: dict[str, Any], institutions: dict[str, Institution], calendar: SampleCalendar
) -> Commitment:
    commitment = Commitment.objects.create(
        plan=plan,
        slug=fields["number"],
        region=plan.region,
        start_on=calendar.first_day(3),
        end_on=calendar.last_day(-4),
        live=True,
        **{name: fields[name] for name in _TEXTS if name in fields},
    )
    commitment.policy_areas.set(PolicyArea.objects.filter(name_en__in=fields["policy_areas"]))
    commitment.save()
    for order, (key, role) in enumerate([[fields["lead"], PartnerRole.LEAD], *fields["partners"]]):
        Partnership.objects.create(
            commitment=commitment, institution=institutions[key], role=role, sort_order=order
        )
    if fields["number"] == "1" and plan.parent_plan is None:
        _independent_word(commitment)
    return commitment


def _independent_word(commitment: Commitment) -> None:
    Assessment.objects.create(
        commitment=commitment,
        source=AssessmentSource.CIVIL_SOCIETY,
        indicator=Indicator.COMPLETION,
        scale="1",
        value="Limited",
        report="Catatan pemantau (contoh)",
    )


def _milestone(
    commitment: Commitment, order: int, fields: dict[str, Any], admin: User, calendar: SampleCalendar
) -> Milestone:
    amendment = fields.get("amendment")
    milestone = Milestone.objects.create(
        commitment=commitment,
        number=str(order),
        sort_order=order,
        title=fields["title"],
        success_measure=fields["success_measure"],
        unit=fields.get("unit", ""),
        baseline=_decimal(fields.get("baseline")),
        target=_decimal(fields.get("target")),
        start_on=calendar.first_day(fields["starts"]),
        due_on=calendar.last_day(amendment["was"] if amendment else fields["due"]),
    )
    for position, (text, is_required, *example) in enumerate(fields["requirements"]):
        requirement = EvidenceRequirement.objects.create(
            milestone=milestone, text=text, is_required=is_required, sort_order=position
        )
        for title in example:
            put_sample_example(requirement, title, admin, calendar.reported_at(PAST_QUARTERS[0]))
    if not amendment:
        return milestone
    changes = {"due_on": calendar.last_day(fields["due"])}
    return change_milestone(milestone=milestone, changes=changes, by=admin, reason=amendment["reason"])


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
