"""What a report can be about, by the names that people type; and what was public before it."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from institutions.models import Institution, Region
from renaksi.models import ActionPlan, Commitment, ReportingPeriod
from renaksi.queries.plans import find_plan
from reports.document import Payload, Replaced
from reports.enums import ReportKind, ReportLanguage
from reports.models import Report, ReportBuild
from reports.storage import FileDamaged, read_payload
from reports.subject import Subject


def newest_public_version(report: Report) -> ReportBuild | None:
    """Of those that were published, the one with the highest number; it may be withdrawn since."""
    return report.builds.filter(published_at__isnull=False).order_by("-version").first()


def replaced_by(build: ReportBuild) -> Replaced | None:
    """What a version replaces, as its payload tells it."""
    earlier = build.replaces
    if earlier is None or earlier.published_at is None:
        return None
    return Replaced(
        version=earlier.version,
        fingerprint=earlier.payload_sha256,
        published_on=timezone.localdate(earlier.published_at).isoformat(),
        reason=build.reason,
    )


def previous_payload(report: Report) -> Payload | None:
    """Of the last published report of the same kind and part: of an earlier period, or else the last version.

    None if there is none, or if it can no longer be read.
    """
    same = {name: getattr(report, name) for name in ("kind", "plan", "region", "institution", "commitment")}
    found = ReportBuild.objects.published().filter(**{f"report__{name}": one for name, one in same.items()})
    if report.period is not None:
        found = found.filter(report__period__ends_on__lt=report.period.ends_on)
    last = found.order_by("-report__period__ends_on", "-published_at").first()
    try:
        return read_payload(last) if last else None
    except (FileDamaged, ValueError):
        return None


class NothingFound(Exception):
    """`str()` is one sentence: what was not found and what there is."""


def find_subject(
    *,
    kind: str,
    plan: str,
    period: str = "",
    region: str = "",
    institution: str = "",
    commitment: str = "",
    language: str = ReportLanguage.INDONESIAN,
) -> Subject:
    """By the plan's address, B09-2026, Kemendagri's code, and the addresses of institution and commitment.

    Blank means all. Raises NothingFound.
    """
    whole = Subject(ReportKind(kind), _plan(plan), language=ReportLanguage(language))
    return Subject(
        kind=whole.kind,
        plan=whole.plan,
        period=_period(whole.plan, period) if period else None,
        region=_region(whole, region) if region else None,
        institution=_institution(whole, institution) if institution else None,
        commitment=_commitment(whole, commitment) if commitment else None,
        language=whole.language,
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


def _region(whole: Subject, code: str) -> Region:
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


def _institution(whole: Subject, slug: str) -> Institution:
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


def _commitment(whole: Subject, slug: str) -> Commitment:
    known = whole.commitments()
    found = known.filter(slug=slug.strip()).first()
    if found is None:
        raise NothingFound(
            _("Komitmen “%(slug)s” tidak ada dalam rencana ini. Yang ada: %(known)s.")
            % {"slug": slug, "known": _listed(known.values_list("slug", flat=True))}
        )
    return found


def _listed(names: Iterable[str], most: int = 12) -> str:
    """At most so many names, then how many more there are; "tidak ada" if there is none."""
    found = list(names)
    more = _(", dan %(count)s lainnya") % {"count": len(found) - most} if len(found) > most else ""
    return ", ".join(found[:most]) + more if found else _("tidak ada")
