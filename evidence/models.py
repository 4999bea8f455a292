"""Proofs: one table, one way in, one way out."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from evidence.enums import EvidenceKind, EvidenceState, KipClass, Visibility
from foundation.jobs.models import LeaseModel
from institutions.models import Institution


class Evidence(LeaseModel):
    """A file or link that proves a claim. It knows nothing of commitments.

    `stored_name` is made by the server, below `EVIDENCE_ROOT`; the sender's file name is data.
    `sha256` is of the bytes as received; what the public gets is the cleaned derivative.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("jenis"), max_length=4, choices=EvidenceKind.choices)
    title = models.CharField(_("judul"), max_length=255)
    document_date = models.DateField(_("tanggal dokumen"), null=True, blank=True)
    kip_class = models.CharField(
        _("klasifikasi informasi"), max_length=12, choices=KipClass.choices, default=KipClass.ANYTIME
    )
    visibility = models.CharField(
        _("keterbukaan"), max_length=8, choices=Visibility.choices, default=Visibility.PUBLIC
    )
    url = models.URLField(_("tautan"), max_length=500, blank=True)
    original_name = models.CharField(_("nama berkas"), max_length=255, blank=True)
    stored_name = models.CharField(max_length=80, blank=True, editable=False)
    derivative_name = models.CharField(max_length=80, blank=True, editable=False)
    size = models.PositiveBigIntegerField(_("ukuran (bita)"), null=True, editable=False)
    content_type = models.CharField(_("tipe"), max_length=120, blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    state = models.CharField(
        _("keadaan"), max_length=12, choices=EvidenceState.choices, default=EvidenceState.RECEIVING
    )
    state_reason = models.CharField(_("alasan"), max_length=255, blank=True)
    idempotency_key = models.CharField(max_length=64, unique=True, null=True, editable=False)
    uploader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="evidence",
        verbose_name=_("pengunggah"),
    )
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="evidence", verbose_name=_("instansi")
    )
    created_at = models.DateTimeField(_("dibuat"), auto_now_add=True)
    received_at = models.DateTimeField(_("diterima"), null=True, editable=False)
    published_at = models.DateTimeField(_("terbit"), null=True, editable=False)

    class Meta:
        verbose_name = _("data dukung")
        verbose_name_plural = _("data dukung")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["state", "lease_until"]),
            models.Index(fields=["institution", "state"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=EvidenceKind.LINK, stored_name="") & ~Q(url="")
                | Q(kind=EvidenceKind.FILE, url=""),
                name="evidence_is_file_or_link",
            ),
            models.CheckConstraint(
                condition=~Q(kind=EvidenceKind.FILE)
                | Q(state__in=[EvidenceState.RECEIVING, EvidenceState.TAKEN_DOWN])
                | (~Q(sha256="") & Q(size__isnull=False)),
                name="received_file_has_hash_and_size",
            ),
            models.CheckConstraint(
                condition=~Q(state=EvidenceState.PUBLISHED)
                | (Q(visibility=Visibility.PUBLIC) & ~Q(kip_class=KipClass.EXEMPT)),
                name="published_evidence_is_public_and_not_exempt",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("evidence:open", kwargs={"public_id": self.public_id})
