"""How a proof arrived, or how far it has come: what its sender holds in hand."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from evidence.enums import EvidenceState
from evidence.models import Evidence
from evidence.storage.parts import arrived_bytes
from foundation.formats import file_size, moment

_SHORT = 12


@dataclass(frozen=True, slots=True)
class Arrival:
    """`receipt`, `received` and `fingerprint` (the first digits of the hash) once all bytes are there.

    Before that `upload_url` is where the rest goes, `percent` (0 to 100) and `progress` tell how much is there.
    """

    receipt: str
    received: str
    fingerprint: str
    upload_url: str = ""
    percent: int = 0
    progress: str = ""


def arrival_of(evidence: Evidence) -> Arrival:
    if evidence.state != EvidenceState.RECEIVING:
        return Arrival(evidence.receipt, moment(evidence.received_at), evidence.sha256[:_SHORT])
    arrived, announced = arrived_bytes(evidence), evidence.announced_size or 0
    told = {"arrived": file_size(arrived), "announced": file_size(announced)}
    return Arrival(
        receipt="",
        received="",
        fingerprint="",
        upload_url=reverse("evidence:upload", args=[evidence.public_id]),
        percent=100 * arrived // announced if announced else 0,
        progress=_("%(arrived)s dari %(announced)s sudah sampai.") % told,
    )
