"""Who exists: regions with their Kemendagri codes, institutions and every name they were known by."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from institutions.enums import InstitutionKind, RegionKind


class Region(models.Model):
    """A province, regency or city; `code` is Kemendagri's (`11`, `11.71`) and part of its address."""

    code = models.CharField(_("kode Kemendagri"), max_length=8, unique=True)
    name = models.CharField(_("nama"), max_length=120)
    kind = models.CharField(_("jenis"), max_length=12, choices=RegionKind.choices)
    province = models.ForeignKey(
        "self",
        verbose_name=_("provinsi"),
        on_delete=models.PROTECT,
        related_name="regencies",
        null=True,
        blank=True,
        help_text=_("Kosong untuk provinsi."),
    )
    is_sample = models.BooleanField(_("contoh"), default=False, help_text=_("Daerah fiktif untuk peragaan."))

    class Meta:
        verbose_name = _("daerah")
        verbose_name_plural = _("daerah")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=RegionKind.PROVINCE, province__isnull=True)
                | (~Q(kind=RegionKind.PROVINCE) & Q(province__isnull=False)),
                name="region_has_province_unless_it_is_one",
                violation_error_message=_("Kabupaten dan kota memerlukan provinsi; provinsi tidak."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("region", kwargs={"code": self.code})


class Institution(models.Model):
    """Anyone who can own a promise. The slug is part of a public address and never changes."""

    name = models.CharField(_("nama"), max_length=255)
    name_en = models.CharField(_("nama (Inggris)"), max_length=255, blank=True)
    short_name = models.CharField(_("singkatan"), max_length=60, blank=True)
    slug = models.SlugField(_("alamat"), max_length=120, unique=True)
    kind = models.CharField(
        _("jenis"), max_length=20, choices=InstitutionKind.choices, default=InstitutionKind.OTHER
    )
    country = models.CharField(
        _("negara"), max_length=3, default="IDN", help_text=_("Kode ISO, misalnya IDN.")
    )
    region = models.ForeignKey(
        Region,
        verbose_name=_("daerah"),
        on_delete=models.PROTECT,
        related_name="institutions",
        null=True,
        blank=True,
        help_text=_("Diisi bila instansi ini milik sebuah daerah."),
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("digabung ke"),
        on_delete=models.PROTECT,
        related_name="absorbed",
        null=True,
        blank=True,
        editable=False,
    )
    merged_reason = models.TextField(_("alasan penggabungan"), blank=True, editable=False)
    is_sample = models.BooleanField(
        _("contoh"), default=False, help_text=_("Instansi fiktif untuk peragaan.")
    )

    class Meta:
        verbose_name = _("instansi")
        verbose_name_plural = _("instansi")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
                name="institution_is_not_merged_into_itself",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("institution", kwargs={"slug": self.slug})


class InstitutionAlias(models.Model):
    """One spelling of one institution; `normalised` is what lookups compare.

    One name in two regions is two institutions, so a spelling is unique per region and country.
    """

    institution = models.ForeignKey(
        Institution, verbose_name=_("instansi"), on_delete=models.CASCADE, related_name="aliases"
    )
    name = models.CharField(_("ejaan"), max_length=255)
    normalised = models.CharField(max_length=255, editable=False)
    country = models.CharField(max_length=3, default="IDN", editable=False)
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    valid_from = models.DateField(_("berlaku sejak"), null=True, blank=True)
    valid_until = models.DateField(_("berlaku sampai"), null=True, blank=True)
    source = models.CharField(_("sumber"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("nama lain")
        verbose_name_plural = _("nama lain")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["normalised", "country", "region"],
                condition=Q(region__isnull=False),
                name="alias_unique_in_region",
            ),
            models.UniqueConstraint(
                fields=["normalised", "country"],
                condition=Q(region__isnull=True),
                name="alias_unique_without_region",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_from__lte=F("valid_until")),
                name="alias_valid_from_before_until",
            ),
        ]

    def __str__(self) -> str:
        return self.name
