"""When a milestone is complete, and which status its commitment is proposed."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import takewhile

from renaksi.domain.progress import HUNDRED, Progress, Verification
from renaksi.enums import CompletionStatus

SUBSTANTIAL_FROM = 50


@dataclass(frozen=True, slots=True)
class Requirement:
    """`accepted`: an accepted evidence item answers it, in this period or an earlier one."""

    id: int
    required: bool
    accepted: bool


@dataclass(frozen=True, slots=True)
class MilestoneProof:
    """`raw_percent` is the verified one; `accepted_items` counts all periods."""

    raw_percent: Fraction | None
    accepted_items: int
    requirements: tuple[Requirement, ...] = ()


class MissingProofCode(StrEnum):
    ANY_EVIDENCE = "any_evidence"
    REQUIREMENT = "requirement"


@dataclass(frozen=True, slots=True)
class MissingProof:
    """A required requirement without accepted item, or that there is no accepted item at all."""

    code: MissingProofCode
    requirement_id: int | None = None


def _reached(proof: MilestoneProof) -> bool:
    return proof.raw_percent is not None and proof.raw_percent >= 100


def missing_proof(proof: MilestoneProof) -> tuple[MissingProof, ...]:
    """What keeps a milestone at 100 from being complete; empty below 100."""
    if not _reached(proof):
        return ()
    unanswered = tuple(
        MissingProof(MissingProofCode.REQUIREMENT, requirement.id)
        for requirement in proof.requirements
        if requirement.required and not requirement.accepted
    )
    if not unanswered and proof.accepted_items < 1:
        return (MissingProof(MissingProofCode.ANY_EVIDENCE),)
    return unanswered


def is_complete(proof: MilestoneProof) -> bool:
    """Verified at 100 or more, with accepted evidence for it and for each requirement."""
    return _reached(proof) and proof.accepted_items >= 1 and not missing_proof(proof)


def completing_verification(verifications: Iterable[Verification]) -> Verification:
    """The first of the latest unbroken run at 100, for one that stands at 100 now.

    A period counts in its newest version: a verdict that was undone completed nothing. Of versions at 100 that
    took over from each other the first completed it, so that a correction does not make late what was in time.
    """
    versions = sorted(verifications, key=lambda one: (one.period_ends_on, one.version))
    newest = {one.period_ends_on: one for one in versions if one.superseded_on is None}
    run = list(takewhile(lambda one: one.raw_percent >= HUNDRED, reversed(newest.values())))
    completing = run[-1]
    for one in reversed(versions):
        if one.period_ends_on == completing.period_ends_on and _went_over_into(one, completing):
            completing = one
    return completing


def _went_over_into(older: Verification, newer: Verification) -> bool:
    return older.raw_percent >= HUNDRED and older.superseded_on == newer.verified_on


def propose_status(progress: Progress, complete_milestones: int) -> CompletionStatus:
    """`progress` is the commitment's; counts are of milestones that are not withdrawn."""
    if progress.percent is None:
        return CompletionStatus.NO_EVIDENCE
    if complete_milestones == progress.total:
        return CompletionStatus.COMPLETE
    if progress.percent >= SUBSTANTIAL_FROM:
        return CompletionStatus.SUBSTANTIAL
    if progress.percent > 0:
        return CompletionStatus.LIMITED
    if progress.verified == progress.total:
        return CompletionStatus.NOT_STARTED
    return CompletionStatus.NO_EVIDENCE
