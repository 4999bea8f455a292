"""Reads of the report builds, and what a report can be about."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, Min, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from evidence.enums import EvidenceState
from evidence.models import Evidence
from evidence.queries.publication import tombstone_of
from institutions.models import Institution, Region
from renaksi.models import ActionPlan, ReportingPeriod
from renaksi.queries.plans import find_plan
from reports.enums import BuildState
from reports.models import ReportBuild
from reports.scope import Scope


def recent_builds(builds: QuerySet[ReportBuild]) -> QuerySet[ReportBuild]:
    """What the list in the CMS shows, newest first; one query."""
    return builds.select_related("plan", "period", "region", "institution", "requested_by")


@dataclass(frozen=True, slots=True)
class Tombstone:
    """`number` as on its receipt; `text` says why it is gone and since when."""

    number: str
    institution: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class HoldingReport:
    """A report that can still be downloaded and names what was taken down since it was built."""

    build: ReportBuild
    tombstones: tuple[Tombstone, ...]


def holding_reports(builds: QuerySet[ReportBuild]) -> tuple[HoldingReport, ...]:
    """The longest waiting first; two queries however many there are."""
    gone = Evidence.objects.filter(state=EvidenceState.TAKEN_DOWN).select_related("institution")
    found = (
        recent_builds(to_be_withdrawn(builds))
        .annotate(since=Min("evidence__taken_down_at", filter=Q(evidence__state=EvidenceState.TAKEN_DOWN)))
        .prefetch_related(Prefetch("evidence", gone.order_by("taken_down_at"), to_attr="tombstones"))
        .order_by("since", "pk")
    )
    return tuple(HoldingReport(build, tuple(map(_tombstone, build.tombstones))) for build in found)


def to_be_withdrawn(builds: QuerySet[ReportBuild]) -> QuerySet[ReportBuild]:
    through = ReportBuild.evidence.through.objects.filter(
        reportbuild=OuterRef("pk"), evidence__state=EvidenceState.TAKEN_DOWN
    )
    return builds.filter(Exists(through), state=BuildState.READY)


def _tombstone(evidence: Evidence) -> Tombstone:
    return Tombstone(
        number=evidence.receipt or evidence.public_id.hex[:8],
        institution=evidence.institution.name,
        text=tombstone_of(evidence),
        url=reverse("workspace:takedown", args=[evidence.public_id]),
    )


def download_name(build: ReportBuild) -> str:
    """laporan-kemajuan-ran-ogi-vii-b09-2026.pdf; a scope adds its region's code or institution's address."""
    parts = ["laporan-kemajuan", build.plan.slug]
    if build.period:
        parts.append(f"{build.period.code}-{build.period.year}".lower())
    if build.region:
        parts.append(build.region.code.replace(".", "-"))
    if build.institution:
        parts.append(build.institution.slug)
    return f"{'-'.join(parts)}.pdf"


class NothingFound(Exception):
    """`str()` is one sentence: what was not found and what there is."""


def find_scope(*, plan: str, period: str = "", region: str = "", institution: str = "") -> Scope:
    """By the plan's address, B09-2026, Kemendagri's code and the institution's address; blank means all.

    Raises NothingFound.
    """
    found = _plan(plan)
    whole = Scope(found)
    return Scope(
        plan=found,
        period=_period(found, period) if period else None,
        region=_region(whole, region) if region else None,
        institution=_institution(whole, institution) if institution else None,
    )


def _plan(slug: str) -> ActionPlan:
    found = find_plan(slug)
    if found is None:
        known = ActionPlan.objects.public().values_list("slug", flat=True)
        raise NothingFound(
            _("Rencana aksi “%(slug)s” tidak ada di antara yang terbit. Yang ada: %(known)s.")
            % {"slug": slug, "known": _listed(known)}
        )
    return found


def _period(plan: ActionPlan, name: str) -> ReportingPeriod:
    periods = {f"{one.code}-{one.year}": one for one in plan.periods.all()}
    found = periods.get(name.strip().upper())
    if found is None:
        raise NothingFound(
            _("Periode “%(name)s” tidak ada dalam rencana ini. Yang ada: %(known)s.")
            % {"name": name, "known": _listed(periods)}
        )
    return found


def _region(whole: Scope, code: str) -> Region:
    known = Region.objects.filter(
        code__in=[
            region.code
            for commitment in whole.commitments().select_related("region", "plan__region")
            if (region := commitment.region or commitment.plan.region)
        ]
    )
    found = known.filter(code=code.strip()).first()
    if found is None:
        names = (f"{one.code} ({one.name})" for one in known)
        raise NothingFound(
            _("Daerah “%(code)s” tidak punya komitmen dalam rencana ini. Yang punya: %(known)s.")
            % {"code": code, "known": _listed(names)}
        )
    return found


def _institution(whole: Scope, slug: str) -> Institution:
    taking_part = Institution.objects.filter(partnerships__commitment__in=whole.commitments()) | (
        Institution.objects.filter(milestones__commitment__in=whole.commitments())
    )
    known = taking_part.distinct().order_by("slug")
    found = known.filter(slug=slug.strip()).first()
    if found is None:
        raise NothingFound(
            _("Instansi “%(slug)s” tidak ikut dalam rencana ini. Yang ikut: %(known)s.")
            % {"slug": slug, "known": _listed(known.values_list("slug", flat=True))}
        )
    return found


def _listed(names: Iterable[str], most: int = 12) -> str:
    """At most so many names, then how many more there are; "tidak ada" if there is none."""
    found = list(names)
    more = _(", dan %(count)s lainnya") % {"count": len(found) - most} if len(found) > most else ""
    return ", ".join(found[:most]) + more if found else _("tidak ada")
