"""Evidence as authors, approvers and verifiers see it: with its check, its verdict and its reason."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from evidence.enums import READABLE_STATES, EvidenceKind, EvidenceState, Visibility
from evidence.messages import reason as check_reason
from foundation.formats import file_size
from renaksi.enums import ItemVerdict, ReturnReason
from renaksi.models import EvidenceItem, EvidenceRequirement, Milestone, ProgressUpdate


@dataclass(frozen=True, slots=True)
class Proof:
    """`url` is None while the file may not be opened; of a link it is the address itself."""

    item_id: int
    requirement_id: int | None
    title: str
    url: str | None
    is_link: bool
    kind: str
    size: str
    code: str
    word: str
    note: str
    is_internal: bool
    is_readable: bool
    is_judged: bool
    verdict: str
    reason_code: str
    remark: str


@dataclass(frozen=True, slots=True)
class RequirementProofs:
    """`id` is None for evidence that answers no requirement; `answered_before` in an earlier report."""

    id: int | None
    text: str
    is_required: bool
    proofs: tuple[Proof, ...]
    answered_before: bool

    @property
    def key(self) -> str:
        return str(self.id or "lain")

    @property
    def is_unanswered(self) -> bool:
        usable = any(
            proof.verdict != ItemVerdict.REFUSED and proof.code != EvidenceState.REJECTED
            for proof in self.proofs
        )
        asked = self.is_required or any(proof.verdict == ItemVerdict.REFUSED for proof in self.proofs)
        return asked and not self.answered_before and not usable


def proofs_of(update: ProgressUpdate) -> tuple[Proof, ...]:
    items = update.items.select_related("evidence").order_by("requirement__sort_order", "pk")
    return tuple(map(_proof, items))


def _proof(item: EvidenceItem) -> Proof:
    evidence = item.evidence
    is_link = evidence.kind == EvidenceKind.LINK
    readable = evidence.state in READABLE_STATES
    code, word = _standing(item)
    return Proof(
        item_id=item.pk,
        requirement_id=item.requirement_id,
        title=evidence.title,
        url=(evidence.url if is_link else evidence.get_absolute_url()) if readable else None,
        is_link=is_link,
        kind=_("Tautan") if is_link else evidence.original_name.rpartition(".")[2].upper(),
        size=file_size(evidence.size) if evidence.size else "",
        code=code,
        word=word,
        note=_note(item),
        is_internal=evidence.visibility == Visibility.INTERNAL,
        is_readable=readable,
        is_judged=item.verdict != ItemVerdict.PENDING,
        verdict=item.verdict,
        reason_code=item.reason_code,
        remark=item.note,
    )


def _standing(item: EvidenceItem) -> tuple[str, str]:
    """The verdict once there is one, before that how far the file has come."""
    if item.verdict != ItemVerdict.PENDING:
        return item.verdict, str(ItemVerdict(item.verdict).label)
    evidence = item.evidence
    if evidence.kind == EvidenceKind.LINK and evidence.state in READABLE_STATES:
        return ItemVerdict.PENDING.value, _("Tautan tercatat")
    return evidence.state, str(EvidenceState(evidence.state).label)


def _note(item: EvidenceItem) -> str:
    if item.verdict == ItemVerdict.REFUSED:
        return f"{ReturnReason(item.reason_code).label}. {item.note}".strip()
    return check_reason(item.evidence.state_reason) or item.note


def by_requirement(
    milestone: Milestone, proofs: Iterable[Proof], accepted_before: Collection[int | None]
) -> tuple[RequirementProofs, ...]:
    """Each requirement of the milestone with its proofs, then the evidence that answers none.

    `accepted_before` as in `queries.guards`.
    """
    found = list(proofs)
    groups = [
        RequirementProofs(
            id=requirement.pk,
            text=requirement.text,
            is_required=requirement.is_required,
            proofs=tuple(proof for proof in found if proof.requirement_id == requirement.pk),
            answered_before=requirement.pk in accepted_before,
        )
        for requirement in EvidenceRequirement.objects.filter(milestone=milestone)
    ]
    other = tuple(proof for proof in found if proof.requirement_id is None)
    text = _("Bukti lain yang mendukung") if groups else _("Bukti capaian")
    return (*groups, RequirementProofs(None, text, is_required=False, proofs=other, answered_before=False))
