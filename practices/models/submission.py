"""What the public sends: practices that are proposed, copies that are reported, and the yearly question."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from institutions.models import Institution, Region
from practices.enums import Consent, CopyState, Life, Stage, SubmissionState
from practices.models.pages import PracticePage


class PracticeSubmission(models.Model):
    """A practice that somebody proposes; its draft is found by a link that was mailed.

    `answers` are the fields of the form as typed, by name. `secret_digest` is the SHA-256 of the link's secret; each
    mail brings a new one. Until the link was opened (`confirmed_at`) nobody knows whose the address is, and only what
    was sent in (`submitted_at`) is for editors to see. After a time the sender is forgotten: the address is blank then.
    `page` exists from the first time it was sent in; what was typed after a return is in `answers` until it is
    sent again. `reason` is why it was last returned or declined.
    """

    email = models.EmailField(_("surel"), blank=True)
    sender = models.CharField(_("nama"), max_length=120, blank=True)
    organisation = models.CharField(_("instansi atau organisasi"), max_length=160)
    answers = models.JSONField(default=dict, blank=True)
    secret_digest = models.CharField(max_length=64, unique=True, editable=False)
    state = models.CharField(
        _("status"),
        max_length=10,
        choices=SubmissionState.choices,
        default=SubmissionState.DRAFT,
        db_index=True,
    )
    page = models.OneToOneField(
        PracticePage,
        on_delete=models.SET_NULL,
        related_name="submission",
        null=True,
        blank=True,
        verbose_name=_("praktik"),
    )
    reason = models.TextField(_("alasan"), blank=True)
    created_at = models.DateTimeField(_("dimulai"))
    confirmed_at = models.DateTimeField(_("surel terbukti"), null=True, blank=True)
    saved_at = models.DateTimeField(_("disimpan"))
    submitted_at = models.DateTimeField(_("dikirim"), null=True, blank=True)

    class Meta:
        verbose_name = _("usulan praktik")
        verbose_name_plural = _("usulan praktik")
        ordering = ["-saved_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.answers.get('title', '')} ({self.organisation})"


class LifeCheck(models.Model):
    """The yearly question to the owner of a practice: does it still run? One link, answered once."""

    page = models.ForeignKey(
        PracticePage, on_delete=models.CASCADE, related_name="life_checks", verbose_name=_("praktik")
    )
    secret_digest = models.CharField(max_length=64, unique=True, editable=False)
    asked_on = models.DateField(_("ditanyakan"))
    answered_at = models.DateTimeField(_("dijawab"), null=True, blank=True)
    answer = models.CharField(_("jawaban"), max_length=8, choices=Life.choices, blank=True)
    note = models.TextField(_("keterangan"), blank=True)

    class Meta:
        verbose_name = _("konfirmasi tahunan")
        verbose_name_plural = _("konfirmasi tahunan")
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "asked_on"], name="life_asked_once_a_day"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="")
                | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="life_answer_with_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.asked_on}"


class PracticeCopy(models.Model):
    """“We copied this”: a practice at work somewhere else, told by whoever copied it.

    `copy` is the copier's own page in the gallery, if it has one: chains of copies are read through it.
    The origin's word is `consent`; a copy that the origin never confirmed stays visible as that. `secret_digest` is
    that of the link that waits for an answer: first the reporter's, who proves the address by it (`confirmed_at`;
    before that the report is nobody's to see), and once the copy is shown the origin's.
    """

    origin = models.ForeignKey(
        PracticePage, on_delete=models.PROTECT, related_name="copies_made", verbose_name=_("praktik asal")
    )
    copy = models.ForeignKey(
        PracticePage,
        on_delete=models.SET_NULL,
        related_name="copied_from",
        null=True,
        blank=True,
        verbose_name=_("halaman praktik peniru"),
    )
    region = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        related_name="copies",
        null=True,
        blank=True,
        verbose_name=_("daerah"),
    )
    institution = models.ForeignKey(
        Institution,
        on_delete=models.PROTECT,
        related_name="copies",
        null=True,
        blank=True,
        verbose_name=_("instansi"),
    )
    owner_name = models.CharField(_("instansi atau organisasi"), max_length=160)
    changed = models.TextField(_("yang diubah"))
    changed_en = models.TextField(_("yang diubah (Inggris)"), blank=True)
    cost = models.TextField(_("biaya"), blank=True)
    stage = models.CharField(_("tahap"), max_length=10, choices=Stage.choices)
    since = models.CharField(_("sejak"), max_length=20, blank=True)
    source_url = models.URLField(_("tautan"), max_length=500, blank=True)
    email = models.EmailField(_("surel"), blank=True)
    sender = models.CharField(_("nama"), max_length=120, blank=True)
    state = models.CharField(
        _("status"), max_length=10, choices=CopyState.choices, default=CopyState.WAITING, db_index=True
    )
    reason = models.TextField(_("alasan"), blank=True)
    consent = models.CharField(
        _("kata pemilik asal"), max_length=10, choices=Consent.choices, default=Consent.UNASKED
    )
    consent_on = models.DateField(null=True, blank=True)
    consent_note = models.TextField(_("catatan pemilik asal"), blank=True)
    secret_digest = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    created_at = models.DateTimeField(_("dikirim"))
    confirmed_at = models.DateTimeField(_("surel terbukti"), null=True, blank=True)

    class Meta:
        verbose_name = _("replikasi")
        verbose_name_plural = _("replikasi")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(consent=Consent.UNASKED) | Q(consent_on__isnull=False),
                name="consent_with_its_day",
            )
        ]

    def __str__(self) -> str:
        return self.owner_name
