"""One page of the verifiers' queue: what waits, who has it open, and what is alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min
from django.urls import reverse

from accounts.models import User
from foundation.web.pagination import Page, paginate
from renaksi.enums import SubmissionKind
from renaksi.models import ProgressUpdate
from renaksi.queries.review_locks import DeskLock, desk_lock
from renaksi.queries.wording import value_text
from renaksi.queries.workspace.queue import QueueLine, for_lines, queue_line
from renaksi.queries.workspace.queue_filters import QueueFilters, filtered, waiting_for, with_kind

PER_PAGE = 25
MOST_GROUPS = 20


@dataclass(frozen=True, slots=True)
class DeskLine:
    """`group` is the promise, where the line before is of another one."""

    id: int
    line: QueueLine
    kind_code: str
    kind: str
    lock: DeskLock
    group: str


@dataclass(frozen=True, slots=True)
class AlikeGroup:
    """Several that claim the same of the same promise; `url` leads to their common table."""

    url: str
    milestone: str
    plan: str
    period: str
    claimed: str
    count: int


def queue_page(
    user: User, filters: QueueFilters, *, page: str | None, today: date, at: datetime
) -> Page[DeskLine]:
    """Finds the ids first: sorting thousands of wide rows takes longer than reading twenty-five of them."""
    found = paginate(filtered(user, filters).values_list("pk", flat=True), page, PER_PAGE)
    updates = _in_order(found.items)
    lines = [
        _line(update, user, filters, today=today, at=at, before=before)
        for before, update in zip([None, *updates], updates, strict=False)
    ]
    return Page(**{**{name: getattr(found, name) for name in Page.__dataclass_fields__}, "items": lines})


def _in_order(ids: Sequence[int]) -> list[ProgressUpdate]:
    rows = for_lines(with_kind(ProgressUpdate.objects.filter(pk__in=ids))).select_related(
        "institution", "period", "milestone__commitment__plan", "review_lock__by"
    )
    by_id = {update.pk: update for update in rows}
    return [by_id[pk] for pk in ids if pk in by_id]


def _line(
    update: ProgressUpdate,
    user: User,
    filters: QueueFilters,
    *,
    today: date,
    at: datetime,
    before: ProgressUpdate | None,
) -> DeskLine:
    line = queue_line(update, today=today, url_name="workspace:review", query=filters.query)
    kind = SubmissionKind(update.kind)  # type: ignore[attr-defined]  # annotated by `with_kind`
    return DeskLine(
        id=update.pk,
        line=line,
        kind_code=kind.value,
        kind=str(kind.label),
        lock=desk_lock(getattr(update, "review_lock", None), user, at),
        group="" if before and before.milestone.title == update.milestone.title else update.milestone.title,
    )


def alike_groups(user: User, filters: QueueFilters) -> tuple[AlikeGroup, ...]:
    """The largest groups of two or more, one query for the groups and one for what they are called."""
    likeness = (
        "milestone__commitment__plan", "period", "milestone__title", "step", "realised",
        "milestone__baseline", "milestone__target",
    )  # fmt: skip
    grouped = filtered(user, filters).order_by().values(*likeness)
    counted = grouped.annotate(count=Count("pk"), sample=Min("pk")).filter(count__gt=1)
    counts = {row["sample"]: row["count"] for row in counted.order_by("-count", "sample")[:MOST_GROUPS]}
    samples = ProgressUpdate.objects.select_related("period", "milestone__commitment__plan").in_bulk(counts)
    return tuple(_group(samples[pk], count) for pk, count in counts.items() if pk in samples)


def _group(sample: ProgressUpdate, count: int) -> AlikeGroup:
    milestone = sample.milestone
    return AlikeGroup(
        url=f"{reverse('workspace:bulk_review')}?seperti={sample.pk}",
        milestone=milestone.title,
        plan=milestone.commitment.plan.label,
        period=str(sample.period),
        claimed=value_text(milestone, sample.realised, sample.step),
        count=count,
    )


def like_this_one(sample: ProgressUpdate, user: User) -> list[int]:
    """Ids of all that wait and are alike, the sample among them, the longest waiting first."""
    milestone = sample.milestone
    wanted = {
        "milestone__commitment__plan": milestone.commitment.plan_id,
        "period": sample.period_id,
        "milestone__title": milestone.title,
        "step": sample.step,
        "realised": sample.realised,
        "milestone__baseline": milestone.baseline,
        "milestone__target": milestone.target,
    }
    same = waiting_for(user).filter(
        **{name: value for name, value in wanted.items() if value is not None},
        **{f"{name}__isnull": True for name, value in wanted.items() if value is None},
    )
    return list(same.order_by("submitted_at", "pk").values_list("pk", flat=True))
