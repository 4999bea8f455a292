"""Kinds, states and classes of evidence."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EvidenceKind(TextChoices):
    FILE = "file", _("Berkas")
    LINK = "link", _("Tautan")


class EvidenceState(TextChoices):
    RECEIVING = "receiving", _("Sedang diterima")
    QUARANTINED = "quarantined", _("Menunggu pemeriksaan")
    REJECTED = "rejected", _("Ditolak pemeriksaan")
    CLEAN = "clean", _("Lolos pemeriksaan")
    PUBLISHED = "published", _("Terbit")
    TAKEN_DOWN = "taken_down", _("Diturunkan")


READABLE_STATES = frozenset({EvidenceState.CLEAN, EvidenceState.PUBLISHED})


class Visibility(TextChoices):
    INTERNAL = "internal", _("Internal")
    PUBLIC = "public", _("Publik")


class KipClass(TextChoices):
    """Classes of public information, UU 14/2008."""

    PERIODIC = "berkala", _("Berkala")
    IMMEDIATE = "serta_merta", _("Serta merta")
    ANYTIME = "setiap_saat", _("Setiap saat")
    EXEMPT = "dikecualikan", _("Dikecualikan")


class LinkState(TextChoices):
    """What the last visits of a link found; empty for a link that nobody has visited yet."""

    REACHABLE = "reachable", _("Dapat dibuka")
    FAILING = "failing", _("Sedang tidak dapat dibuka")
    GONE = "gone", _("Sumber sudah tidak ada")
    NOT_VISITED = "not_visited", _("Tidak dapat diperiksa")


class TakedownReason(TextChoices):
    PERSONAL_DATA = "personal_data", _("Memuat data pribadi")
    EXEMPT = "exempt", _("Informasi yang dikecualikan")
    WRONG_FILE = "wrong_file", _("Berkas yang salah terkirim")
    RIGHTS = "rights", _("Melanggar hak pihak lain")
    OTHER = "other", _("Alasan lain")


# Of what was taken down for one of these, the same bytes are refused whoever sends them.
NEVER_AGAIN = frozenset({TakedownReason.PERSONAL_DATA, TakedownReason.EXEMPT, TakedownReason.RIGHTS})


class Damage(TextChoices):
    """What the doctor found wrong with a stored file."""

    MISSING = "missing", _("Berkas hilang dari penyimpanan")
    CHANGED = "changed", _("Isi berkas berubah")
