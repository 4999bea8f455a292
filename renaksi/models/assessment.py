"""Verdicts other than the secretariat's review: independent ratings, decisions, and who may judge."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from renaksi.enums import AssessmentSource, CompletionStatus, FindingMeasure, GrantKind, Indicator
from renaksi.models.commitment import Commitment
from renaksi.models.plan import ActionPlan


class Assessment(models.Model):
    """One rating, stored as printed, on the scale version of its era (`domain/assessment.py`)."""

    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, related_name="assessments", verbose_name=_("komitmen")
    )
    source = models.CharField(_("sumber"), max_length=16, choices=AssessmentSource.choices)
    indicator = models.CharField(_("indikator"), max_length=24, choices=Indicator.choices)
    scale = models.CharField(_("versi skala"), max_length=40)
    value = models.CharField(_("nilai seperti tercetak"), max_length=80)
    report = models.CharField(_("laporan"), max_length=160, blank=True)
    report_year = models.PositiveSmallIntegerField(_("tahun laporan"), null=True, blank=True)
    url = models.URLField(_("tautan"), max_length=500, blank=True)
    recorded_from = models.CharField(_("dicatat dari"), max_length=160, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("penilaian independen")
        verbose_name_plural = _("penilaian independen")
        ordering = ["commitment", "source", "indicator"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "source", "indicator"], name="assessment_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_indicator_display()}: {self.value}"


class PlanFinding(models.Model):
    """What an independent report counts for a whole plan, as printed."""

    plan = models.ForeignKey(
        ActionPlan, on_delete=models.PROTECT, related_name="findings", verbose_name=_("rencana aksi")
    )
    report = models.CharField(_("laporan"), max_length=160)
    measure = models.CharField(_("ukuran"), max_length=60, choices=FindingMeasure.choices)
    value = models.CharField(_("nilai seperti tercetak"), max_length=255)
    url = models.URLField(_("tautan"), max_length=500, blank=True)
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("temuan independen")
        verbose_name_plural = _("temuan independen")
        ordering = ["plan", "sort_order"]
        constraints = [models.UniqueConstraint(fields=["plan", "report", "measure"], name="finding_once")]

    def __str__(self) -> str:
        return f"{self.measure}: {self.value}"


class IndependentNote(models.Model):
    """A dated remark of a monitor, shown beside the independent verdict."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="independent_notes")
    monitor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("catatan"))
    noted_on = models.DateField(_("tanggal"))

    class Meta:
        verbose_name = _("catatan independen")
        verbose_name_plural = _("catatan independen")
        ordering = ["-noted_on"]

    def __str__(self) -> str:
        return self.text[:80]


class CompletionDecision(models.Model):
    """The secretariat's word on a commitment, beside what the rules propose; the newest counts."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="decisions")
    status = models.CharField(_("status"), max_length=12, choices=CompletionStatus.choices)
    reason = models.TextField(_("alasan"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("waktu"))

    class Meta:
        verbose_name = _("keputusan penyelesaian")
        verbose_name_plural = _("keputusan penyelesaian")
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="decision_has_reason")]

    def __str__(self) -> str:
        return f"{self.get_status_display()}: {self.commitment}"


class PlanGrant(models.Model):
    """Who verifies or monitors which plan."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="plan_grants",
        verbose_name=_("pengguna"),
    )
    plan = models.ForeignKey(
        ActionPlan, on_delete=models.CASCADE, related_name="grants", verbose_name=_("rencana aksi")
    )
    kind = models.CharField(_("hak"), max_length=8, choices=GrantKind.choices)

    class Meta:
        verbose_name = _("penugasan")
        verbose_name_plural = _("penugasan")
        constraints = [models.UniqueConstraint(fields=["user", "plan", "kind"], name="grant_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()} {self.plan}"
