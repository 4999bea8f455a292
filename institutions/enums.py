"""Kinds of regions and institutions."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RegionKind(TextChoices):
    PROVINCE = "province", _("Provinsi")
    REGENCY = "regency", _("Kabupaten")
    CITY = "city", _("Kota")


class InstitutionKind(TextChoices):
    MINISTRY = "ministry", _("Kementerian/lembaga")
    LOCAL_GOVERNMENT = "local_government", _("Pemerintah daerah")
    AGENCY = "agency", _("Perangkat daerah")
    CIVIL_SOCIETY = "civil_society", _("Organisasi masyarakat sipil")
    PARLIAMENT = "parliament", _("DPR/DPRD")
    OTHER = "other", _("Lainnya")


class ChangeKind(TextChoices):
    """What a decree does to institutions; the record of a duplicate is merged without one."""

    RENAMED = "renamed", _("Berganti nama")
    MERGED = "merged", _("Bergabung")
    SPLIT = "split", _("Dipecah")
