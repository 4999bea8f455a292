"""Sentences that stand ready for verifiers from the first day."""

from home.seed.files import load
from renaksi.models import ReasonTemplate


def seed_reason_templates() -> None:
    """Only where there are none: what the secretariat has changed or taken away stays so."""
    if not ReasonTemplate.objects.exists():
        ReasonTemplate.objects.bulk_create(
            ReasonTemplate(**fields, sort_order=order)
            for order, fields in enumerate(load("reason_templates"), start=1)
        )
