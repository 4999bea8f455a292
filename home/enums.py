"""Stored codes of the front; labels are what people read."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Tone(TextChoices):
    """How urgent the banner is."""

    INFO = "info", _("Pemberitahuan")
    WARN = "warn", _("Penting")


class Measure(TextChoices):
    """What a live figure counts."""

    COMMITMENTS = "commitments", _("Komitmen")
    COMPLETE = "complete", _("Komitmen selesai")
    LATE = "late", _("Komitmen terlambat")
    OVERDUE = "overdue", _("Tonggak capaian terlambat")
    PROGRESS = "progress", _("Bagian yang terbukti (persen)")
    PRACTICES = "practices", _("Praktik baik")
    REPLICATED = "replicated", _("Praktik baik yang ditiru daerah lain")


OF_PRACTICES = frozenset({Measure.PRACTICES, Measure.REPLICATED})
# What only a plan with reporting periods has.
OF_MONITORED = frozenset({Measure.COMPLETE, Measure.LATE, Measure.OVERDUE, Measure.PROGRESS})
