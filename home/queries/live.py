"""Figures and lists of commitments inside a text: of today, or of a pinned day; unknown is told as unknown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import chain
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.formats import long_date
from foundation.languages import told
from home.enums import OF_MONITORED, OF_PRACTICES, Measure
from institutions.models import Region
from practices.models import PracticePage, Theme
from renaksi.domain.progress import Progress, plan_progress
from renaksi.enums import CompletionStatus
from renaksi.models import ActionPlan, Commitment
from renaksi.queries.figures import figures_for
from renaksi.queries.lines import TEXT_BLOCKS, CommitmentLine, commitment_lines, partners_of
from renaksi.queries.standings import BATCH, waiting_ids
from renaksi.queries.wording import percent_text
from renaksi.querysets import CommitmentQuerySet


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose figures: of a plan, a region, a theme of practices; of everything if all are None."""

    plan: ActionPlan | None = None
    region: Region | None = None
    theme: Theme | None = None

    @property
    def name(self) -> str:
        named = [
            self.plan.label if self.plan else "",
            self.region.name if self.region else "",
            told(self.theme, "name") if self.theme else "",
        ]
        return ", ".join(name for name in named if name)


@dataclass(frozen=True, slots=True)
class LiveFigure:
    """`value` is None where nothing is known, and `why` says what is missing."""

    value: str | None
    what: str
    scope: str
    day: str
    pinned: bool
    why: str
    url: str
    is_sample: bool


def live_figure(
    measure: Measure, scope: Scope, *, pinned_on: date | None = None, today: date | None = None
) -> LiveFigure:
    """At most six queries, and fewer for what is only counted."""
    day = pinned_on or today or timezone.localdate()
    if measure in OF_PRACTICES:
        value, why = _of_practices(measure, scope)
    else:
        value, why = _of_commitments(measure, scope, day, pinned=pinned_on is not None)
    return LiveFigure(
        value=value,
        what=str(measure.label),
        scope=scope.name
        or (_("Semua praktik baik") if measure in OF_PRACTICES else _("Semua rencana aksi nyata")),
        day=long_date(day),
        pinned=pinned_on is not None,
        why=why,
        url=_address(scope),
        is_sample=bool(scope.plan and scope.plan.is_sample),
    )


def _address(scope: Scope) -> str:
    if scope.plan:
        return scope.plan.get_absolute_url()
    return scope.region.get_absolute_url() if scope.region else ""


def _of_practices(measure: Measure, scope: Scope) -> tuple[str | None, str]:
    found: QuerySet[PracticePage] = PracticePage.objects.live().filter(is_sample=False)
    if scope.region:
        found = found.filter(Q(region=scope.region) | Q(province=scope.region))
    if scope.theme:
        found = found.filter(theme=scope.theme)
    counts = found.aggregate(total=Count("pk"), copied=Count("pk", filter=Q(copies__gt=0)))
    if not counts["total"]:
        return None, _("Belum ada praktik yang tercatat di sini.")
    return str(counts["total"] if measure == Measure.PRACTICES else counts["copied"]), ""


def in_scope(scope: Scope) -> CommitmentQuerySet:
    """Published commitments of real plans; of a sample plan only if it is the one that is asked for."""
    found = Commitment.objects.public()
    found = found.filter(plan=scope.plan) if scope.plan else found.real()
    if scope.region:
        near = Q(region=scope.region) | Q(region__province=scope.region)
        by_plan = Q(plan__region=scope.region) | Q(plan__region__province=scope.region)
        found = found.filter(near | Q(region__isnull=True) & by_plan)
    return found


def _of_commitments(measure: Measure, scope: Scope, day: date, *, pinned: bool) -> tuple[str | None, str]:
    found = in_scope(scope)
    if pinned:
        found = _known_on(found, day)
    if measure not in OF_MONITORED:
        total = found.count()
        return (str(total), "") if total else (None, _nothing_recorded(pinned=pinned))
    standing = list(_standing_then(found, day) if pinned else _standing_now(found, day))
    if not standing:
        known = found.exists()
        return None, _("Tidak dipantau di Renaksi.") if known else _nothing_recorded(pinned=pinned)
    return _measured(measure, standing)


