"""The table of reports that are alike: who claims, with which proof, and what still keeps one from being verified here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from evidence.enums import READABLE_STATES, EvidenceKind, EvidenceState
from foundation.formats import moment
from foundation.web.keys import sent_key
from foundation.web.pagination import Page, paginate
from renaksi.domain.update_flow import AlikeFacts, Problem, alike_problems
from renaksi.enums import ReviewVerdict, UpdateState
from renaksi.messages import sentence
from renaksi.models import EvidenceItem, ProgressUpdate, Review
from renaksi.permissions import plans_verified_by
from renaksi.queries.alike import alike_facts, likeness_of
from renaksi.queries.review_locks import desk_lock
from renaksi.queries.wording import numbered, value_text
from renaksi.queries.workspace.desk_queue import like_this_one
from renaksi.queries.workspace.queue_filters import waiting_for

# Each is verified within the request, with everything that a single verdict checks and writes.
MOST_AT_ONCE = 25


@dataclass(frozen=True, slots=True)
class TableProof:
    """`url` opens it and writes that down; `thumbnail` is empty where nothing is drawn."""

    title: str
    url: str
    thumbnail: str
    is_opened: bool


@dataclass(frozen=True, slots=True)
class AlikeRow:
    """`earlier` is what was verified of it before; `problems` say why it cannot be verified here, if it cannot."""

    id: int
    url: str
    institution: str
    milestone: str
    claimed: str
    sent: str
    earlier: str
    proofs: tuple[TableProof, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AlikeTable:
    """`page` are the ids of all that were asked for, `rows` those on it; `milestone` is blank if they differ."""

    milestone: str = ""
    plan: str = ""
    period: str = ""
    claimed: str = ""
    is_sample: bool = False
    page: Page[int] | None = None
    rows: tuple[AlikeRow, ...] = ()

    @property
    def possible(self) -> int:
        return sum(not row.problems for row in self.rows)


def alike_table(user: User, *, like: str, ids: Sequence[str], page: str | None, at: datetime) -> AlikeTable:
    """All that are like the report `like`, or those with `ids`; nothing for what this person does not verify."""
    found = paginate(_numbers(ids) or _like(user, like), page, MOST_AT_ONCE)
    updates = list(_with_all(waiting_for(user).filter(pk__in=found.items)))
    if not updates:
        return AlikeTable()
    first = updates[0]
    facts = alike_facts(updates, wanted=likeness_of(first), user=user)
    proofs, earlier = _proofs(updates, facts), _earlier(updates)
    return AlikeTable(
        milestone=first.milestone.title if len({one.likeness for one in facts.values()}) == 1 else "",
        plan=first.milestone.commitment.plan.label,
        period=str(first.period),
        claimed=value_text(first.milestone, first.realised, first.step),
        is_sample=any(one.milestone.commitment.plan.is_sample for one in updates),
        page=found,
        rows=tuple(
            _row(
                one, proofs.get(one.pk, ()), earlier.get(one.pk, ""), _problems(one, facts[one.pk], user, at)
            )
            for one in updates
        ),
    )


def marked_updates(user: User, ids: Sequence[str]) -> list[ProgressUpdate]:
    """Whatever their state is by now: the action says what has changed."""
    mine = ProgressUpdate.objects.filter(milestone__commitment__plan__in=plans_verified_by(user))
    return list(_with_all(mine.filter(pk__in=_numbers(ids)[:MOST_AT_ONCE])))


def _numbers(ids: Iterable[str]) -> list[int]:
    return [key for one in ids if (key := sent_key(one))]


def _like(user: User, like: str) -> list[int]:
    mine = ProgressUpdate.objects.filter(milestone__commitment__plan__in=plans_verified_by(user))
    sample = mine.select_related("milestone__commitment").filter(pk__in=_numbers([like])).first()
    return like_this_one(sample, user) if sample else []


def _with_all(updates: QuerySet[ProgressUpdate]) -> QuerySet[ProgressUpdate]:
    return updates.select_related(
        "institution", "period", "milestone__commitment__plan", "review_lock__by"
    ).order_by("submitted_at", "pk")


def _problems(update: ProgressUpdate, facts: AlikeFacts, user: User, at: datetime) -> tuple[str, ...]:
    """Those of the rule, and what can be told of the person without asking the log of each report."""
    found = list(alike_problems(facts))
    if user.pk in {update.author_id, update.submitted_by_id}:
        found.append(Problem("own_work"))
    lock = desk_lock(getattr(update, "review_lock", None), user, at)
    if lock.is_others:
        found.append(Problem("held_by_other", about=lock.holder))
    return tuple(sentence(problem) for problem in found)


def _row(
    update: ProgressUpdate, proofs: tuple[TableProof, ...], earlier: str, problems: tuple[str, ...]
) -> AlikeRow:
    return AlikeRow(
        id=update.pk,
        url=reverse("workspace:review", args=[update.pk]),
        institution=update.institution.name,
        milestone=numbered(update.milestone),
        claimed=value_text(update.milestone, update.realised, update.step),
        sent=moment(update.submitted_at),
        earlier=earlier,
        proofs=proofs,
        problems=problems,
    )


def _proofs(
    updates: list[ProgressUpdate], facts: Mapping[int, AlikeFacts]
) -> dict[int, tuple[TableProof, ...]]:
    opened = {item.id for of_one in facts.values() for item in of_one.items if item.is_opened}
    items = EvidenceItem.objects.filter(update__in=updates).exclude(evidence__state=EvidenceState.TAKEN_DOWN)
    found: dict[int, tuple[TableProof, ...]] = {}
    for item in items.select_related("evidence").order_by("requirement__sort_order", "pk"):
        proof = _proof(item, is_opened=item.pk in opened)
        found[item.update_id] = (*found.get(item.update_id, ()), proof)
    return found


def _proof(item: EvidenceItem, *, is_opened: bool) -> TableProof:
    evidence = item.evidence
    is_drawn = evidence.state in READABLE_STATES and bool(evidence.preview.get("pages"))
    return TableProof(
        title=evidence.title,
        url=evidence.get_absolute_url()
        if evidence.kind == EvidenceKind.LINK
        else reverse("workspace:proof", args=[evidence.public_id]),
        thumbnail=reverse("evidence:thumbnail", args=[evidence.public_id]) if is_drawn else "",
        is_opened=is_opened,
    )


def _earlier(updates: list[ProgressUpdate]) -> dict[int, str]:
    """What was verified last, in a period before that of the report."""
    rows = Review.objects.filter(
        update__milestone__in=[one.milestone_id for one in updates],
        update__state=UpdateState.VERIFIED,
        update__is_current=True,
        verdict=ReviewVerdict.VERIFIED,
    )
    reviews = list(
        rows.select_related("update__period", "update__milestone").order_by("update__period__ends_on", "at")
    )
    return {
        one.pk: _told(review)
        for one in updates
        for review in reviews
        if review.update.milestone_id == one.milestone_id
        and review.update.period.ends_on < one.period.ends_on
    }


def _told(review: Review) -> str:
    value = value_text(review.update.milestone, review.verified_value, review.verified_step)
    return f"{value} ({review.update.period})"
