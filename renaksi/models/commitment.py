"""Commitments with the blocks of OGP's template, their partners, and the record of what changed."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin

from institutions.models import Institution, Region
from renaksi.enums import DatePrecision, PartnerRole
from renaksi.models.plan import ActionPlan
from renaksi.models.published import PublishedWithReason
from renaksi.querysets import CommitmentQuerySet


class PolicyArea(models.Model):
    """A policy area as OGP names it; `name_en` is OGP's word."""

    slug = models.SlugField(_("alamat"), max_length=80, unique=True)
    name = models.CharField(_("nama"), max_length=120)
    name_en = models.CharField(_("nama di OGP"), max_length=120, unique=True)

    class Meta:
        verbose_name = _("bidang kebijakan")
        verbose_name_plural = _("bidang kebijakan")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Commitment(PublishedWithReason, PreviewableMixin, DraftStateMixin, RevisionMixin, ClusterableModel):
    """A promised reform with an owner and dates.

    Dates are the first (start) and last (end) day of what is known, with their precision. `slug` is
    permanent: from the number, else from the title. `ogp_code` is external and not unique.
    `field_sources` says per field where its value came from: `{"title": {"source": "...", "url": "..."}}`.
    """

    plan = models.ForeignKey(
        ActionPlan, on_delete=models.PROTECT, related_name="commitments", verbose_name=_("rencana aksi")
    )
    number = models.CharField(
        _("nomor"), max_length=20, blank=True, help_text=_("Seperti tercetak: 4, 2A, 3.3.3.6.")
    )
    slug = models.SlugField(
        _("alamat"), max_length=120, help_text=_("Bagian dari alamat publik; tidak berubah setelah terbit.")
    )
    ogp_code = models.CharField(_("kode OGP"), max_length=20, blank=True, db_index=True)
    title = models.CharField(_("judul"), max_length=500)
    title_en = models.CharField(_("judul (Inggris)"), max_length=500, blank=True)
    problem = models.TextField(
        _("masalah"), blank=True, help_text=_("Masalah apa, dan siapa yang terdampak?")
    )
    problem_en = models.TextField(_("masalah (Inggris)"), blank=True)
    causes = models.TextField(_("akar masalah"), blank=True, help_text=_("Mengapa masalah itu terjadi?"))
    causes_en = models.TextField(_("akar masalah (Inggris)"), blank=True)
    done_so_far = models.TextField(
        _("yang sudah dilakukan"), blank=True, help_text=_("Apa yang sudah dicoba sebelumnya?")
    )
    done_so_far_en = models.TextField(_("yang sudah dilakukan (Inggris)"), blank=True)
    solution = models.TextField(_("solusi"), blank=True, help_text=_("Apa yang akan dilakukan, dan mengapa?"))
    solution_en = models.TextField(_("solusi (Inggris)"), blank=True)
    expected_results = models.TextField(
        _("hasil yang diharapkan"), blank=True, help_text=_("Apa yang berubah bagi warga bila ini berhasil?")
    )
    expected_results_en = models.TextField(_("hasil yang diharapkan (Inggris)"), blank=True)
    serves_transparency = models.TextField(_("sumbangan pada transparansi"), blank=True)
    serves_transparency_en = models.TextField(_("sumbangan pada transparansi (Inggris)"), blank=True)
    serves_accountability = models.TextField(_("sumbangan pada akuntabilitas"), blank=True)
    serves_accountability_en = models.TextField(_("sumbangan pada akuntabilitas (Inggris)"), blank=True)
    serves_participation = models.TextField(_("sumbangan pada partisipasi"), blank=True)
    serves_participation_en = models.TextField(_("sumbangan pada partisipasi (Inggris)"), blank=True)
    region = models.ForeignKey(
        Region,
        verbose_name=_("daerah"),
        on_delete=models.PROTECT,
        related_name="commitments",
        null=True,
        blank=True,
    )
    policy_areas = ParentalManyToManyField(
        PolicyArea, verbose_name=_("bidang kebijakan"), blank=True, related_name="commitments"
    )
    ogp_values = models.JSONField(_("nilai OGP"), default=list, blank=True)
    sdgs = models.JSONField(_("SDG"), default=list, blank=True)
    start_on = models.DateField(_("mulai"), null=True, blank=True)
    start_precision = models.CharField(max_length=5, choices=DatePrecision.choices, default=DatePrecision.DAY)
    end_on = models.DateField(_("berakhir"), null=True, blank=True)
    end_precision = models.CharField(max_length=5, choices=DatePrecision.choices, default=DatePrecision.DAY)
    carried_over_from = models.ForeignKey(
        "self",
        verbose_name=_("lanjutan dari"),
        on_delete=models.PROTECT,
        related_name="carried_over_to",
        null=True,
        blank=True,
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("digabung ke"),
        on_delete=models.PROTECT,
        related_name="merged_from",
        null=True,
        blank=True,
    )
    superseded_by = models.ForeignKey(
        "self",
        verbose_name=_("digantikan oleh"),
        on_delete=models.PROTECT,
        related_name="supersedes",
        null=True,
        blank=True,
    )
    withdrawn_on = models.DateField(_("ditarik sejak"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("alasan penarikan"), max_length=255, blank=True)
    source_url = models.URLField(_("sumber"), max_length=500, blank=True)
    field_sources = models.JSONField(default=dict, blank=True, editable=False)
    institutions = models.ManyToManyField(Institution, through="Partnership", related_name="commitments")
    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="commitment")

    objects = CommitmentQuerySet.as_manager()

    ADDRESS = ("plan_id", "slug")
    AMENDABLE = (
        "number",
        "title",
        "title_en",
        "problem",
        "problem_en",
        "causes",
        "causes_en",
        "done_so_far",
        "done_so_far_en",
        "solution",
        "solution_en",
        "expected_results",
        "expected_results_en",
        "serves_transparency",
        "serves_transparency_en",
        "serves_accountability",
        "serves_accountability_en",
        "serves_participation",
        "serves_participation_en",
        "region",
        "start_on",
        "end_on",
        "withdrawn_on",
    )

    class Meta:
        verbose_name = _("komitmen")
        verbose_name_plural = _("komitmen")
        ordering = ["plan", "pk"]
        indexes = [models.Index(fields=["plan", "number"]), models.Index(fields=["live", "plan"])]
        constraints = [
            models.UniqueConstraint(fields=["plan", "slug"], name="commitment_slug_once_per_plan"),
            models.CheckConstraint(
                condition=Q(start_on__isnull=True) | Q(end_on__isnull=True) | Q(start_on__lte=F("end_on")),
                name="commitment_start_before_end",
                violation_error_message=_("Tanggal mulai harus sebelum tanggal berakhir."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawn_reason=""),
                name="commitment_withdrawn_with_reason",
                violation_error_message=_("Penarikan memerlukan alasan."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("commitment", kwargs={"plan": self.plan.slug, "commitment": self.slug})

    def amendable_values(self) -> dict[str, str]:
        """Who answers for a promise is part of it: the partners belong to what may be amended."""
        partners = self.partnerships.select_related("institution") if self.pk else []
        return {
            **super().amendable_values(),
            "institutions": "; ".join(sorted(str(partner) for partner in partners)),
        }

    def get_preview_template(self, _request: HttpRequest, _mode: str) -> str:
        return "renaksi/admin/commitment_preview.html"

    @property
    def revisions(self):
        return self._revisions


class Partnership(models.Model):
    """One institution's part in a commitment; the first lead answers for milestones without an owner."""

    commitment = ParentalKey(Commitment, on_delete=models.CASCADE, related_name="partnerships")
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="partnerships", verbose_name=_("instansi")
    )
    role = models.CharField(_("peran"), max_length=12, choices=PartnerRole.choices, default=PartnerRole.LEAD)
    sort_order = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("mitra")
        verbose_name_plural = _("mitra")
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "institution", "role"], name="partner_once_per_role"
            )
        ]

    def __str__(self) -> str:
        return f"{self.institution} ({self.get_role_display()})"


