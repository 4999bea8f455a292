"""How much one institution may store, files and copies of linked sources; how much a person may leave unfinished."""

from django.conf import settings
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from accounts.models import User
from evidence.enums import EvidenceKind, EvidenceState
from evidence.models import Evidence, LinkVisit
from evidence.uploads import UploadRefused
from foundation.formats import file_size
from institutions.models import Institution

# Many more than a form has fields; each holds its size in the quota of the institution until it is abandoned.
MOST_UNFINISHED = 50


def used_bytes(institution: Institution, *, without: Evidence | None = None) -> int:
    """What lies on disk and what was announced; not what was taken down, nor what was refused and removed."""
    removed = Q(state=EvidenceState.TAKEN_DOWN) | Q(state=EvidenceState.REJECTED, stored_name="")
    stored = Evidence.objects.filter(institution=institution, kind=EvidenceKind.FILE).exclude(removed)
    if without is not None:
        stored = stored.exclude(pk=without.pk)
    files = stored.aggregate(bytes=Sum(Coalesce("size", "announced_size", 0)))["bytes"] or 0
    kept = LinkVisit.objects.filter(evidence__institution=institution).exclude(copy_name="")
    return files + (kept.aggregate(bytes=Sum("size"))["bytes"] or 0)


def has_room(institution: Institution, size: int) -> bool:
    """For what nobody waits for; it may go a little over when two ask at the same moment."""
    return used_bytes(institution) + size <= settings.EVIDENCE_QUOTA_BYTES


def refuse_over_quota(institution: Institution, size: int, *, without: Evidence | None = None) -> None:
    """Inside a transaction: of two files that only fit one by one, the second waits here and is refused."""
    Institution.objects.select_for_update(no_key=True).get(pk=institution.pk)
    used = used_bytes(institution, without=without)
    if used + size > settings.EVIDENCE_QUOTA_BYTES:
        told = {"used": used, "quota": settings.EVIDENCE_QUOTA_BYTES, "size": size}
        raise UploadRefused("quota_full", {name: file_size(value) for name, value in told.items()})


def refuse_too_many_unfinished(by: User) -> None:
    unfinished = Evidence.objects.filter(
        uploader=by, kind=EvidenceKind.FILE, state=EvidenceState.RECEIVING
    ).count()
    if unfinished >= MOST_UNFINISHED:
        raise UploadRefused("too_many_unfinished", {"count": unfinished})
