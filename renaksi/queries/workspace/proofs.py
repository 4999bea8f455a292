"""Evidence as authors, approvers and verifiers see it: with its check, its verdict and its reason."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from evidence.enums import READABLE_STATES, EvidenceKind, EvidenceState, Visibility
from evidence.messages import damage_text, hints_text
from evidence.messages import reason as check_reason
from evidence.queries.links import LinkFacts, kept_copy, link_facts, with_latest_copy
from evidence.queries.publication import tombstone_of
from evidence.scanner import SCANNER_DOWN
from evidence.storage.previews import extract_of
from foundation.formats import file_size
from renaksi.enums import ItemVerdict, ReturnReason
from renaksi.models import EvidenceItem, EvidenceRequirement, ProgressUpdate
from renaksi.queries.examples import Example, examples_of
from renaksi.queries.versions import carried_items
from renaksi.queries.workspace.arrivals import Arrival, arrival_of
from renaksi.queries.workspace.care import waiting_text


@dataclass(frozen=True, slots=True)
class Proof:
    """`url` and what else leads to it are empty while the file may not be opened; of a link it is the address itself.

    `viewer` is its own page, `thumbnail` the address of a small picture of its first page; what has none has its
    first words in `extract`. `hints` counts what looks like personal data and was not looked at yet.
    """

    item_id: int
    public_id: UUID
    requirement_id: int | None
    title: str
    url: str | None
    viewer: str
    download: str
    thumbnail: str
    extract: str
    is_drawn: bool
    hints: str
    is_link: bool
    link: LinkFacts | None
    kind: str
    size: str
    code: str
    word: str
    note: str
    is_internal: bool
    is_readable: bool
    is_gone: bool
    waits: str
    is_judged: bool
    is_removable: bool
    verdict: str
    reason_code: str
    remark: str
    arrival: Arrival


@dataclass(frozen=True, slots=True)
class RequirementProofs:
    """`id` is None for evidence that answers no requirement; `answered_before` in an earlier report.

    `hint` says what the group is for, where its name alone does not.
    """

    id: int | None
    text: str
    is_required: bool
    proofs: tuple[Proof, ...]
    answered_before: bool
    example: Example | None = None
    hint: str = ""

    @property
    def key(self) -> str:
        return str(self.id or "lain")

    @property
    def is_receiving(self) -> bool:
        return any(proof.arrival.upload_url for proof in self.proofs)

    @property
    def is_unanswered(self) -> bool:
        usable = any(
            proof.verdict != ItemVerdict.REFUSED
            and proof.code not in {EvidenceState.REJECTED, EvidenceState.TAKEN_DOWN}
            for proof in self.proofs
        )
        asked = self.is_required or any(proof.verdict == ItemVerdict.REFUSED for proof in self.proofs)
        return asked and not self.answered_before and not usable


def proofs_of(update: ProgressUpdate) -> tuple[Proof, ...]:
    items = update.items.select_related("evidence").order_by("requirement__sort_order", "pk")
    carried = carried_items(update)
    return tuple(
        _proof(item, is_carried=item.pk in carried) for item in with_latest_copy(items, "evidence_id")
    )


def _proof(item: EvidenceItem, *, is_carried: bool) -> Proof:
    evidence = item.evidence
    is_link = evidence.kind == EvidenceKind.LINK
    readable = evidence.state in READABLE_STATES
    code, word = _standing(item)
    viewer = reverse("workspace:proof", args=[evidence.public_id])
    has_picture = readable and bool(evidence.preview.get("pages"))
    return Proof(
        item_id=item.pk,
        public_id=evidence.public_id,
        requirement_id=item.requirement_id,
        title=evidence.title,
        url=(evidence.url if is_link else viewer) if readable else None,
        viewer=viewer,
        download=evidence.get_absolute_url() if readable and not is_link and not evidence.damage else "",
        thumbnail=reverse("evidence:thumbnail", args=[evidence.public_id]) if has_picture else "",
        extract=extract_of(evidence) if readable else "",
        is_drawn=bool(evidence.preview),
        hints="" if evidence.hints_cleared_at else hints_text(evidence.hints),
        is_link=is_link,
        link=link_facts(evidence, kept_copy(item)) if readable else None,
        kind=_("Tautan") if is_link else evidence.original_name.rpartition(".")[2].upper() or _("Berkas"),
        size=file_size(evidence.size) if evidence.size and code != EvidenceState.TAKEN_DOWN else "",
        code=code,
        word=word,
        note=_note(item),
        is_internal=evidence.visibility == Visibility.INTERNAL,
        is_readable=readable,
        is_gone=evidence.state == EvidenceState.TAKEN_DOWN,
        waits=waiting_text(evidence),
        is_judged=item.verdict != ItemVerdict.PENDING,
        is_removable=is_carried or item.verdict == ItemVerdict.PENDING,
        verdict=item.verdict,
        reason_code=item.reason_code,
        remark=item.note,
        arrival=arrival_of(evidence),
    )


def _standing(item: EvidenceItem) -> tuple[str, str]:
    """That it is gone, else the verdict once there is one, before that how far the file has come."""
    evidence = item.evidence
    if evidence.state == EvidenceState.TAKEN_DOWN:
        return evidence.state, str(EvidenceState.TAKEN_DOWN.label)
    if item.verdict != ItemVerdict.PENDING:
        return item.verdict, str(ItemVerdict(item.verdict).label)
    if evidence.state == EvidenceState.QUARANTINED and evidence.last_error == SCANNER_DOWN:
        return evidence.state, _("Menunggu pemindaian")
    if evidence.kind == EvidenceKind.LINK and evidence.state in READABLE_STATES:
        return ItemVerdict.PENDING.value, _("Tautan tercatat")
    return evidence.state, str(EvidenceState(evidence.state).label)


def _note(item: EvidenceItem) -> str:
    if item.evidence.state == EvidenceState.TAKEN_DOWN:
        return tombstone_of(item.evidence)
    if item.verdict == ItemVerdict.REFUSED:
        return f"{ReturnReason(item.reason_code).label}. {item.note}".strip()
    return damage_text(item.evidence.damage) or check_reason(item.evidence.state_reason) or item.note


def by_requirement(
    update: ProgressUpdate, proofs: Iterable[Proof], accepted_before: Collection[int | None]
) -> tuple[RequirementProofs, ...]:
    """Each requirement of its milestone with its proofs, then the evidence that answers none.

    `accepted_before` as in `queries.guards`.
    """
    found = list(proofs)
    requirements = list(
        EvidenceRequirement.objects.filter(milestone=update.milestone_id).select_related("example")
    )
    examples = examples_of(requirements, without=update)
    groups = [
        RequirementProofs(
            id=requirement.pk,
            text=requirement.text,
            is_required=requirement.is_required,
            proofs=tuple(proof for proof in found if proof.requirement_id == requirement.pk),
            answered_before=requirement.pk in accepted_before,
            example=examples.get(requirement.pk),
        )
        for requirement in requirements
    ]
    other = tuple(proof for proof in found if proof.requirement_id is None)
    text = _("Bukti lain yang mendukung") if groups else _("Bukti capaian")
    hint = _("Tidak menjawab syarat mana pun, jadi tidak dihitung untuk “selesai”.") if groups else ""
    return (
        *groups,
        RequirementProofs(None, text, is_required=False, proofs=other, answered_before=False, hint=hint),
    )
