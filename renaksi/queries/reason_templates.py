"""Sentences that stand ready for verifiers."""

from renaksi.models import ReasonTemplate


def reason_templates() -> dict[int, ReasonTemplate]:
    """By id, in the order in which they are offered."""
    return {template.pk: template for template in ReasonTemplate.objects.all()}
