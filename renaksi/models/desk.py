"""What the desks of verifiers and officers keep beside the reports."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from institutions.models import Institution
from renaksi.enums import ReturnReason
from renaksi.models.plan import ReportingPeriod
from renaksi.models.reporting import ProgressUpdate


class ReviewLock(models.Model):
    """Who has a report open on the verifier's desk; it runs out by itself when the page is left."""

    update = models.OneToOneField(ProgressUpdate, on_delete=models.CASCADE, related_name="review_lock")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("telaah yang sedang dibuka")
        verbose_name_plural = _("telaah yang sedang dibuka")

    def __str__(self) -> str:
        return f"{self.update}: {self.by}"


class ReasonTemplate(models.Model):
    """A sentence that verifiers write often: it stands ready for its reason and is mended before it is sent."""

    reason_code = models.CharField(_("alasan"), max_length=16, choices=ReturnReason.choices)
    title = models.CharField(_("judul"), max_length=80)
    text = models.TextField(_("kalimat"))
    sort_order = models.PositiveSmallIntegerField(_("urutan"), default=0)

    class Meta:
        verbose_name = _("alasan baku")
        verbose_name_plural = _("alasan baku")
        ordering = ["reason_code", "sort_order", "pk"]
        constraints = [models.UniqueConstraint(fields=["reason_code", "title"], name="reason_template_once")]

    def __str__(self) -> str:
        return self.title


class Handover(models.Model):
    """Everything open went from one officer to another, in one step; `moved` counts it by kind."""

    receipt = models.CharField(_("nomor tanda terima"), max_length=20, unique=True)
    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("dari")
    )
    taker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("kepada")
    )
    institution = models.ForeignKey(
        Institution,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("instansi"),
    )
    reason = models.CharField(_("alasan"), max_length=255)
    moved = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("waktu"))

    class Meta:
        verbose_name = _("serah terima")
        verbose_name_plural = _("serah terima")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="handover_between_two_people"),
            models.CheckConstraint(condition=~Q(reason=""), name="handover_has_reason"),
        ]

    def __str__(self) -> str:
        return self.receipt


class ReportSheet(models.Model):
    """A sheet that came back filled: what was read stays until it is applied or given up."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="sheets")
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    rows = models.JSONField(default=list)
    created_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("lembar laporan")
        verbose_name_plural = _("lembar laporan")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name
