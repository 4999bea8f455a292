"""The mail about a report that came back: what was refused, why, and the way to the very item."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from renaksi.domain.periods import may_return_until
from renaksi.enums import ItemVerdict, ReturnReason, ReviewVerdict
from renaksi.models import EvidenceItem, Notice, ProgressUpdate, Review
from renaksi.notifications.letters import Letter, absolute, letter
from renaksi.notifications.wording import form_of
from renaksi.queries.examples import Example, examples_of
from renaksi.queries.guards import window_for
from renaksi.queries.wording import numbered
from renaksi.queries.workspace.deadlines import deadline_on


@dataclass(frozen=True, slots=True)
class RefusedItem:
    """`url` opens the item in the form. `example` is blank where there is none that may be opened."""

    title: str
    requirement: str
    reason: str
    note: str
    example: str
    url: str


@dataclass(frozen=True, slots=True)
class Returned:
    """Why a report came back: the reason of the whole, then what was refused."""

    reason: str
    note: str
    items: tuple[RefusedItem, ...]


def with_reasons(prefix: str = "") -> tuple[Prefetch, ...]:
    """What `returned` reads of an update: two queries for any number of them."""
    refused = EvidenceItem.objects.filter(verdict=ItemVerdict.REFUSED)
    reviews: QuerySet[Review] = Review.objects.filter(verdict=ReviewVerdict.RETURNED)
    return (
        Prefetch(f"{prefix}items", refused.select_related("evidence", "requirement__example")),
        Prefetch(f"{prefix}reviews", reviews),
    )


def returned(update: ProgressUpdate) -> Returned:
    """The update comes with `with_reasons`; one query for the examples. Its reviews stand with the newest first."""
    reviews, items = list(update.reviews.all()), update.items.all()
    examples = examples_of([item.requirement for item in items if item.requirement], without=update)
    return Returned(
        reason=_label(reviews[0].reason_code) if reviews else "",
        note=reviews[0].note if reviews else "",
        items=tuple(_refused_item(item, update, examples.get(item.requirement_id or 0)) for item in items),
    )


def _label(reason_code: str) -> str:
    return str(ReturnReason(reason_code).label)


def _refused_item(item: EvidenceItem, update: ProgressUpdate, example: Example | None) -> RefusedItem:
    return RefusedItem(
        title=item.evidence.title,
        requirement=item.requirement.text if item.requirement else "",
        reason=_label(item.reason_code),
        note=item.note,
        example=absolute(example.url) if example and example.url else "",
        url=absolute(f"{form_of(update)}?butir={item.pk}"),
    )


def return_letter(notice: Notice, update: ProgressUpdate, at: datetime) -> Letter:
    """The update comes with `with_reasons`."""
    last_day = may_return_until(window_for(update.period, update.institution_id))
    has_deadline = update.corrects_id is None
    content = returned(update)
    context = {
        "returned": content,
        "milestone": numbered(update.milestone),
        "period": str(update.period),
        "institution": update.institution.name,
        "deadline": deadline_on(last_day, timezone.localdate(at)) if has_deadline else None,
        "url": absolute(form_of(update)),
    }
    subject = _("Laporan dikembalikan: %(milestone)s (%(period)s)") % context
    return letter("returned", to=notice.user, subject=subject, lines=lines_of(content.items), context=context)


def lines_of(items: Iterable[RefusedItem]) -> tuple[str, ...]:
    return tuple(f"{one.title}: {one.reason}" for one in items)
