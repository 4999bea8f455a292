"""Who opened a proof, as long as openings are kept: names for the secretariat, a number for everybody else."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max

from evidence.models import Evidence, Opening


@dataclass(frozen=True, slots=True)
class OpenedBy:
    """One person, or all who were not signed in together: then `name` is None."""

    name: str | None
    times: int
    last_at: datetime


def opened_by(evidence: Evidence) -> tuple[OpenedBy, ...]:
    """Who came last is first. The caller asks who may see names."""
    people = Opening.objects.filter(evidence=evidence).values_list("by__name", "by")
    rows = people.annotate(times=Count("pk"), last_at=Max("at")).order_by("-last_at", "by")
    return tuple(OpenedBy(name, times, last_at) for name, _pk, times, last_at in rows)
