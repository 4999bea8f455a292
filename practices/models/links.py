"""What a practice is about beside itself; chosen one by one, for a country has thousands of each."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from evidence.enums import EvidenceState
from evidence.models import Evidence
from practices.models.pages import PracticePage
from renaksi.models import Commitment


class PracticeCommitment(Orderable):
    page = ParentalKey(PracticePage, on_delete=models.CASCADE, related_name="commitment_links")
    commitment = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, related_name="practice_links", verbose_name=_("komitmen")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("komitmen terkait")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "commitment"],
                name="practice_names_a_commitment_once",
                violation_error_message=_("Komitmen ini sudah dipilih."),
            )
        ]

    def __str__(self) -> str:
        return str(self.commitment)


class PracticeProof(Orderable):
    page = ParentalKey(PracticePage, on_delete=models.CASCADE, related_name="proof_links")
    proof = models.ForeignKey(
        Evidence,
        on_delete=models.CASCADE,
        related_name="practice_links",
        verbose_name=_("data dukung"),
        limit_choices_to={"state": EvidenceState.PUBLISHED},
    )

    class Meta(Orderable.Meta):
        verbose_name = _("data dukung terkait")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "proof"],
                name="practice_names_a_proof_once",
                violation_error_message=_("Data dukung ini sudah dipilih."),
            )
        ]

    def __str__(self) -> str:
        return str(self.proof)
