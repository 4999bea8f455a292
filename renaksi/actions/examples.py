"""The example file of a requirement: what a good proof looks like, for everybody who has to send one."""

from datetime import datetime

from django.core.files.base import File
from django.db import transaction

from accounts.models import User
from evidence.actions.publishing import keep_internal, publish_evidence
from evidence.actions.receiving import receive_file
from evidence.enums import EvidenceState, Visibility
from evidence.models import Evidence
from foundation.audit.actions import record
from renaksi.actions.refusals import Refused
from renaksi.actions.steps import require
from renaksi.domain.update_flow import Problem
from renaksi.models import EvidenceRequirement
from renaksi.permissions import may_set_examples, requirements_with_example


def set_example(
    *, requirement: EvidenceRequirement, file: File, by: User, at: datetime, idempotency_key: str = ""
) -> Evidence:
    """Receive the file and put it in the place of an older one; public once it is clean and was looked through.

    Not inside a transaction: bytes are slow. Raises UploadRefused, Refused without an institution to keep it for.
    """
    require(may_set_examples(by))
    owner = requirement.milestone.owner
    if owner is None:
        raise Refused([Problem("example_without_owner")])
    evidence = receive_file(
        file=file,
        title="",
        institution=owner,
        by=by,
        at=at,
        idempotency_key=idempotency_key,
        visibility=Visibility.PUBLIC,
    )
    _put(requirement, evidence, by, at)
    return evidence


@transaction.atomic
def _put(requirement: EvidenceRequirement, evidence: Evidence, by: User, at: datetime) -> None:
    found = _locked(requirement)
    if found.example_id == evidence.pk:
        return
    _hide(found.example, by)
    found.example = evidence
    found.save(update_fields=["example"])
    data = {"evidence": str(evidence.public_id)}
    record(action="requirement.example_set", by=by, target=found, data=data)
    publish_evidence(evidence=evidence, by=by, at=at)


@transaction.atomic
def remove_example(*, requirement: EvidenceRequirement, by: User) -> None:
    """Nobody is shown it any more; the file itself stays stored, closed to the public."""
    require(may_set_examples(by))
    found = _locked(requirement)
    if found.example is None:
        return
    _hide(found.example, by)
    _let_go(found, by)


def check_example_wanted(evidence: Evidence, by: User) -> None:
    """Whether further bytes of an example are wanted. Raises PermissionDenied."""
    require(may_set_examples(by) or not requirements_with_example(evidence).exists())


def let_go_of_example(evidence: Evidence, by: User | None) -> None:
    """Before a file that never arrived is removed: no requirement may go on pointing to it."""
    for requirement in requirements_with_example(evidence).select_related("example"):
        _let_go(requirement, by)


def _let_go(requirement: EvidenceRequirement, by: User | None) -> None:
    data = {"evidence": str(requirement.example.public_id)} if requirement.example else {}
    requirement.example = None
    requirement.save(update_fields=["example"])
    record(action="requirement.example_removed", by=by, target=requirement, data=data)


def _hide(example: Evidence | None, by: User) -> None:
    if example is not None and example.state != EvidenceState.TAKEN_DOWN:
        keep_internal(evidence=example, by=by)


def _locked(requirement: EvidenceRequirement) -> EvidenceRequirement:
    # The example may be missing, and PostgreSQL locks no outer join: the row alone is held.
    return (
        EvidenceRequirement.objects.select_for_update(of=("self",))
        .select_related("example")
        .get(pk=requirement.pk)
    )
