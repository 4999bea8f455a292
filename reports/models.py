"""What leaves as a document."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from evidence.models import Evidence
from foundation.jobs.models import LeaseModel
from institutions.models import Institution, Region
from practices.models import PracticePage
from renaksi.models import ActionPlan, Commitment, ReportingPeriod
from reports.enums import (
    BUILT_STATES,
    REGISTERED_STATES,
    UNFINISHED_STATES,
    BatchState,
    BuildState,
    FileFormat,
    ReportKind,
    ReportLanguage,
    SubjectKind,
    TextSlot,
)


class Report(models.Model):
    """A report by what it is about; its versions are `ReportBuild`s.

    `slug` is made of kind, plan, period, part and language: one record for each, and a permanent address.
    At most one of region, institution and commitment is set.
    """

    kind = models.CharField(_("jenis"), max_length=20, choices=ReportKind.choices)
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
    commitment = models.ForeignKey(
        Commitment,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("komitmen"),
    )
    language = models.CharField(
        _("bahasa"), max_length=5, choices=ReportLanguage.choices, default=ReportLanguage.INDONESIAN
    )
    slug = models.SlugField(_("alamat"), max_length=200, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("laporan")
        verbose_name_plural = _("laporan")
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(region__isnull=True, institution__isnull=True)
                | Q(region__isnull=True, commitment__isnull=True)
                | Q(institution__isnull=True, commitment__isnull=True),
                name="report_is_about_one_part",
            ),
        ]

    def __str__(self) -> str:
        told = [self.get_kind_display(), str(self.plan), str(self.period or "")]
        told.append(str(self.region or self.institution or self.commitment or ""))
        return " · ".join(filter(None, told))

    def get_absolute_url(self) -> str:
        """Leads to the newest published version."""
        return reverse("reports:report", kwargs={"slug": self.slug})

    @property
    def subject(self) -> SubjectKind:
        for kind in (SubjectKind.REGION, SubjectKind.INSTITUTION, SubjectKind.COMMITMENT):
            if getattr(self, f"{kind.value}_id"):
                return kind
        return SubjectKind.PLAN


class ReportText(models.Model):
    """What editors add to a report: in a slot of it, or (slot `remark`) to one commitment of it."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="texts")
    slot = models.CharField(_("tempat"), max_length=20, choices=TextSlot.choices)
    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    text = models.TextField(_("teks"), blank=True)
    text_en = models.TextField(_("teks (Inggris)"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("teks laporan")
        verbose_name_plural = _("teks laporan")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "slot"], condition=Q(commitment__isnull=True), name="one_text_per_slot"
            ),
            models.UniqueConstraint(
                fields=["report", "commitment"],
                condition=Q(commitment__isnull=False),
                name="one_remark_per_commitment",
            ),
            models.CheckConstraint(
                condition=Q(slot=TextSlot.REMARK, commitment__isnull=False)
                | (~Q(slot=TextSlot.REMARK) & Q(commitment__isnull=True)),
                name="remarks_are_about_a_commitment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.get_slot_display()}"


class ReportBatch(LeaseModel):
    """One order for the reports of many regions; how far it is follows from its builds.

    They are asked for in the background: `state`. `regions` is how many it is about. `left_out` says of each region
    without a report why: `{"plan": …, "code": …, "region": …, "why": a sentence for staff}`.
    """

    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=ReportKind.choices)
    period = models.ForeignKey(
        ReportingPeriod, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    language = models.CharField(max_length=5, choices=ReportLanguage.choices)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    requested_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=9, choices=BatchState.choices, default=BatchState.FILLING)
    regions = models.PositiveIntegerField(default=0)
    left_out = models.JSONField(default=list)

    class Meta:
        verbose_name = _("paket laporan")
        verbose_name_plural = _("paket laporan")
        ordering = ["-requested_at"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.plan} {self.period or ''}".strip()


class ReportSchedule(models.Model):
    """A report that is asked for by itself on the first working day after a period's verify-by."""

    plan = models.ForeignKey(
        ActionPlan,
        on_delete=models.CASCADE,
        related_name="report_schedules",
        verbose_name=_("rencana aksi"),
    )
    kind = models.CharField(
        _("jenis"), max_length=20, choices=ReportKind.choices, default=ReportKind.QUARTERLY
    )
    language = models.CharField(
        _("bahasa"), max_length=5, choices=ReportLanguage.choices, default=ReportLanguage.INDONESIAN
    )
    for_each_region = models.BooleanField(_("juga untuk tiap daerah"), default=False)
    is_active = models.BooleanField(_("aktif"), default=True)
    last_period = models.ForeignKey(
        ReportingPeriod, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )

    class Meta:
        verbose_name = _("jadwal laporan")
        verbose_name_plural = _("jadwal laporan")
        constraints = [
            models.UniqueConstraint(fields=["plan", "kind", "language"], name="one_schedule_for_each_report")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.plan}"


