"""What the secretariat may type in for an institution in a period: what is expected of it and not begun comes first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from institutions.models import Institution
from renaksi.domain.periods import Quarter
from renaksi.enums import EDITABLE_STATES, PeriodState, UpdateState
from renaksi.models import Milestone, ProgressUpdate, ReportingPeriod
from renaksi.queries.expected import expected_milestones
from renaksi.queries.wording import numbered


@dataclass(frozen=True, slots=True)
class BehalfLine:
    """One milestone in the period; `hint` says why it is not to be typed in, or what is left of it."""

    milestone: str
    commitment: str
    is_expected: bool
    code: str
    word: str
    hint: str
    url: str


def periods_to_type_in(today: date) -> QuerySet[ReportingPeriod]:
    """Those that run, for all or for somebody."""
    running = Q(closes_on__gte=today) | Q(verify_by__gte=today) | Q(extensions__closes_on__gte=today)
    return (
        ReportingPeriod.objects.exclude(state=PeriodState.PLANNED)
        .filter(running, opens_on__lte=today, plan__commitments__live=True)
        .select_related("plan")
        .distinct()
    )


def institutions_to_type_in_for(periods: QuerySet[ReportingPeriod]) -> QuerySet[Institution]:
    """Those that report on a milestone of the plans of these periods."""
    reported = _reported_on().filter(commitment__plan__in=periods.values("plan"))
    owners = reported.values("owner_id")  # type: ignore[misc]  # annotated
    return Institution.objects.filter(pk__in=owners)


def _reported_on() -> QuerySet[Milestone]:
    standing = Milestone.objects.standing().filter(
        commitment__live=True, commitment__withdrawn_on__isnull=True
    )
    return standing.with_owner_id()


def behalf_lines(period: ReportingPeriod, institution: Institution, *, today: date) -> tuple[BehalfLine, ...]:
    """Three queries for any number of milestones."""
    quarter = Quarter(period.starts_on, period.ends_on)
    expected = set(
        expected_milestones(quarter, plans=[period.plan_id], today=today).values_list("pk", flat=True)
    )
    reported = _reported_on().filter(commitment__plan=period.plan_id)
    owned = reported.filter(owner_id=institution.pk)  # type: ignore[misc]  # annotated
    updates = ProgressUpdate.objects.current().filter(period=period, milestone__in=owned.values("pk"))
    by_milestone = {update.milestone_id: update for update in updates}
    lines = [
        _line(milestone, period, by_milestone.get(milestone.pk), is_expected=milestone.pk in expected)
        for milestone in owned.select_related("commitment").order_by("commitment__number", "sort_order", "pk")
    ]
    return tuple(_in_order(lines))


def _in_order(lines: Iterable[BehalfLine]) -> list[BehalfLine]:
    return sorted(lines, key=lambda one: (one.code != _OPEN, not one.is_expected))


_OPEN = "open"


def _line(
    milestone: Milestone, period: ReportingPeriod, update: ProgressUpdate | None, *, is_expected: bool
) -> BehalfLine:
    code, word = (update.state, str(UpdateState(update.state).label)) if update else _unbegun(is_expected)
    hint, url = _next_step(milestone, period, update)
    return BehalfLine(
        milestone=numbered(milestone),
        commitment=numbered(milestone.commitment),
        is_expected=is_expected,
        code=code,
        word=word,
        hint=hint,
        url=url,
    )


def _unbegun(is_expected: bool) -> tuple[str, str]:  # noqa: FBT001 - one fact of the line above
    return (_OPEN, _("Belum dilaporkan")) if is_expected else ("not_expected", _("Tidak jatuh lapor"))


def _next_step(
    milestone: Milestone, period: ReportingPeriod, update: ProgressUpdate | None
) -> tuple[str, str]:
    if update is None:
        return "", reverse("workspace:on_behalf_letter", args=[period.pk, milestone.pk])
    if update.state not in EDITABLE_STATES:
        return _("Sudah dikirim."), reverse("workspace:update", args=[update.pk])
    if update.on_behalf_source_id is None:
        return _("Instansi sedang mengisinya sendiri; drafnya tidak ditimpa."), ""
    return _("Draf sekretariat, belum dikirim."), reverse("workspace:report", args=[period.pk, milestone.pk])
