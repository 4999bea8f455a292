"""Milestones: dated steps of a commitment, their measure, and what counts as proof."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from evidence.models import Evidence
from institutions.models import Institution
from renaksi.enums import DatePrecision, PartnerRole
from renaksi.models.commitment import Commitment
from renaksi.models.plan import ReportingPeriod
from renaksi.models.published import AmendableValues
from renaksi.querysets import MilestoneQuerySet


class Milestone(AmendableValues, models.Model):
    """A dated step. Its own record with a plain key, so that no draft of its commitment can delete it.

    A quantity has a target (and a baseline, 0 if there is none); else progress is told in steps.
    """

    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, related_name="milestones", verbose_name=_("komitmen")
    )
    number = models.CharField(_("nomor"), max_length=20, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("urutan"), default=0)
    title = models.CharField(_("tonggak capaian"), max_length=500)
    title_en = models.CharField(_("tonggak capaian (Inggris)"), max_length=500, blank=True)
    success_measure = models.TextField(
        _("ukuran keberhasilan"),
        blank=True,
        help_text=_("Tanda yang dapat diamati bahwa tonggak ini tercapai."),
    )
    success_measure_en = models.TextField(_("ukuran keberhasilan (Inggris)"), blank=True)
    unit = models.CharField(
        _("satuan"), max_length=40, blank=True, help_text=_("Misalnya: desa, dataset, persen.")
    )
    baseline = models.DecimalField(_("nilai awal"), max_digits=16, decimal_places=4, null=True, blank=True)
    target = models.DecimalField(_("target"), max_digits=16, decimal_places=4, null=True, blank=True)
    start_on = models.DateField(_("mulai"), null=True, blank=True)
    start_precision = models.CharField(max_length=5, choices=DatePrecision.choices, default=DatePrecision.DAY)
    due_on = models.DateField(_("tenggat"), null=True, blank=True, db_index=True)
    due_precision = models.CharField(max_length=5, choices=DatePrecision.choices, default=DatePrecision.DAY)
    weight = models.DecimalField(_("bobot"), max_digits=6, decimal_places=2, default=1)
    responsible = models.ForeignKey(
        Institution,
        verbose_name=_("instansi yang melapor"),
        on_delete=models.PROTECT,
        related_name="milestones",
        null=True,
        blank=True,
        help_text=_("Kosong: penanggung jawab pertama komitmen."),
    )
    withdrawn_on = models.DateField(_("ditarik sejak"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("alasan penarikan"), max_length=255, blank=True)
    source_url = models.URLField(_("sumber"), max_length=500, blank=True)
    field_sources = models.JSONField(default=dict, blank=True, editable=False)

    objects = MilestoneQuerySet.as_manager()

    AMENDABLE = (
        "number",
        "title",
        "title_en",
        "success_measure",
        "success_measure_en",
        "unit",
        "baseline",
        "target",
        "start_on",
        "due_on",
        "weight",
        "responsible",
        "withdrawn_on",
    )

    class Meta:
        verbose_name = _("tonggak capaian")
        verbose_name_plural = _("tonggak capaian")
        ordering = ["commitment", "sort_order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start_on__isnull=True) | Q(due_on__isnull=True) | Q(start_on__lte=F("due_on")),
                name="milestone_start_before_due",
                violation_error_message=_("Tanggal mulai harus sebelum tenggat."),
            ),
            models.CheckConstraint(
                condition=Q(weight__gt=0),
                name="milestone_weight_above_zero",
                violation_error_message=_("Bobot harus lebih besar dari nol."),
            ),
            models.CheckConstraint(
                condition=Q(target__isnull=True) | Q(baseline__isnull=True) | ~Q(target=F("baseline")),
                name="milestone_target_differs_from_baseline",
                violation_error_message=_("Target harus berbeda dari nilai awal."),
            ),
            models.CheckConstraint(
                condition=Q(target__isnull=True) | Q(baseline__isnull=False) | Q(target__gt=0),
                name="milestone_falling_target_has_baseline",
                violation_error_message=_("Target nol atau di bawah nol memerlukan nilai awal."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawn_reason=""),
                name="milestone_withdrawn_with_reason",
                violation_error_message=_("Penarikan memerlukan alasan."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def owner(self) -> Institution | None:
        """Who reports: the responsible institution, else the commitment's first lead.

        Lists use `MilestoneQuerySet.with_owner_id` instead.
        """
        if self.responsible is not None:
            return self.responsible
        lead = (
            self.commitment.partnerships.filter(role=PartnerRole.LEAD).select_related("institution").first()
        )
        return lead.institution if lead else None


class EvidenceRequirement(models.Model):
    """What counts as proof for a milestone."""

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="requirements")
    text = models.CharField(_("syarat data dukung"), max_length=255)
    text_en = models.CharField(_("syarat data dukung (Inggris)"), max_length=255, blank=True)
    is_required = models.BooleanField(_("wajib"), default=True)
    example = models.ForeignKey(
        Evidence,
        verbose_name=_("berkas contoh"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("syarat data dukung")
        verbose_name_plural = _("syarat data dukung")
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.text


class CheckpointTarget(models.Model):
    """The percent (0 to 100) that a milestone should have reached at the end of a period."""

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="checkpoints")
    period = models.ForeignKey(
        ReportingPeriod, on_delete=models.PROTECT, related_name="+", verbose_name=_("periode")
    )
    percent = models.DecimalField(_("target (persen)"), max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("target periode")
        verbose_name_plural = _("target periode")
        ordering = ["period__ends_on"]
        constraints = [
            models.UniqueConstraint(fields=["milestone", "period"], name="checkpoint_once"),
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100),
                name="checkpoint_percent_in_range",
                violation_error_message=_("Target periode antara 0 dan 100."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period}: {self.percent} %"
