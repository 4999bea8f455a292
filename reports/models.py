"""What leaves as a document."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from evidence.models import Evidence
from foundation.jobs.models import LeaseModel
from institutions.models import Institution, Region
from practices.models import PracticePage
from renaksi.models import ActionPlan, ReportingPeriod
from reports.enums import UNFINISHED_STATES, BuildState


class ReportBuild(LeaseModel):
    """One progress report: what was asked for, and the file once it is built.

    `file_name` is made by the server, below `REPORT_ROOT`. `as_of` is the day whose figures it holds,
    `evidence` what it names and was not taken down by then, `size` is in bytes. `last_error` is a
    sentence for staff: why the last try failed.
    """

    plan = models.ForeignKey(
        ActionPlan, on_delete=models.PROTECT, related_name="reports", verbose_name=_("rencana aksi")
    )
    period = models.ForeignKey(
        ReportingPeriod,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("periode"),
    )
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("daerah")
    )
    institution = models.ForeignKey(
        Institution,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("instansi"),
    )
    state = models.CharField(
        _("keadaan"), max_length=9, choices=BuildState.choices, default=BuildState.QUEUED
    )
    evidence = models.ManyToManyField(Evidence, related_name="+", editable=False)
    as_of = models.DateField(_("data per"), null=True, editable=False)
    file_name = models.CharField(max_length=80, blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    size = models.PositiveBigIntegerField(null=True, editable=False)
    pages = models.PositiveIntegerField(_("halaman"), null=True, editable=False)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("diminta oleh"),
    )
    requested_at = models.DateTimeField(_("diminta"), auto_now_add=True)
    finished_at = models.DateTimeField(_("selesai"), null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    withdrawn_at = models.DateTimeField(_("ditarik"), null=True, editable=False)

    class Meta:
        verbose_name = _("laporan kemajuan")
        verbose_name_plural = _("laporan kemajuan")
        ordering = ["-requested_at"]
        indexes = [models.Index(fields=["state", "lease_until"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=BuildState.READY) | (~Q(file_name="") & ~Q(sha256="")),
                name="ready_report_has_file_and_hash",
            ),
            models.CheckConstraint(
                condition=~Q(state=BuildState.WITHDRAWN)
                | (Q(withdrawn_by__isnull=False) & Q(withdrawn_at__isnull=False)),
                name="withdrawn_report_says_by_whom_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.period or ''}".strip()

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED_STATES

    @property
    def is_ready(self) -> bool:
        return self.state == BuildState.READY

    @property
    def has_failed(self) -> bool:
        return self.state == BuildState.FAILED

    def get_absolute_url(self) -> str:
        return reverse("reports:download", kwargs={"pk": self.pk})


class PracticeSheet(LeaseModel):
    """The one-page sheet of a practice in one language, and the file once it is built.

    `fingerprint` is of everything that it says: when the page tells something else, the sheet is built anew.
    """

    page = models.ForeignKey(PracticePage, on_delete=models.CASCADE, related_name="sheets")
    language = models.CharField(max_length=2)
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=9, choices=BuildState.choices, default=BuildState.QUEUED)
    content = models.BinaryField(null=True)
    built_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("lembar praktik")
        verbose_name_plural = _("lembar praktik")
        indexes = [models.Index(fields=["state", "lease_until"])]
        constraints = [
            models.UniqueConstraint(fields=["page", "language"], name="one_sheet_for_each_language"),
            models.CheckConstraint(
                condition=~Q(state=BuildState.READY) | Q(content__isnull=False), name="ready_sheet_has_file"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page} ({self.language})"
