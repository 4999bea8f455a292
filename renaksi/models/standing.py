"""What the figures said of a commitment when they were last asked, so that 14,000 can be filtered and sorted."""

from fractions import Fraction

from django.db import models
from django.utils.translation import gettext_lazy as _

from renaksi.enums import CompletionStatus
from renaksi.models.commitment import Commitment


class CommitmentStanding(models.Model):
    """Written by `actions.standings` alone, from `queries.figures`: nothing is counted a second way.

    `proven` is the exact percent ("100/3", blank: nothing verified), `percent` the same for sorting.
    `place` puts numbers in their order within a plan. From `next_change_on` on, dates alone may have changed it.
    """

    commitment = models.OneToOneField(
        Commitment, on_delete=models.CASCADE, primary_key=True, related_name="standing"
    )
    monitored = models.BooleanField(default=False)
    status = models.CharField(max_length=12, choices=CompletionStatus.choices, blank=True)
    proven = models.TextField(blank=True)
    percent = models.FloatField(null=True)
    milestones = models.PositiveIntegerField(default=0)
    verified_milestones = models.PositiveIntegerField(default=0)
    overdue = models.PositiveIntegerField(default=0)
    place = models.CharField(max_length=300, blank=True)
    next_change_on = models.DateField(null=True, db_index=True)

    # It is computed: no editor asks where it is used.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("kedudukan komitmen")
        verbose_name_plural = _("kedudukan komitmen")

    def __str__(self) -> str:
        return f"{self.commitment_id}: {self.status}"

    @property
    def proven_percent(self) -> Fraction | None:
        return Fraction(self.proven) if self.proven else None


class CommitmentMark(models.Model):
    """Something that the figures of a commitment are computed from has changed; triggers write it.

    No key to the commitment and no row of its own for each: transactions that mark the same one do not wait
    for each other, and cannot lock each other out.
    """

    commitment_id = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name = _("tanda hitung ulang")
        verbose_name_plural = _("tanda hitung ulang")

    def __str__(self) -> str:
        return str(self.commitment_id)