@dataclass(frozen=True, slots=True)
class Tally:
    """How so many monitored commitments stand."""

    progress: Progress
    status: str
    overdue: int
    commitments: int = 1


def _standing_then(found: CommitmentQuerySet, day: date) -> Iterator[Tally]:
    """As of a past day: computed. Five queries."""
    commitments = found.for_figures().filter(monitored=True).defer(*TEXT_BLOCKS)
    for one in figures_for(commitments, as_of=day).values():
        yield Tally(one.progress, str(one.status or ""), one.overdue)


def _standing_now(found: CommitmentQuerySet, today: date) -> Iterator[Tally]:
    """From the stored standings, those that wait to be stored anew computed here, if they are few. Six queries."""
    waiting = waiting_ids(on=today, at_most=BATCH)
    settled = found.exclude(pk__in=waiting).filter(standing__monitored=True).order_by()
    facts = (
        f"standing__{name}" for name in ("proven", "milestones", "verified_milestones", "status", "overdue")
    )
    for proven, milestones, verified, status, overdue, count in settled.values_list(*facts).annotate(
        found=Count("pk", distinct=True)
    ):
        percent = Fraction(proven) if proven else None
        yield Tally(Progress(percent, verified, milestones), status, overdue, count)
    if waiting:
        yield from _standing_then(found.filter(pk__in=waiting), today)


def _known_on(found: CommitmentQuerySet, day: date) -> CommitmentQuerySet:
    """Published here by then; what was taken over without that day counts from its plan's start."""
    taken_over = Q(first_published_at__isnull=True, plan__start_on__lte=day)
    return found.filter(Q(first_published_at__date__lte=day) | taken_over)


def _nothing_recorded(*, pinned: bool) -> str:
    if pinned:
        return _("Belum ada komitmen yang tercatat di sini pada tanggal itu.")
    return _("Belum ada komitmen yang tercatat di sini.")


def _measured(measure: Measure, standing: Sequence[Tally]) -> tuple[str | None, str]:
    match measure:
        case Measure.COMPLETE:
            done = (one for one in standing if one.status == CompletionStatus.COMPLETE)
            return str(sum(one.commitments for one in done)), ""
        case Measure.LATE:
            return str(sum(one.commitments for one in standing if one.overdue)), ""
        case Measure.OVERDUE:
            return str(sum(one.commitments * one.overdue for one in standing)), ""
        case _:
            proven = plan_progress(chain.from_iterable([one.progress] * one.commitments for one in standing))
            found = percent_text(proven.percent)
            return found, "" if found else _("Belum ada yang terverifikasi.")


@dataclass(frozen=True, slots=True)
class CommitmentPick:
    lines: tuple[CommitmentLine, ...]
    day: str


def picked_commitments(
    scope: Scope, *, status: str, picked: Sequence[int], most: int, today: date | None = None
) -> CommitmentPick:
    """Hand-picked in their order, else the first of the scope; six queries at the most."""
    day = today or timezone.localdate()
    if picked:
        found = Commitment.objects.public().filter(pk__in=picked)
        order: dict[Any, int] = {pk: place for place, pk in enumerate(picked)}
    else:
        found = in_scope(scope).order_by("-plan__start_on", "plan_id", "pk")
        found = _perhaps(found, status, day)[: most + BATCH] if status else found[:most]
        order = {}
    commitments = list(_with_names(found))
    figures = figures_for(commitments, as_of=day)
    if status and not picked:
        commitments = [one for one in commitments if figures[one.pk].status == status][:most]
    if order:
        commitments.sort(key=lambda one: order[one.pk])
    lines = commitment_lines(commitments, figures, partners_of(one.pk for one in commitments))
    return CommitmentPick(lines, long_date(day))


def _perhaps(found: CommitmentQuerySet, status: str, today: date) -> CommitmentQuerySet:
    """Those with that status, and those whose status waits to be stored: the figures decide."""
    waiting = waiting_ids(on=today, at_most=BATCH)
    return found.filter(Q(standing__status=status) | Q(pk__in=waiting))


def _with_names(found: CommitmentQuerySet) -> CommitmentQuerySet:
    return found.for_figures().select_related("plan", "region").defer(*TEXT_BLOCKS)


def theme_of(slug: str) -> Theme | None:
    return Theme.objects.filter(slug=slug).first() if slug else None
