"""The keys of rows, which never change, and the names by which people know what they are of."""

from renaksi.models import Commitment
from reports.payload.material import Material, once


@once
def commitments_by_id(material: Material) -> dict[int, Commitment]:
    return {commitment.pk: commitment for commitment in material.loaded.commitments}


def commitment_key(material: Material, commitment_id: int) -> str:
    """ran-ogi-vii/7: by their addresses."""
    return f"{material.subject.plan.slug}/{material.loaded.slugs[commitment_id]}"


def milestone_key(material: Material, commitment_id: int, milestone_id: int) -> str:
    return f"{commitment_key(material, commitment_id)}#{milestone_id}"


@once
def _names(material: Material) -> dict[int, str]:
    return {line.id: line.number or line.title for line in material.lines}


def commitment_name(material: Material, commitment_id: int) -> str:
    """Its number, else its title."""
    return _names(material)[commitment_id]
