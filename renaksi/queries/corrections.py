"""What was corrected after it had been verified: old and new side by side, with the reason, for everybody."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from foundation.languages import indonesian
from renaksi.enums import ReviewVerdict, UpdateState
from renaksi.models import ProgressUpdate, Review
from renaksi.queries.facts import local_day
from renaksi.queries.versions import REOPENED
from renaksi.queries.wording import numbered, value_text


@dataclass(frozen=True, slots=True)
class CorrectionItem:
    """`update_id` is of the correcting version. `new` is the value that counts since `date`; `narrative` what the
    older version said.
    """

    update_id: int
    title: str
    milestone: str
    period: str
    old: str
    old_verified_on: date
    new: str
    reason: str
    narrative: str
    date: date


def corrections_of(commitment_id: int) -> tuple[CorrectionItem, ...]:
    """The newest first; at most four queries, one if nothing was corrected."""
    return corrections_by_commitment([commitment_id]).get(commitment_id, ())


def corrections_by_commitment(
    commitment_ids: Iterable[int], *, as_of: date | None = None
) -> dict[int, tuple[CorrectionItem, ...]]:
    """Of many, in as many queries as of one: what was corrected by that day."""
    found: dict[int, list[CorrectionItem]] = defaultdict(list)
    for row in _corrected(commitment_ids):
        item = _item(row)
        if as_of is None or item.date <= as_of:
            found[row.milestone.commitment_id].append(item)
    return {pk: tuple(sorted(items, key=_day, reverse=True)) for pk, items in found.items()}


def _corrected(commitment_ids: Iterable[int]) -> QuerySet[ProgressUpdate]:
    return (
        ProgressUpdate.objects.filter(
            milestone__commitment__in=commitment_ids,
            corrects__superseded_at__isnull=False,
            corrects__state=UpdateState.VERIFIED,
        )
        .exclude(state=UpdateState.WITHDRAWN)
        .select_related("milestone", "period", "corrects")
        .prefetch_related("reviews", "corrects__reviews", "events")
        .order_by("pk")
    )


def _day(item: CorrectionItem) -> date:
    return item.date


def _item(row: ProgressUpdate) -> CorrectionItem:
    old = row.corrects
    assert old is not None  # noqa: S101 - what the query asks for
    assert old.superseded_at is not None  # noqa: S101 - the same
    before, now = _verifying(old.reviews.all()), _verifying(row.reviews.all())
    return CorrectionItem(
        update_id=row.pk,
        title=_title(row),
        milestone=numbered(row.milestone),
        period=str(row.period),
        date=local_day(now.at if now else old.superseded_at),
        old=_value(row, before),
        old_verified_on=local_day(before.at if before else old.superseded_at),
        new=_value(row, now),
        reason=indonesian(row.correction_reason),
        narrative=indonesian(old.narrative),
    )


def _title(row: ProgressUpdate) -> str:
    is_reopened = any(event.transition == REOPENED for event in row.events.all())
    return _("Putusan dibatalkan dan diulang") if is_reopened else _("Laporan dikoreksi")


def _verifying(reviews: Iterable[Review]) -> Review | None:
    found = (one for one in reviews if one.verdict == ReviewVerdict.VERIFIED)
    return max(found, key=_moment, default=None)


def _moment(review: Review) -> datetime:
    return review.at


def _value(row: ProgressUpdate, review: Review | None) -> str:
    if review is None:
        return _("belum terverifikasi")
    return value_text(row.milestone, review.verified_value, review.verified_step)
