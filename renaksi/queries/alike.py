"""Loads what the rule of bulk verdicts asks about; the page and the action get the same answers."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from accounts.models import User
from evidence.enums import READABLE_STATES, EvidenceState, LinkState
from evidence.messages import damage_text, hints_text
from evidence.models import Evidence, Opening
from renaksi.domain.update_flow import AlikeFacts, Likeness, SeenItem
from renaksi.enums import ItemVerdict
from renaksi.models import EvidenceItem, EvidenceRequirement, ProgressUpdate
from renaksi.queries.guards import percent_of

_LOST = frozenset({LinkState.GONE, LinkState.FAILING})


def likeness_of(update: ProgressUpdate) -> Likeness:
    """`update` comes with its milestone and commitment."""
    milestone = update.milestone
    return Likeness(
        plan=milestone.commitment.plan_id,
        period=update.period_id,
        text=" ".join(milestone.title.split()).casefold(),
        step=update.step,
        value=update.realised,
        baseline=milestone.baseline,
        target=milestone.target,
    )


def alike_facts(updates: Iterable[ProgressUpdate], *, wanted: Likeness, user: User) -> dict[int, AlikeFacts]:
    """By id of the update, in four queries for any number of them; each comes as for `likeness_of`."""
    found = list(updates)
    items = _items(found)
    opened = _opened_by(user, [item.evidence for of_one in items.values() for item in of_one])
    answers = _Answers.of(found)
    return {
        update.pk: AlikeFacts(
            likeness=likeness_of(update),
            wanted=wanted,
            percent=percent_of(update.milestone, update.realised, update.step),
            items=tuple(_seen(item, opened) for item in items.get(update.pk, ())),
            is_answered=answers.are_there(update, items.get(update.pk, [])),
            is_later_version=update.corrects_id is not None,
        )
        for update in found
    }


def _items(updates: list[ProgressUpdate]) -> dict[int, list[EvidenceItem]]:
    """What was taken down proves nothing, and there is nothing left of it to judge."""
    rows = EvidenceItem.objects.filter(update__in=updates).exclude(evidence__state=EvidenceState.TAKEN_DOWN)
    found: dict[int, list[EvidenceItem]] = {}
    for item in rows.select_related("evidence").order_by("requirement__sort_order", "pk"):
        found.setdefault(item.update_id, []).append(item)
    return found


def _fingerprint(evidence: Evidence) -> str:
    return evidence.sha256 or evidence.url


def _opened_by(user: User, proofs: list[Evidence]) -> frozenset[str]:
    """Fingerprints of what the person opened: the same bytes, or the same address, are the same proof."""
    hashes = {proof.sha256 for proof in proofs if proof.sha256}
    links = {proof.url for proof in proofs if not proof.sha256 and proof.url}
    seen = Opening.objects.filter(Q(evidence__sha256__in=hashes) | Q(evidence__url__in=links), by=user)
    rows = seen.values_list("evidence__sha256", "evidence__url").distinct()
    return frozenset(sha256 or url for sha256, url in rows)


def _seen(item: EvidenceItem, opened: frozenset[str]) -> SeenItem:
    evidence = item.evidence
    return SeenItem(
        id=item.pk,
        title=evidence.title,
        verdict=ItemVerdict(item.verdict),
        is_readable=evidence.state in READABLE_STATES,
        is_opened=_fingerprint(evidence) in opened,
        warning=_warning(evidence),
    )


def _warning(evidence: Evidence) -> str:
    hints = "" if evidence.hints_cleared_at else hints_text(evidence.hints)
    lost = str(LinkState(evidence.link_state).label) if evidence.link_state in _LOST else ""
    return (damage_text(evidence.damage) or hints or lost).rstrip(".")


@dataclass(frozen=True, slots=True)
class _Answers:
    """Which requirements are asked of each milestone, and which of them an earlier report has answered."""

    asked: dict[int, frozenset[int]]
    before: frozenset[tuple[int, int, int]]

    @classmethod
    def of(cls, updates: list[ProgressUpdate]) -> "_Answers":
        milestones = [update.milestone_id for update in updates]
        required = EvidenceRequirement.objects.filter(milestone__in=milestones, is_required=True)
        asked: dict[int, frozenset[int]] = {}
        for milestone, requirement in required.values_list("milestone_id", "pk"):
            asked[milestone] = asked.get(milestone, frozenset()) | {requirement}
        accepted = EvidenceItem.objects.proving().filter(
            update__milestone__in=milestones, requirement__isnull=False
        )
        rows = accepted.values_list("update__milestone_id", "update_id", "requirement_id")
        return cls(asked, frozenset(rows))

    def are_there(self, update: ProgressUpdate, items: list[EvidenceItem]) -> bool:
        here = {item.requirement_id for item in items if item.verdict != ItemVerdict.REFUSED}
        before = {
            requirement
            for milestone, other, requirement in self.before
            if milestone == update.milestone_id and other != update.pk
        }
        return self.asked.get(update.milestone_id, frozenset()) <= here | before
