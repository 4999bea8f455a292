"""What a good proof looks like: the example file of a requirement, else what was accepted for it and is public."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from evidence.domain.publication import Obstacle
from evidence.enums import EvidenceKind, EvidenceState
from evidence.models import Evidence
from evidence.queries.publication import obstacles_of, tombstone_of
from foundation.formats import file_size
from foundation.languages import indonesian, told
from renaksi.models import EvidenceItem, EvidenceRequirement, ProgressUpdate


@dataclass(frozen=True, slots=True)
class Example:
    """`url` is public, and empty while it cannot be opened: then `note` says why.

    `is_accepted`: no example was put there; this was accepted in a report.
    """

    title: str
    url: str
    facts: str
    note: str
    is_accepted: bool


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """What counts as proof, as everybody reads it."""

    text: str
    is_required: bool
    example: Example | None


def examples_of(
    requirements: Iterable[EvidenceRequirement], *, without: ProgressUpdate | None = None
) -> Mapping[int, Example]:
    """By requirement; they come with their example. What `without` itself proves is no example for it. One query."""
    asked = list(requirements)
    accepted = _newest_accepted([one.pk for one in asked], without)
    return {one.pk: found for one in asked if (found := _example(one, accepted.get(one.pk))) is not None}


def requirement_lines(milestones: Iterable[int]) -> Mapping[int, tuple[RequirementLine, ...]]:
    """By milestone; two queries for any number of them."""
    rows = list(EvidenceRequirement.objects.filter(milestone__in=list(milestones)).select_related("example"))
    examples = examples_of(rows) if rows else {}
    found: dict[int, tuple[RequirementLine, ...]] = {}
    for row in rows:
        line = RequirementLine(told(row, "text"), row.is_required, examples.get(row.pk))
        found[row.milestone_id] = (*found.get(row.milestone_id, ()), line)
    return found


def _newest_accepted(requirements: list[int], without: ProgressUpdate | None) -> dict[int | None, Evidence]:
    items = EvidenceItem.objects.proving().filter(
        requirement__in=requirements, evidence__state=EvidenceState.PUBLISHED
    )
    if without is not None and without.pk:
        items = items.exclude(update=without)
    ordered = items.select_related("evidence").order_by("judged_at", "pk")
    return {item.requirement_id: item.evidence for item in ordered}


def _example(requirement: EvidenceRequirement, accepted: Evidence | None) -> Example | None:
    shown = requirement.example
    if shown is not None and shown.state == EvidenceState.PUBLISHED:
        return _open(shown, is_accepted=False)
    if accepted is not None:
        return _open(accepted, is_accepted=True)
    if shown is None:
        return None
    return Example(indonesian(shown.title), "", "", unavailable_text(shown), is_accepted=False)


def _open(evidence: Evidence, *, is_accepted: bool) -> Example:
    if evidence.kind == EvidenceKind.LINK:
        facts = _("Tautan")
    else:
        kind = evidence.original_name.rpartition(".")[2].upper()
        facts = ", ".join(filter(None, [kind, file_size(evidence.size) if evidence.size else ""]))
    return Example(indonesian(evidence.title), evidence.get_absolute_url(), facts, "", is_accepted)


def unavailable_text(example: Evidence) -> str:
    """Why an example cannot be opened by everybody yet, or any more; empty if it can."""
    if example.state == EvidenceState.PUBLISHED:
        return ""
    if example.state == EvidenceState.TAKEN_DOWN:
        return _("Berkas contoh diturunkan. %(why)s") % {"why": tombstone_of(example)}
    if example.state == EvidenceState.REJECTED:
        return _("Berkas contoh belum tersedia: berkasnya ditolak pemeriksaan.")
    if Obstacle.HINTS in obstacles_of(example):
        return _("Berkas contoh belum tersedia: mungkin memuat data pribadi dan sedang diperiksa.")
    return _("Berkas contoh belum tersedia: sedang diperiksa otomatis.")
