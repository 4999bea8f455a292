"""Mails on their way. The row is the truth; what has been sent is sent once more only after a crash in between."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.jobs.models import LeaseModel


class MailState(models.TextChoices):
    QUEUED = "queued", _("Menunggu dikirim")
    SENT = "sent", _("Terkirim")
    PARKED = "parked", _("Ditahan")


class OutgoingMail(LeaseModel):
    """`key` says what it is about, so that nothing is written twice; `message_id` stays the same with every try.

    A parked mail failed for a reason of its own, or too often: a person has to look.
    """

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(_("jenis"), max_length=40)
    message_id = models.CharField(max_length=200, unique=True)
    recipient = models.EmailField(_("kepada"))
    # Whom an answer reaches, if not the site; forgotten with the text once the mail is sent.
    reply_to = models.EmailField(blank=True)
    subject = models.CharField(_("perihal"), max_length=255)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    state = models.CharField(_("keadaan"), max_length=8, choices=MailState.choices, default=MailState.QUEUED)
    created_at = models.DateTimeField(_("ditulis"))
    next_try_at = models.DateTimeField(_("dicoba lagi"))
    sent_at = models.DateTimeField(_("terkirim"), null=True, blank=True)

    class Meta:
        verbose_name = _("surat keluar")
        verbose_name_plural = _("surat keluar")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "next_try_at"])]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="sent") | models.Q(sent_at__isnull=False),
                name="sent_mail_has_its_time",
            )
        ]

    def __str__(self) -> str:
        return self.subject
