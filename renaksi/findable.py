"""What the search finds of plans, commitments and their proofs."""

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from evidence.enums import EvidenceState
from evidence.models import Evidence
from foundation.search.sources import Findable, Source
from renaksi.models import ActionPlan, Commitment, EvidenceItem

_BLOCKS = (
    "problem", "causes", "done_so_far", "solution", "expected_results", "serves_transparency",
    "serves_accountability", "serves_participation",
)  # fmt: skip


def _describe_plan(plan: ActionPlan) -> Findable:
    return Findable(
        title=plan.label,
        title_en=plan.label_en,
        codes=(plan.ordinal, plan.ogp_label),
        context=plan.region.name if plan.region else "",
        text=plan.summary,
        text_en=plan.summary_en,
        path=plan.get_absolute_url(),
        is_sample=plan.is_sample,
    )


def _describe_commitment(commitment: Commitment) -> Findable:
    plan, region = commitment.plan, commitment.region
    around = [region.name if region else "", commitment.ogp_code]
    return Findable(
        title=commitment.title,
        title_en=commitment.title_en,
        codes=(commitment.number, commitment.ogp_code),
        context=_line(plan.label, *around),
        context_en=_line(plan.label_en, *around) if plan.label_en else "",
        text=_texts(commitment, _BLOCKS),
        text_en=_texts(commitment, [f"{name}_en" for name in _BLOCKS]),
        path=commitment.get_absolute_url(),
        is_sample=plan.is_sample,
    )


def _line(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _texts(commitment: Commitment, names: tuple[str, ...] | list[str]) -> str:
    return " ".join(filter(None, (getattr(commitment, name) for name in names)))


def _proving() -> QuerySet[EvidenceItem]:
    """Accepted for a commitment that everybody may see."""
    public = Commitment.objects.public().values("pk")
    return EvidenceItem.objects.proving().filter(update__milestone__commitment__in=public)


def _proofs() -> QuerySet[Evidence]:
    """Only what is published is written into the index at all: the title of an internal proof stays out of it."""
    items = (
        EvidenceItem.objects.proving().select_related("update__milestone__commitment__plan").order_by("pk")
    )
    return (
        Evidence.objects.filter(state=EvidenceState.PUBLISHED)
        .select_related("institution")
        .prefetch_related(Prefetch("items", items, to_attr="proving_items"))
    )


def _public_proofs() -> QuerySet[Evidence]:
    proves = _proving().filter(evidence=OuterRef("pk"))
    return Evidence.objects.filter(Exists(proves), state=EvidenceState.PUBLISHED)


def _describe_proof(proof: Evidence) -> Findable:
    commitments = [item.update.milestone.commitment for item in proof.proving_items]  # type: ignore[attr-defined] # prefetched
    first = commitments[0] if commitments else None
    return Findable(
        title=proof.title,
        context=_line(first.title if first else "", proof.institution.name),
        context_en=_line(first.title_en, proof.institution.name_en or proof.institution.name)
        if first and first.title_en
        else "",
        path=proof.get_absolute_url(),
        is_sample=any(commitment.plan.is_sample for commitment in commitments),
    )


SOURCES = (
    Source(
        kind="renaksi",
        label=_("Rencana aksi"),
        records=lambda: ActionPlan.objects.select_related("region"),
        public=ActionPlan.objects.public,
        describe=_describe_plan,
    ),
    Source(
        kind="komitmen",
        label=_("Komitmen"),
        records=lambda: Commitment.objects.select_related("plan", "region"),
        public=Commitment.objects.public,
        describe=_describe_commitment,
        watched={ActionPlan: lambda plan: plan.commitments.values_list("pk", flat=True)},
    ),
    Source(
        kind="data-dukung",
        label=_("Data dukung"),
        records=_proofs,
        public=_public_proofs,
        describe=_describe_proof,
        watched={EvidenceItem: lambda item: (item.evidence_id,)},
    ),
)
