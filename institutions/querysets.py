"""Chainable filters of institutions."""

from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef

if TYPE_CHECKING:
    from institutions.models import Institution  # noqa: F401 - type parameter


class InstitutionQuerySet(models.QuerySet["Institution"]):
    def with_ended(self) -> Self:
        """Annotates `ended`: it went on in others by decree; what it reported stays its own."""
        changes = apps.get_model("institutions", "InstitutionChange").objects
        return self.annotate(ended=Exists(changes.filter(source=OuterRef("pk"), target__isnull=False)))

    def standing(self) -> Self:
        """Neither a second record of another nor ended by a decree: who may still be given something."""
        return self.with_ended().filter(merged_into__isnull=True, ended=False)