class Amendment(models.Model):
    """One changed field of something published: the original stays readable, with the reason.

    Of a plan, or of a commitment; of a milestone with its commitment.
    """

    plan = models.ForeignKey(
        ActionPlan,
        on_delete=models.PROTECT,
        related_name="amendments",
        null=True,
        blank=True,
        verbose_name=_("rencana aksi"),
    )
    commitment = models.ForeignKey(
        Commitment,
        on_delete=models.PROTECT,
        related_name="amendments",
        null=True,
        blank=True,
        verbose_name=_("komitmen"),
    )
    milestone = models.ForeignKey(
        "renaksi.Milestone", on_delete=models.PROTECT, related_name="amendments", null=True, blank=True
    )
    field = models.CharField(_("bidang"), max_length=60)
    old = models.TextField(_("semula"), blank=True)
    new = models.TextField(_("menjadi"), blank=True)
    reason = models.TextField(_("alasan"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField(_("waktu"), db_index=True)

    class Meta:
        verbose_name = _("perubahan")
        verbose_name_plural = _("perubahan")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="amendment_has_reason"),
            models.CheckConstraint(
                condition=Q(plan__isnull=True, commitment__isnull=False)
                | Q(plan__isnull=False, commitment__isnull=True, milestone__isnull=True),
                name="amendment_of_plan_or_commitment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.old} → {self.new}"

    @property
    def subject(self) -> models.Model | None:
        return self.milestone or self.commitment or self.plan
