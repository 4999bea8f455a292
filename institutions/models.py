"""Who exists: regions with their Kemendagri codes, institutions and every name they were known by."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from institutions.enums import ChangeKind, InstitutionKind, RegionKind
from institutions.querysets import InstitutionQuerySet


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

    objects = InstitutionQuerySet.as_manager()

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


class InstitutionChange(models.Model):
    """A name, a merger or a split that took effect on a day. What was reported before stays where it was reported.

    A merger has a row for each institution that goes, a split one for each that comes; a new name has no `target`.
    """

    kind = models.CharField(_("jenis"), max_length=8, choices=ChangeKind.choices)
    source = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="changes", verbose_name=_("instansi asal")
    )
    target = models.ForeignKey(
        Institution,
        on_delete=models.PROTECT,
        related_name="origins",
        null=True,
        blank=True,
        verbose_name=_("instansi penerus"),
    )
    old_name = models.CharField(_("nama lama"), max_length=255)
    new_name = models.CharField(_("nama baru"), max_length=255)
    on = models.DateField(_("berlaku sejak"))
    reason = models.CharField(
        _("dasar"), max_length=255, help_text=_("Misalnya nomor peraturan yang mengubahnya.")
    )

    class Meta:
        verbose_name = _("perubahan instansi")
        verbose_name_plural = _("perubahan instansi")
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "source", "target"],
                condition=Q(target__isnull=False),
                name="institution_change_once",
            ),
            models.CheckConstraint(
                condition=Q(kind=ChangeKind.RENAMED, target__isnull=True)
                | (~Q(kind=ChangeKind.RENAMED) & Q(target__isnull=False) & ~Q(target=F("source"))),
                name="institution_change_has_its_target",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="institution_change_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.old_name} → {self.new_name}"


class ProvinceMap(models.Model):
    """An official map of the provinces, uploaded by staff: drawn once, when it came. Without one in use, tiles are shown.

    `paths` is SVG path data by Kemendagri code on a ground of `width` × `height`; the file itself is not kept,
    its SHA-256 is.
    """

    file_name = models.CharField(_("berkas"), max_length=160)
    digest = models.CharField(_("sidik jari SHA-256"), max_length=64)
    credit = models.CharField(
        _("sumber"), max_length=160, help_text=_("Siapa pembuatnya. Tampil di bawah peta.")
    )
    source_url = models.URLField(_("tautan sumber"), max_length=500, blank=True)
    licence = models.CharField(
        _("lisensi"), max_length=160, help_text=_("Tampil di bawah peta. Tanpa izin, jangan diunggah.")
    )
    dated_on = models.DateField(_("tanggal data"), help_text=_("Keadaan batas wilayah pada tanggal ini."))
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    paths = models.JSONField()
    in_use = models.BooleanField(_("dipakai"), default=False)
    uploaded_at = models.DateTimeField(_("diunggah"))

    class Meta:
        verbose_name = _("peta provinsi")
        verbose_name_plural = _("peta provinsi")
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["in_use"], condition=Q(in_use=True), name="one_province_map_in_use"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.credit} ({self.file_name})"
