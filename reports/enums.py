"""States of a report's build."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BuildState(TextChoices):
    QUEUED = "queued", _("Menunggu giliran")
    BUILDING = "building", _("Sedang disusun")
    READY = "ready", _("Siap diunduh")
    FAILED = "failed", _("Gagal")
    WITHDRAWN = "withdrawn", _("Ditarik")


# Somebody waits for these; an identical request joins them.
UNFINISHED_STATES = frozenset({BuildState.QUEUED, BuildState.BUILDING})
