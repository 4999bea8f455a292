"""Action plans and the periods in which they are reported on."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin

from institutions.models import Institution, Region
from renaksi.enums import DatePrecision, PeriodCode, PeriodState, PlanLevel, PlanState
from renaksi.models.published import PublishedWithReason
from renaksi.querysets import PlanQuerySet


class ActionPlan(PublishedWithReason, PreviewableMixin, DraftStateMixin, RevisionMixin, models.Model):
    """The commitments of one period. `live` says whether the public sees it; `state` where it stands.

    A plan is monitored when it has reporting periods; older plans are kept as record.
    """

    country = models.CharField(
        _("negara"), max_length=3, default="IDN", help_text=_("Kode ISO, misalnya IDN.")
    )
    level = models.CharField(_("tingkat"), max_length=12, choices=PlanLevel.choices)
    ordinal = models.CharField(
        _("urutan"), max_length=10, blank=True, help_text=_("Angka romawi, misalnya VII.")
    )
    label = models.CharField(
        _("nama rencana aksi"), max_length=160, help_text=_("Misalnya: RAN OGI VII 2023-2024.")
    )
    label_en = models.CharField(_("nama (Inggris)"), max_length=160, blank=True)
    ogp_label = models.CharField(
        _("nama di OGP"),
        max_length=120,
        blank=True,
        help_text=_("Sering berbeda dari nama sendiri: 2022-2024."),
    )
    slug = models.SlugField(
        _("alamat"),
        max_length=80,
        unique=True,
        help_text=_("Bagian dari alamat publik; tidak berubah setelah terbit."),
    )
    start_on = models.DateField(_("mulai"), null=True, blank=True)
    start_precision = models.CharField(max_length=5, choices=DatePrecision.choices, default=DatePrecision.DAY)
    end_on = models.DateField(_("berakhir"), null=True, blank=True)
    end_precision = models.CharField(max_length=5, choices=DatePrecision.choices, default=DatePrecision.DAY)
    region = models.ForeignKey(
        Region,
        verbose_name=_("daerah"),
        on_delete=models.PROTECT,
        related_name="plans",
        null=True,
        blank=True,
    )
    parent_plan = models.ForeignKey(
        "self",
        verbose_name=_("rencana aksi induk"),
        on_delete=models.PROTECT,
        related_name="children",
        null=True,
        blank=True,
    )
    summary = models.TextField(_("ringkasan"), blank=True)
    summary_en = models.TextField(_("ringkasan (Inggris)"), blank=True)
    legal_basis = models.CharField(_("dasar hukum"), max_length=255, blank=True)
    template_generation = models.CharField(_("generasi templat OGP"), max_length=40, blank=True)
    state = models.CharField(_("keadaan"), max_length=10, choices=PlanState.choices, default=PlanState.DRAFT)
    agency_approval = models.BooleanField(
        _("perlu persetujuan instansi"),
        default=False,
        help_text=_("Laporan disetujui pimpinan instansi sebelum dikirim."),
    )
    region_approval = models.BooleanField(
        _("perlu persetujuan daerah"),
        default=False,
        help_text=_("Laporan disetujui koordinator daerah sebelum dikirim."),
    )
    is_sample = models.BooleanField(
        _("contoh"),
        default=False,
        help_text=_("Data peragaan: selalu ditandai dan tidak masuk hitungan mana pun."),
    )
    source_url = models.URLField(_("sumber"), max_length=500, blank=True)
    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="plan")

    objects = PlanQuerySet.as_manager()

    ADDRESS = ("slug",)
    AMENDABLE = (
        "label",
        "label_en",
        "ogp_label",
        "start_on",
        "end_on",
        "summary",
        "summary_en",
        "legal_basis",
    )

    class Meta:
        verbose_name = _("rencana aksi")
        verbose_name_plural = _("rencana aksi")
        ordering = ["-start_on", "label"]
        indexes = [models.Index(fields=["country", "live", "is_sample"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(start_on__isnull=True) | Q(end_on__isnull=True) | Q(start_on__lte=F("end_on")),
                name="plan_start_before_end",
                violation_error_message=_("Tanggal mulai harus sebelum tanggal berakhir."),
            )
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("plan", kwargs={"plan": self.slug})

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """A plan has a page once it is saved: the page is made of its commitments."""
        return super().preview_modes if self.pk else []

    def get_preview_template(self, _request: HttpRequest, _mode: str) -> str:
        return "renaksi/admin/plan_preview.html"

    @property
    def revisions(self):
        return self._revisions


class ReportingPeriod(models.Model):
    """A quarter and its window. Window dates are whole days in WIB; each ends at 23.59."""

    plan = models.ForeignKey(
        ActionPlan, on_delete=models.PROTECT, related_name="periods", verbose_name=_("rencana aksi")
    )
    code = models.CharField(_("kode"), max_length=3, choices=PeriodCode.choices)
    year = models.PositiveSmallIntegerField(_("tahun"))
    starts_on = models.DateField(_("hari pertama triwulan"))
    ends_on = models.DateField(_("hari terakhir triwulan"))
    opens_on = models.DateField(_("pelaporan dibuka"))
    closes_on = models.DateField(_("pelaporan ditutup"))
    verify_by = models.DateField(_("batas verifikasi"))
    state = models.CharField(
        _("keadaan"), max_length=8, choices=PeriodState.choices, default=PeriodState.PLANNED
    )

    class Meta:
        verbose_name = _("periode pelaporan")
        verbose_name_plural = _("periode pelaporan")
        ordering = ["plan", "ends_on"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code", "year"], name="period_once_per_plan"),
            models.CheckConstraint(
                condition=Q(starts_on__lt=F("ends_on")), name="period_starts_before_it_ends"
            ),
            models.CheckConstraint(
                condition=Q(opens_on__lt=F("closes_on"), closes_on__lte=F("verify_by")),
                name="period_opens_closes_verifies_in_order",
                violation_error_message=_(
                    "Pelaporan harus dibuka sebelum ditutup, dan ditutup paling lambat pada batas verifikasi."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.year}"


class PeriodExtension(models.Model):
    """More time for one institution, with its reason."""

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="extensions")
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="+", verbose_name=_("instansi")
    )
    closes_on = models.DateField(_("ditutup"))
    reason = models.CharField(_("alasan"), max_length=255)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("perpanjangan")
        verbose_name_plural = _("perpanjangan")
        constraints = [
            models.UniqueConstraint(fields=["period", "institution"], name="extension_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.institution}: {self.closes_on}"
