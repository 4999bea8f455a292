"""What a verifier may ask of the queue: which reports, in which order, and how many stand behind each choice."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.fields import CharField
from django.utils import timezone

from accounts.models import User
from foundation.search import holding_every_word
from renaksi.enums import ReviewVerdict, SubmissionKind
from renaksi.models import ProgressUpdate, Review
from renaksi.permissions import plans_verified_by
from renaksi.queries.review_locks import locks_of_others

LONG_WAIT_DAYS = 14
# Each a field that is never empty, so that what comes next can be asked from where one stands.
SORTS = {
    "oldest": "submitted_at",
    "newest": "-submitted_at",
    "alike": "milestone__title",
    "institution": "institution__name",
    "plan": "milestone__commitment__plan__label",
}
_SEARCHED = ("milestone__title", "milestone__commitment__title", "institution__name", "receipt")


@dataclass(frozen=True, slots=True)
class QueueFilters:
    """`kind` is a SubmissionKind, `measure` "quantity" or "steps", `sort` a key of SORTS; empty: everything."""

    q: str = ""
    plan: int | None = None
    period: int | None = None
    institution: int | None = None
    region: int | None = None
    kind: str = ""
    measure: str = ""
    long: bool = False
    sort: str = ""

    @property
    def query(self) -> str:
        """What leads back to the same list: plan=3&sort=newest."""
        return urlencode({name: self._written(value) for name, value in asdict(self).items() if value})

    @staticmethod
    def _written(value: object) -> object:
        return "on" if value is True else value

    @property
    def narrows(self) -> bool:
        return any(value for name, value in asdict(self).items() if name != "sort")


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """By choice, how many wait if the other filters stay as they are; ids come with their names."""

    plan: dict[int, int] = field(default_factory=dict)
    period: dict[int, int] = field(default_factory=dict)
    institution: dict[int, int] = field(default_factory=dict)
    region: dict[int, int] = field(default_factory=dict)
    kind: dict[str, int] = field(default_factory=dict)
    measure: dict[str, int] = field(default_factory=dict)
    long: dict[bool, int] = field(default_factory=dict)
    names: dict[tuple[str, int], str] = field(default_factory=dict)


def waiting_for(user: User) -> QuerySet[ProgressUpdate]:
    """All that waits for a verdict, of the plans that the person verifies."""
    return ProgressUpdate.objects.waiting_for_verdict().filter(
        milestone__commitment__plan__in=plans_verified_by(user)
    )


def filtered(user: User, filters: QueueFilters) -> QuerySet[ProgressUpdate]:
    """In the order that was asked for, the longest waiting first if none was."""
    found = _searched(waiting_for(user), filters)
    for name, condition in _conditions(filters).items():
        found = found.filter(condition) if getattr(filters, name) else found
    return found.order_by(*_order(filters.sort))


def next_after(update: ProgressUpdate, user: User, filters: QueueFilters, at: datetime) -> int | None:
    """The id of the next report of the same list that this person can judge now, from the top again at its end."""
    found = filtered(user, filters).exclude(pk=update.pk)
    free = found.exclude(Q(author=user) | Q(submitted_by=user)).exclude(
        pk__in=locks_of_others(user, at).values("update")
    )
    later = free.filter(_stands_after(update, filters.sort))
    return later.values_list("pk", flat=True).first() or free.values_list("pk", flat=True).first()


def _order(sort: str) -> tuple[str, ...]:
    first = SORTS[sort or "oldest"]
    return (first, "pk")


def _stands_after(update: ProgressUpdate, sort: str) -> Q:
    name = SORTS[sort or "oldest"]
    beyond = "lt" if name.startswith("-") else "gt"
    path = name.removeprefix("-")
    [value] = ProgressUpdate.objects.filter(pk=update.pk).values_list(path, flat=True)
    return Q(**{f"{path}__{beyond}": value}) | Q(**{path: value, "pk__gt": update.pk})


def _searched(updates: QuerySet[ProgressUpdate], filters: QueueFilters) -> QuerySet[ProgressUpdate]:
    return holding_every_word(updates, _SEARCHED, filters.q) if filters.q else updates


def _conditions(filters: QueueFilters) -> dict[str, Q]:
    is_quantity = Q(milestone__target__isnull=False)
    return {
        "plan": Q(milestone__commitment__plan=filters.plan),
        "period": Q(period=filters.period),
        "institution": Q(institution=filters.institution),
        "region": Q(institution__region=filters.region),
        "kind": _of_kind(filters.kind),
        "measure": is_quantity if filters.measure == "quantity" else ~is_quantity,
        "long": Q(submitted_at__lt=_long_since()),
    }


def _long_since() -> datetime:
    """Who sent before this moment waits for more than LONG_WAIT_DAYS whole days."""
    first = timezone.localdate() - timedelta(days=LONG_WAIT_DAYS)
    return timezone.make_aware(datetime.combine(first, time.min))


def _was_returned() -> Exists:
    return Exists(Review.objects.filter(update=OuterRef("pk"), verdict=ReviewVerdict.RETURNED))


def _of_kind(kind: str) -> Q:
    if kind == SubmissionKind.CORRECTION:
        return Q(corrects__isnull=False)
    again = Q(_was_returned())
    return Q(corrects__isnull=True) & (again if kind == SubmissionKind.AGAIN else ~again)


def with_kind(updates: QuerySet[ProgressUpdate]) -> QuerySet[ProgressUpdate]:
    """Annotates `kind`, a SubmissionKind."""
    kind = Case(
        When(corrects__isnull=False, then=Value(SubmissionKind.CORRECTION.value)),
        When(_was_returned(), then=Value(SubmissionKind.AGAIN.value)),
        default=Value(SubmissionKind.FIRST.value),
        output_field=CharField(),
    )
    return updates.annotate(kind=kind)


# What can be chosen; those with an id have a name.
_NAMED = ("plan", "period", "institution", "region")
_CHOICES = (*_NAMED, "kind", "measure", "long")
_COLUMNS = {
    "plan": F("milestone__commitment__plan"),
    "plan_name": F("milestone__commitment__plan__label"),
    "region": F("institution__region"),
    "region_name": F("institution__region__name"),
    "institution_name": F("institution__name"),
    "code": F("period__code"),
    "year": F("period__year"),
    "measure": Case(
        When(milestone__target__isnull=False, then=Value("quantity")),
        default=Value("steps"),
        output_field=CharField(),
    ),
}


def counts_for(user: User, filters: QueueFilters) -> QueueCounts:
    """One query over all that waits, grouped by everything that can be chosen; the rest is adding up."""
    counts: dict[str, Counter[Any]] = {name: Counter() for name in _CHOICES}
    names: dict[tuple[str, int], str] = {}
    for row in _rows(user, filters):
        wanted = {name: getattr(filters, name) for name in _CHOICES}
        misses = {name for name, value in wanted.items() if value and row[name] != value}
        for name in _CHOICES:
            if misses <= {name}:
                counts[name][row[name]] += row["count"]
        names |= {(name, row[name]): row[f"{name}_name"] for name in _NAMED}
    return QueueCounts(**{name: dict(counted) for name, counted in counts.items()}, names=names)


def _rows(user: User, filters: QueueFilters) -> Iterator[dict[str, Any]]:
    is_long = Case(When(submitted_at__lt=_long_since(), then=Value(True)), default=Value(False))
    waiting = with_kind(_searched(waiting_for(user), filters)).annotate(long=is_long, **_COLUMNS)
    grouped = waiting.order_by().values(*_CHOICES, *_COLUMNS).annotate(count=Count("pk"))
    for row in grouped:
        yield {**row, "period_name": f"{row['code']} {row['year']}, {row['plan_name']}"}
