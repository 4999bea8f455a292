"""The real plans: read by the same imports that staff use, then completed from the national news."""

import csv
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.utils import timezone

import renaksi
from home.seed.files import load
from institutions.models import Region
from renaksi.enums import FindingMeasure
from renaksi.importing.lookups import RegionBook
from renaksi.importing.plans import PlanBook
from renaksi.models import ActionPlan, Commitment, PlanFinding

CARRIED = Path(renaksi.__file__).parent / "seed_data"


def seed_plans(stdout: Any) -> None:
    # What staff changed since then is refused for want of a reason, and so stays theirs.
    for command, name in (("import_commitments", "commitments.csv"), ("import_milestones", "milestones.csv")):
        call_command(command, CARRIED / name, allow_refused=True, stdout=stdout)
    for plan in PlanBook(RegionBook(), current_year=timezone.localdate().year).missing():
        plan.save()
    _seed_findings()
    _seed_banda_aceh()


def _seed_findings() -> None:
    """What independent reports count plan by plan; rows about all plans together belong to none."""
    plans = _plans_by_label()
    with (CARRIED / "at_a_glance.csv").open(encoding="utf-8", newline="") as lines:
        for order, row in enumerate(csv.DictReader(lines)):
            plan = plans.get(row["plan"])
            if plan is not None and row["measure"] in FindingMeasure.values:
                PlanFinding.objects.get_or_create(
                    plan=plan,
                    report=row["report"],
                    measure=row["measure"],
                    defaults={"value": row["value"], "url": row["source_url"], "sort_order": order},
                )


def _plans_by_label() -> dict[str, ActionPlan]:
    plans = {plan.ogp_label: plan for plan in ActionPlan.objects.real()}
    # The table of findings writes Bojonegoro's plan without OGP's prefix.
    return {**plans, **{label.removeprefix("OGP Subnational "): plan for label, plan in plans.items()}}


def _seed_banda_aceh() -> None:
    """Three commitments of one city, with what the secretariat's news of 2016 says of them."""
    text = load("banda_aceh")
    plan = ActionPlan.objects.get(ogp_label=text["plan_ogp_label"], is_sample=False)
    region = Region.objects.get(code=text["region"])
    for fields in text["commitments"]:
        _complete(plan, region, fields, text["source"])


def _complete(plan: ActionPlan, region: Region, fields: dict[str, str], source: str) -> None:
    """Fills what is blank, and remembers where it came from; never overwrites."""
    known = {name: value for name, value in fields.items() if value}
    if known.get("ogp_code"):
        commitment = Commitment.objects.get(plan=plan, ogp_code=known["ogp_code"])
    else:
        commitment, _created = Commitment.objects.get_or_create(
            plan=plan, slug=known["slug"], defaults={"title": known["title"], "region": region, "live": True}
        )
    filled = [name for name, value in known.items() if not getattr(commitment, name)]
    for name in filled:
        setattr(commitment, name, known[name])
    if filled:
        commitment.field_sources |= {name: {"source": source} for name in filled}
        commitment.save()
