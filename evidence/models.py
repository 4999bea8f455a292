"""Proofs: one table, one way in, one way out."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from evidence.enums import (
    Damage,
    EvidenceKind,
    EvidenceState,
    KipClass,
    LinkState,
    TakedownReason,
    Visibility,
)
from foundation.jobs.models import LeaseModel
from institutions.models import Institution


class Evidence(LeaseModel):
    """A file or link that proves a claim. It knows nothing of commitments.

    `stored_name` is made by the server, below `EVIDENCE_ROOT`; the sender's file name is data.
    `sha256` is of the bytes as received; what the public gets is the cleaned derivative. While a file is
    still arriving (`receiving`) its bytes lie in `part_name`, and `announced_size` tells how many will come.
    `preview` describes the page pictures, tables and text below `preview_name`; `hints` counts what looks
    like personal data by kind, never what it says. `approved_at`: a review accepted it, so that it is public
    as soon as nothing is in the way any more. The link fields sum up `visits`.
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
    derivative_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    announced_size = models.PositiveBigIntegerField(null=True, editable=False)
    receipt = models.CharField(_("nomor tanda terima"), max_length=20, blank=True, editable=False)
    deadline_on = models.DateField(_("tenggat saat diterima"), null=True, blank=True, editable=False)
    preview_name = models.CharField(max_length=80, blank=True, editable=False)
    preview = models.JSONField(default=dict, blank=True, editable=False)
    hints = models.JSONField(_("petunjuk data pribadi"), default=dict, blank=True, editable=False)
    hints_cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    hints_cleared_at = models.DateTimeField(null=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    approved_at = models.DateTimeField(_("disetujui untuk publik"), null=True, editable=False)
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
    taken_down_at = models.DateTimeField(_("diturunkan"), null=True, editable=False)
    taken_down_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    takedown_reason = models.CharField(
        _("alasan diturunkan"), max_length=16, choices=TakedownReason.choices, blank=True
    )
    takedown_note = models.CharField(_("catatan penurunan"), max_length=255, blank=True)
    damage = models.CharField(
        _("kerusakan"), max_length=8, choices=Damage.choices, blank=True, editable=False
    )
    hashed_at = models.DateTimeField(_("terakhir diperiksa ulang"), null=True, editable=False)
    link_state = models.CharField(
        _("keadaan tautan"), max_length=12, choices=LinkState.choices, blank=True, editable=False
    )
    link_visited_at = models.DateTimeField(_("tautan terakhir dikunjungi"), null=True, editable=False)
    link_failing_since = models.DateTimeField(_("tautan tidak dapat dibuka sejak"), null=True, editable=False)

    class Meta:
        verbose_name = _("data dukung")
        verbose_name_plural = _("data dukung")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["state", "lease_until"]),
            models.Index(fields=["institution", "state"]),
            models.Index(fields=["kind", "state", "link_visited_at"]),
            models.Index(fields=["state", "hashed_at"]),
            models.Index(fields=["state", "taken_down_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=EvidenceKind.LINK, stored_name="")
                & (~Q(url="") | Q(state=EvidenceState.TAKEN_DOWN))
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
            models.UniqueConstraint(
                fields=["receipt"], condition=~Q(receipt=""), name="evidence_receipt_once"
            ),
            models.CheckConstraint(
                condition=~Q(state=EvidenceState.TAKEN_DOWN)
                | (
                    Q(taken_down_at__isnull=False)
                    & Q(taken_down_by__isnull=False)
                    & ~Q(takedown_reason="")
                    & Q(stored_name="", derivative_name="", preview_name="", original_name="", url="")
                ),
                name="tombstone_has_reason_and_no_files",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("evidence:open", kwargs={"public_id": self.public_id})

    @property
    def part_name(self) -> str:
        """Where the bytes of a file lie while they arrive, below `EVIDENCE_ROOT`."""
        return f"quarantine/{self.public_id.hex}.part"


class FileToRemove(models.Model):
    """Bytes that have to go: written in the transaction that takes a proof down, deleted once they are gone.

    `name` is a file or folder below `EVIDENCE_ROOT`. So a crash in between leaves no bytes that nobody knows.
    """

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="files_to_remove")
    name = models.CharField(max_length=80, unique=True)
    since = models.DateTimeField(_("sejak"))

    class Meta:
        verbose_name = _("berkas yang harus dihapus")
        verbose_name_plural = _("berkas yang harus dihapus")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class LinkVisit(models.Model):
    """One visit of a link: what was found there, and the copy that was kept, if one was.

    `problem` is the code of its sentence; `sha256` is of the bytes as the source sent them. Below
    `EVIDENCE_ROOT`, `copy_name` holds those bytes and `derivative_name` what may be opened of them.
    """

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="visits")
    at = models.DateTimeField(_("waktu"))
    state = models.CharField(_("hasil"), max_length=12, choices=LinkState.choices)
    problem = models.CharField(max_length=40, blank=True)
    status_code = models.PositiveSmallIntegerField(null=True)
    final_url = models.URLField(max_length=2000, blank=True)
    content_type = models.CharField(max_length=120, blank=True)
    size = models.PositiveBigIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    copy_name = models.CharField(max_length=80, blank=True)
    derivative_name = models.CharField(max_length=80, blank=True)

    class Meta:
        verbose_name = _("kunjungan tautan")
        verbose_name_plural = _("kunjungan tautan")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["evidence", "-at"])]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.evidence}"


class Opening(models.Model):
    """Somebody opened a proof. Who is not signed in stays nameless: no account, address or agent is kept."""

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="openings")
    at = models.DateTimeField(_("waktu"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("oleh"),
    )
    part = models.CharField(_("bagian"), max_length=8)

    class Meta:
        verbose_name = _("pembukaan data dukung")
        verbose_name_plural = _("pembukaan data dukung")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["evidence", "-at"]), models.Index(fields=["at"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.evidence}"
