"""What was published changes only with a reason: the guard that every way to publication meets.

Wagtail publishes from many places: the editor, a revert, the scheduler, a bulk action, a shell. All of them
end in `publish` of the record. It lets through what leaves the promise as it was; a change goes through
`renaksi.actions.plans`, which asks for the reason and writes the amendments.
"""

from datetime import date
from typing import Any, ClassVar, Self

from django.core.exceptions import PermissionDenied, ValidationError
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.signals import unpublished

from renaksi.domain.amendments import Change, canonical_text, changes_between
from renaksi.enums import DatePrecision


class ReasonRequired(PermissionDenied):
    """Something published would change without a reason; `changes` says what."""

    def __init__(self, changes: tuple[Change, ...] = ()) -> None:
        super().__init__(
            _("Ini sudah terbit: perubahan pada tanggal, teks, target, atau bobot memerlukan alasan.")
        )
        self.changes = changes


class AmendableValues:
    """Mixin of what may be amended: `AMENDABLE` names the fields, dates carry their precision beside them."""

    AMENDABLE: ClassVar[tuple[str, ...]]

    def amendable_values(self) -> dict[str, str]:
        return {name: self._amendable_text(name) for name in self.AMENDABLE}

    def _amendable_text(self, name: str) -> str:
        value = getattr(self, name)
        if isinstance(value, date):
            return canonical_text(
                value, getattr(self, f"{name.removesuffix('_on')}_precision", DatePrecision.DAY)
            )
        return canonical_text(value)


class PublishedWithReason(AmendableValues):
    """Mixin of records with drafts: the row holds what was published last, also while it is unpublished.

    `ADDRESS` names the fields that make the public address.
    """

    ADDRESS: ClassVar[tuple[str, ...]]
    live: bool
    first_published_at: Any
    pk: Any

    @property
    def was_published(self) -> bool:
        return bool(self.pk) and (self.live or self.first_published_at is not None)

    def unpublished_changes(self) -> tuple[Change, ...]:
        """What would change in public if this were published as it stands.

        Raises ValidationError if its address would: addresses are promises.
        """
        row = self._published_row()
        if row is None:
            return ()
        if any(getattr(self, name) != getattr(row, name) for name in self.ADDRESS):
            raise ValidationError(_("Alamat publik tidak berubah setelah terbit; kembalikan alamat semula."))
        return changes_between(row.amendable_values(), self.amendable_values())

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Wagtail's door. Raises ReasonRequired if the revision would change what was published."""
        changes = revision.as_object().unpublished_changes()
        if changes:
            raise ReasonRequired(changes)
        return super().publish(revision, *args, **kwargs)  # type: ignore[misc]  # DraftStateMixin's

    def _published_row(self) -> Self | None:
        if not self.pk:
            return None
        row = type(self)._default_manager.filter(pk=self.pk).first()  # type: ignore[attr-defined]  # a model's
        return row if row and row.was_published else None


@receiver(unpublished)
def keep_that_it_was_published(instance: Any, **_kwargs: Any) -> None:
    """Taking something off the site does not make it a first draft again."""
    if isinstance(instance, PublishedWithReason) and instance.first_published_at is None:
        instance.first_published_at = timezone.now()
        instance.save(update_fields=["first_published_at"])  # type: ignore[attr-defined]  # a model's
