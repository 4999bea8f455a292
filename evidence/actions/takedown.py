"""Leaked personal data goes in one action: the bytes and every copy; a tombstone stays and says why."""

from datetime import datetime
from itertools import chain

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from evidence.domain.publication import apply
from evidence.enums import EvidenceState, TakedownReason
from evidence.models import Evidence, FileToRemove
from evidence.permissions import may_take_down
from evidence.storage.parts import final_name
from evidence.storage.places import path_of
from foundation.audit.actions import record
from foundation.faults import fail_point
from foundation.files import remove


class TakedownRefused(Exception):
    """`str()` is one sentence for whoever asked."""


@transaction.atomic
def take_down(
    *, evidence: Evidence, reason: TakedownReason, note: str = "", by: User, at: datetime
) -> Evidence:
    """Served nowhere from the commit on; the bytes are removed right after it, or by the next sweep.

    Everything that may hold what had to go is wiped: title, names, address, hints, preview, reasons of the
    check. The hash stays, to know the same file again. Raises PermissionDenied, TakedownRefused.
    """
    found = Evidence.objects.select_for_update().get(pk=evidence.pk)
    if not may_take_down(by, found):
        raise PermissionDenied
    if found.state == EvidenceState.TAKEN_DOWN:
        raise TakedownRefused(_("Data dukung ini sudah diturunkan."))
    before = found.state
    _note_files(found, at)
    _make_tombstone(found)
    found.takedown_reason, found.takedown_note = reason, note.strip()
    found.taken_down_by, found.taken_down_at = by, at
    found.save()
    record(
        action="evidence.taken_down", by=by, target=found, data={"reason": reason.value, "was": str(before)}
    )
    fail_point("takedown.before_commit")
    # A disk that refuses must not look like a refused takedown: the sweep tries again.
    transaction.on_commit(lambda: remove_files(evidence=found), robust=True)
    return found


def remove_files(*, evidence: Evidence | None = None) -> int:
    """Remove what was noted to go, of one proof or of all; how many files and folders are gone now.

    Runs again without harm. Raises OSError if the disk refuses; the rest stays noted.
    """
    noted = FileToRemove.objects.all() if evidence is None else evidence.files_to_remove.all()
    removed = 0
    for file in noted:
        fail_point("takedown.before_remove")
        remove(path_of(file.name))
        fail_point("takedown.after_remove")
        file.delete()
        removed += 1
    return removed


def _note_files(found: Evidence, at: datetime) -> None:
    """Names outlive the row's own fields until the bytes are gone."""
    copies = chain.from_iterable(found.visits.values_list("copy_name", "derivative_name"))
    # The row does not know yet whether all has come.
    arriving = (found.part_name, final_name(found)) if found.state == EvidenceState.RECEIVING else ()
    names = {found.stored_name, found.derivative_name, found.preview_name, *arriving, *copies} - {""}
    FileToRemove.objects.bulk_create(
        [FileToRemove(evidence=found, name=name, since=at) for name in sorted(names)]
    )
    found.visits.update(copy_name="", derivative_name="", final_url="")


def _make_tombstone(found: Evidence) -> None:
    found.state = apply(EvidenceState(found.state), "take_down")
    # A stored title, so that every page that shows one shows this.
    found.title = _("Data dukung diturunkan")
    found.original_name = found.url = found.state_reason = found.last_error = ""
    found.stored_name = found.derivative_name = found.preview_name = found.derivative_sha256 = ""
    found.preview, found.hints, found.damage = {}, {}, ""
    # Whoever still works on it loses the lease: what they find is not stored.
    found.lease_until = None