class ReportBuildQuerySet(models.QuerySet["ReportBuild"]):
    def published(self) -> Self:
        return self.filter(state=BuildState.PUBLISHED)

    def registered(self) -> Self:
        """What was public once, withdrawn or not: its fingerprints are known to everybody. A draft never was."""
        return self.filter(state__in=REGISTERED_STATES, published_at__isnull=False)


class ReportBuild(LeaseModel):
    """One version of a report: what was asked for, how far its build is, and what was published.

    `payload_sha256` is the fingerprint of the payload; the payload and the files are `ReportFile`s below
    `REPORT_ROOT`. `as_of` is the day whose figures it holds, `evidence` what it names and was not taken down
    by then. `version` counts from 1 and is given with the build; one that was never published leaves no gap.
    `reason` says why it replaces `replaces`. `step` says what is being done, `done` of `steps`.
    `waiting_for` are who asked; each gets one mail when it ends. `last_error` is a sentence for staff.
    `made_with` names the versions of what drew the files. Without `payload_sha256` it is from before reports
    had payloads, and cannot be published.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="builds")
    version = models.PositiveIntegerField(_("versi"), default=1, editable=False)
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="replaced_by", null=True, editable=False
    )
    reason = models.TextField(_("alasan versi baru"), blank=True)
    batch = models.ForeignKey(
        ReportBatch, on_delete=models.PROTECT, related_name="builds", null=True, editable=False
    )
    state = models.CharField(
        _("keadaan"), max_length=9, choices=BuildState.choices, default=BuildState.QUEUED
    )
    step = models.CharField(max_length=120, blank=True, editable=False)
    done = models.PositiveIntegerField(default=0, editable=False)
    steps = models.PositiveIntegerField(default=0, editable=False)
    is_cancelled = models.BooleanField(default=False, editable=False)
    evidence = models.ManyToManyField(Evidence, related_name="+", editable=False)
    as_of = models.DateField(_("data per"), null=True, editable=False)
    payload_sha256 = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    pages = models.PositiveIntegerField(_("halaman"), null=True, editable=False)
    made_with = models.CharField(max_length=200, blank=True, editable=False)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("diminta oleh"),
    )
    waiting_for = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", editable=False)
    requested_at = models.DateTimeField(_("diminta"), auto_now_add=True)
    finished_at = models.DateTimeField(_("selesai"), null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    published_at = models.DateTimeField(_("terbit"), null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    withdrawn_at = models.DateTimeField(_("ditarik"), null=True, editable=False)
    withdrawn_reason = models.TextField(_("alasan ditarik"), blank=True, editable=False)

    objects = ReportBuildQuerySet.as_manager()

    class Meta:
        verbose_name = _("versi laporan")
        verbose_name_plural = _("versi laporan")
        ordering = ["-requested_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "lease_until"]),
            models.Index(fields=["state", "-published_at"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(state__in=["queued", "building"]),
                name="one_unfinished_build_per_report",
            ),
            models.UniqueConstraint(
                fields=["report", "version"],
                condition=Q(published_at__isnull=False),
                name="one_published_build_per_version",
            ),
            models.CheckConstraint(
                condition=~Q(state=BuildState.PUBLISHED)
                | (Q(published_by__isnull=False) & Q(published_at__isnull=False) & ~Q(payload_sha256="")),
                name="published_report_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=BuildState.WITHDRAWN)
                | (Q(withdrawn_by__isnull=False) & Q(withdrawn_at__isnull=False)),
                name="withdrawn_report_says_by_whom_and_when",
            ),
        ]

    def __str__(self) -> str:
        return _("%(report)s, versi %(version)s") % {"report": self.report, "version": self.version}

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED_STATES

    @property
    def has_files(self) -> bool:
        return self.state in BUILT_STATES

    def get_absolute_url(self) -> str:
        """The permanent address of this version."""
        return reverse("reports:version", kwargs={"slug": self.report.slug, "version": self.version})


class ReportFile(models.Model):
    """One file of a version. `name` is made by the server, relative to `REPORT_ROOT`; `size` in bytes.

    A withdrawn version keeps the row, so that its fingerprint is still known; `name` is blank then.
    """

    build = models.ForeignKey(ReportBuild, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=10, choices=FileFormat.choices)
    name = models.CharField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("berkas laporan")
        verbose_name_plural = _("berkas laporan")
        constraints = [models.UniqueConstraint(fields=["build", "format"], name="one_report_file_per_format")]

    def __str__(self) -> str:
        return f"{self.build}: {self.get_format_display()}"


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
