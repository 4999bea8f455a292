from typing import Any, NoReturn, TypeVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AppendOnlyError(TypeError):
    """Somebody tried to change or delete what is only ever added to."""

    def __init__(self) -> None:
        super().__init__("audit entries are only ever added: write a new one instead")


AppendOnly = TypeVar("AppendOnly", bound=models.Model)


class AppendOnlyQuerySet(models.QuerySet[AppendOnly]):
    """Reads as usual; every way of Django's to change rows in bulk is closed."""

    def update(self, **_kwargs: Any) -> NoReturn:
        raise AppendOnlyError

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise AppendOnlyError

    def bulk_create(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Closed as well: it can overwrite on conflict, and rows are written one way only."""
        raise AppendOnlyError

    def delete(self) -> NoReturn:
        raise AppendOnlyError


class AppendOnlyModel(models.Model):
    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True
        # Also for Django's own deletes and updates, which go through the base manager.
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert only: a saved row, or a new one with the key of a saved one, is refused."""
        if not self._state.adding:
            raise AppendOnlyError
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise AppendOnlyError


class AuditEntry(AppendOnlyModel):
    """One thing that was done; written by `foundation.audit.actions.record`."""

    at = models.DateTimeField(_("waktu"), default=timezone.now, editable=False)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("pelaku"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text=_("Kosong jika dilakukan oleh sistem."),
    )
    action = models.CharField(_("tindakan"), max_length=100)
    target_type = models.CharField(_("jenis catatan"), max_length=100)
    target_id = models.CharField(_("nomor catatan"), max_length=64)
    data = models.JSONField(_("rincian"), default=dict, blank=True, encoder=DjangoJSONEncoder)

    class Meta(AppendOnlyModel.Meta):
        verbose_name = _("catatan audit")
        verbose_name_plural = _("catatan audit")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["target_type", "target_id", "-at"], name="audit_entry_target"),
            models.Index(fields=["-at"], name="audit_entry_at"),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(action=""), name="audit_entry_names_its_action"),
            models.CheckConstraint(
                condition=~models.Q(target_type="") & ~models.Q(target_id=""),
                name="audit_entry_names_its_target",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.target_type} {self.target_id}"


class AuditSeal(AppendOnlyModel):
    """The link of one entry in the chain: `hash` is over the entry, its place and the link before it.

    Written by `foundation.audit.sealing`, right after the commit of the entry.
    """

    entry = models.OneToOneField(
        AuditEntry, verbose_name=_("catatan"), on_delete=models.PROTECT, related_name="seal"
    )
    sequence = models.PositiveBigIntegerField(_("nomor segel"), unique=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta(AppendOnlyModel.Meta):
        verbose_name = _("segel catatan audit")
        verbose_name_plural = _("segel catatan audit")
        ordering = ["sequence"]

    def __str__(self) -> str:
        return f"{self.sequence}:{self.hash}"


class AuditHead(models.Model):
    """The end of the chain, in one row: who seals holds its lock."""

    sequence = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("ujung rantai catatan audit")
        verbose_name_plural = _("ujung rantai catatan audit")

    def __str__(self) -> str:
        return f"{self.sequence}:{self.hash}"
