"""What was reported, with which proof, and what the verifier said of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from evidence.models import Evidence
from institutions.models import Institution
from renaksi.enums import ItemVerdict, ReturnReason, ReviewVerdict, Step, UpdateState
from renaksi.models.milestone import EvidenceRequirement, Milestone
from renaksi.models.plan import ReportingPeriod
from renaksi.querysets import ItemQuerySet, UpdateQuerySet


class ProgressUpdate(models.Model):
    """One submission for one milestone and one period.

    `version` counts corrections and undone verdicts, `revision` counts saves: a form sends the revision it
    was opened with, so that two editors of one draft never overwrite each other unseen. The version that is
    worked on is current; an older one counts until `superseded_at`, the moment of the verdict on a newer one.
    """

    milestone = models.ForeignKey(
        Milestone, on_delete=models.PROTECT, related_name="updates", verbose_name=_("tonggak capaian")
    )
    period = models.ForeignKey(
        ReportingPeriod, on_delete=models.PROTECT, related_name="updates", verbose_name=_("periode")
    )
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="updates", verbose_name=_("instansi pelapor")
    )
    version = models.PositiveSmallIntegerField(_("versi"), default=1)
    is_current = models.BooleanField(default=True)
    revision = models.PositiveIntegerField(default=1)
    state = models.CharField(
        _("keadaan"), max_length=16, choices=UpdateState.choices, default=UpdateState.DRAFT
    )
    realised = models.DecimalField(_("realisasi"), max_digits=16, decimal_places=4, null=True, blank=True)
    step = models.PositiveSmallIntegerField(_("tahap"), choices=Step.choices, null=True, blank=True)
    narrative = models.TextField(_("perkembangan"), blank=True)
    challenges = models.JSONField(_("kendala"), default=list, blank=True)
    challenge_text = models.TextField(_("penjelasan kendala"), blank=True)
    next_step = models.TextField(_("langkah berikutnya"), blank=True)
    blocked_by = models.ForeignKey(
        Institution,
        on_delete=models.PROTECT,
        related_name="blocking",
        null=True,
        blank=True,
        verbose_name=_("menunggu instansi"),
    )
    blocked_since = models.DateField(_("menunggu sejak"), null=True, blank=True)
    blocked_reason = models.CharField(_("alasan menunggu"), max_length=255, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="updates", verbose_name=_("penulis")
    )
    on_behalf_source = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="corrections", null=True, blank=True
    )
    correction_reason = models.TextField(_("alasan koreksi"), blank=True)
    superseded_at = models.DateTimeField(_("digantikan"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    submitted_at = models.DateTimeField(_("dikirim"), null=True, blank=True)
    first_submitted_at = models.DateTimeField(null=True, blank=True)
    receipt = models.CharField(_("nomor tanda terima"), max_length=20, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = UpdateQuerySet.as_manager()

    class Meta:
        verbose_name = _("laporan perkembangan")
        verbose_name_plural = _("laporan perkembangan")
        ordering = ["-period__ends_on", "pk"]
        indexes = [models.Index(fields=["state", "institution"]), models.Index(fields=["period", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["milestone", "period"],
                condition=Q(is_current=True) & ~Q(state=UpdateState.WITHDRAWN),
                name="one_current_update_per_milestone_and_period",
            ),
            models.UniqueConstraint(fields=["receipt"], condition=~Q(receipt=""), name="receipt_once"),
            models.UniqueConstraint(fields=["milestone", "period", "version"], name="update_version_once"),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(correction_reason=""),
                name="correction_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(superseded_at__isnull=True) | Q(is_current=False),
                name="superseded_version_is_not_current",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[UpdateState.DRAFT, UpdateState.WITHDRAWN])
                | (Q(submitted_at__isnull=False) & Q(submitted_by__isnull=False)),
                name="update_beyond_draft_was_submitted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.milestone} — {self.period}"


class EvidenceItem(models.Model):
    """Which evidence answers which requirement (or none) of which update, and its verdict."""

    update = models.ForeignKey(ProgressUpdate, on_delete=models.PROTECT, related_name="items")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="items")
    requirement = models.ForeignKey(
        EvidenceRequirement, on_delete=models.PROTECT, related_name="items", null=True, blank=True
    )
    verdict = models.CharField(
        _("putusan"), max_length=8, choices=ItemVerdict.choices, default=ItemVerdict.PENDING
    )
    reason_code = models.CharField(_("alasan"), max_length=16, choices=ReturnReason.choices, blank=True)
    note = models.TextField(_("catatan"), blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    judged_at = models.DateTimeField(null=True, blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("butir data dukung")
        verbose_name_plural = _("butir data dukung")
        ordering = ["requirement__sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["update", "evidence"], name="evidence_once_per_update"),
            models.CheckConstraint(
                condition=Q(verdict=ItemVerdict.PENDING)
                | (Q(judged_by__isnull=False) & Q(judged_at__isnull=False)),
                name="item_verdict_has_judge_and_time",
            ),
            models.CheckConstraint(
                condition=~Q(verdict=ItemVerdict.REFUSED) | ~Q(reason_code=""),
                name="refused_item_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.evidence)


class Review(models.Model):
    """A verifier's verdict on an update; the percent follows from the verified value or step."""

    update = models.ForeignKey(ProgressUpdate, on_delete=models.PROTECT, related_name="reviews")
    verdict = models.CharField(_("putusan"), max_length=8, choices=ReviewVerdict.choices)
    verified_value = models.DecimalField(
        _("nilai terverifikasi"), max_digits=16, decimal_places=4, null=True, blank=True
    )
    verified_step = models.PositiveSmallIntegerField(
        _("tahap terverifikasi"), choices=Step.choices, null=True, blank=True
    )
    reason_code = models.CharField(_("alasan"), max_length=16, choices=ReturnReason.choices, blank=True)
    note = models.TextField(_("catatan"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews")
    at = models.DateTimeField(_("waktu"), db_index=True)

    class Meta:
        verbose_name = _("telaah")
        verbose_name_plural = _("telaah")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict=ReviewVerdict.RETURNED)
                | Q(verified_value__isnull=False)
                | Q(verified_step__isnull=False),
                name="verified_review_has_value_or_step",
            ),
            models.CheckConstraint(
                condition=Q(verdict=ReviewVerdict.VERIFIED) | (~Q(reason_code="") & ~Q(note="")),
                name="return_has_reason_and_note",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}: {self.update}"


class UpdateEvent(models.Model):
    """One step of an update through its flow, for its history."""

    update = models.ForeignKey(ProgressUpdate, on_delete=models.PROTECT, related_name="events")
    transition = models.CharField(max_length=20)
    from_state = models.CharField(max_length=16, choices=UpdateState.choices)
    to_state = models.CharField(max_length=16, choices=UpdateState.choices)
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("langkah laporan")
        verbose_name_plural = _("langkah laporan")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.transition}: {self.from_state} → {self.to_state}"
