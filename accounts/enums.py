"""Roles, as the table of rights names them, and what each needs to be meaningful."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    FOCAL_POINT = "focal_point", _("Narahubung")
    APPROVER = "approver", _("Penyetuju instansi")
    COORDINATOR = "coordinator", _("Koordinator daerah")
    MONITOR = "monitor", _("Pemantau independen")
    EDITOR = "editor", _("Editor")
    VERIFIER = "verifier", _("Verifikator")
    ADMIN = "admin", _("Admin sekretariat")


INSTITUTION_ROLES = frozenset({Role.FOCAL_POINT, Role.APPROVER})
REGION_ROLES = frozenset({Role.COORDINATOR})
CMS_ROLES = frozenset({Role.EDITOR, Role.ADMIN})


class MailChoice(TextChoices):
    """What somebody wants to be mailed; returns go out at once only to who wants it so."""

    AT_ONCE = "at_once", _("Pengembalian segera, selebihnya satu ringkasan sehari")
    DIGEST = "digest", _("Semuanya dalam satu ringkasan sehari")
    QUIET = "quiet", _("Tidak ada surel")
