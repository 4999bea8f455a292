"""What practices are sorted by: the gallery's themes and the goals of sustainable development."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Theme(models.Model):
    """A theme of the gallery; the slug is its value in addresses."""

    slug = models.SlugField(_("alamat"), max_length=60, unique=True)
    name = models.CharField(_("nama"), max_length=80)
    name_en = models.CharField(_("nama (Inggris)"), max_length=80, blank=True)
    introduction = models.TextField(_("pengantar"), blank=True)
    introduction_en = models.TextField(_("pengantar (Inggris)"), blank=True)
    sort_order = models.PositiveSmallIntegerField(_("urutan"), default=0)

    class Meta:
        verbose_name = _("tema praktik")
        verbose_name_plural = _("tema praktik")
        ordering = ["sort_order"]

    def __str__(self) -> str:
        return self.name


class Goal(models.Model):
    """One of the seventeen Sustainable Development Goals of the United Nations; `number` is its name in addresses."""

    number = models.PositiveSmallIntegerField(_("nomor"), primary_key=True)
    name = models.CharField(_("nama"), max_length=120)
    name_en = models.CharField(_("nama (Inggris)"), max_length=120)

    class Meta:
        verbose_name = _("tujuan pembangunan berkelanjutan")
        verbose_name_plural = _("tujuan pembangunan berkelanjutan")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"
