"""Stored codes of the gallery; labels are what people read."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Life(TextChoices):
    """What the owner last said of a practice."""

    RUNNING = "running", _("Masih berjalan")
    GROWN = "grown", _("Berkembang")
    STOPPED = "stopped", _("Berhenti")
    UNKNOWN = "unknown", _("Belum diketahui")


class EvidenceLevel(TextChoices):
    """What stands behind what is told, weakest first."""

    CLAIMED = "claimed", _("Klaim pelaksana")
    DOCUMENTED = "documented", _("Terdokumentasi")
    CHECKED = "checked", _("Diperiksa pihak independen")


class KitKind(TextChoices):
    """What somebody needs to copy a practice."""

    RULE = "rule", _("Peraturan atau keputusan")
    PROCEDURE = "procedure", _("SOP atau panduan")
    BUDGET = "budget", _("Pos anggaran")
    CONTRACT = "contract", _("Kontrak atau KAK")
    DATA = "data", _("Data atau perangkat lunak")
    OTHER = "other", _("Lainnya")


class SubmissionState(TextChoices):
    """Where a practice that somebody proposes stands."""

    DRAFT = "draft", _("Draf")
    SUBMITTED = "submitted", _("Menunggu kurasi")
    RETURNED = "returned", _("Dikembalikan")
    PUBLISHED = "published", _("Terbit")
    DECLINED = "declined", _("Tidak diterima")


OPEN_TO_THE_PROPOSER = frozenset({SubmissionState.DRAFT, SubmissionState.RETURNED})


class Stage(TextChoices):
    """How far a copy has come."""

    INTERESTED = "interested", _("Berminat")
    VISITED = "visited", _("Berkunjung")
    PILOT = "pilot", _("Uji coba")
    RUNNING = "running", _("Berjalan")
    STOPPED = "stopped", _("Berhenti")


class Consent(TextChoices):
    """What the origin says of a copy of its practice."""

    UNASKED = "unasked", _("Belum dikonfirmasi pemilik asal")
    CONFIRMED = "confirmed", _("Dikonfirmasi pemilik asal")
    REFUSED = "refused", _("Tidak diakui pemilik asal")


class CopyState(TextChoices):
    """Whether a reported copy is shown: the secretariat keeps out what is no report."""

    WAITING = "waiting", _("Menunggu kurasi")
    SHOWN = "shown", _("Ditampilkan")
    DECLINED = "declined", _("Ditolak")
