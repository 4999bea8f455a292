"""Stored codes of the agenda; labels are what people read."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EventKind(TextChoices):
    FORUM = "forum", _("Forum")
    EXHIBITION = "exhibition", _("Pameran")
    SEMINAR = "seminar", _("Seminar")
    WORKSHOP = "workshop", _("Lokakarya")
    OTHER = "other", _("Kegiatan lain")


class EventState(TextChoices):
    """What the organiser last said."""

    PLANNED = "planned", _("Direncanakan")
    CONFIRMED = "confirmed", _("Pasti")
    HELD = "held", _("Terlaksana")
    CANCELLED = "cancelled", _("Dibatalkan")


class Zone(TextChoices):
    """Indonesia's three hours; the codes are theirs."""

    WIB = "WIB", _("WIB (Jakarta)")
    WITA = "WITA", _("WITA (Makassar)")
    WIT = "WIT", _("WIT (Jayapura)")


# Names of the time zone database. None of the three has ever put its clocks forward in this century.
ZONE_NAMES = {Zone.WIB: "Asia/Jakarta", Zone.WITA: "Asia/Makassar", Zone.WIT: "Asia/Jayapura"}


class Part(TextChoices):
    """What somebody does at an event."""

    ORGANISER = "organiser", _("Penyelenggara")
    PARTNER = "partner", _("Mitra penyelenggara")
    SUPPORTER = "supporter", _("Pendukung")
    EXHIBITOR = "exhibitor", _("Peserta pameran")
    PARTICIPANT = "participant", _("Peserta")
