"""What stands around every page, as the secretariat writes it. What is left empty stays as the product brings it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField

from home.blocks import ColumnsBlock, MenuBlock, check_address
from home.enums import Tone


@register_setting(icon="site")
class SiteContact(BaseSiteSetting):
    """Who runs the site, for the footer of every page."""

    organisation = models.CharField(_("pengelola"), max_length=160, blank=True)
    address = models.TextField(_("alamat"), blank=True)
    email = models.EmailField(_("surel"), blank=True)

    class Meta:
        verbose_name = _("kontak situs")


@register_setting(icon="list-ul")
class SiteMenu(BaseSiteSetting):
    items = StreamField(
        MenuBlock(max_num=9),
        verbose_name=_("menu utama"),
        blank=True,
        help_text=_("Kosong: menu bawaan. Paling banyak sembilan, urut seperti tampil."),
    )

    panels = [FieldPanel("items")]

    class Meta:
        verbose_name = _("menu situs")


@register_setting(icon="minus")
class SiteFooter(BaseSiteSetting):
    columns = StreamField(
        ColumnsBlock(max_num=4),
        verbose_name=_("kolom"),
        blank=True,
        help_text=_("Kosong: kaki halaman bawaan. Kontak situs selalu tampil di sampingnya."),
    )

    panels = [FieldPanel("columns")]

    class Meta:
        verbose_name = _("kaki halaman")


@register_setting(icon="warning")
class SiteBanner(BaseSiteSetting):
    """One sentence above every public page, for some days."""

    text = models.CharField(_("teks"), max_length=240, blank=True, help_text=_("Kosong: tidak ada spanduk."))
    text_en = models.CharField(_("teks (Inggris)"), max_length=240, blank=True)
    link = models.CharField(
        _("alamat"),
        max_length=500,
        blank=True,
        validators=[check_address],
        help_text=_("Misalnya /agenda/ atau https://contoh.go.id."),
    )
    link_text = models.CharField(_("tulisan tautan"), max_length=60, blank=True)
    link_text_en = models.CharField(_("tulisan tautan (Inggris)"), max_length=60, blank=True)
    tone = models.CharField(_("nada"), max_length=4, choices=Tone.choices, default=Tone.INFO)
    starts_on = models.DateField(_("mulai"), null=True, blank=True)
    ends_on = models.DateField(
        _("sampai dengan"), null=True, blank=True, help_text=_("Kosong: sampai teksnya dihapus.")
    )

    panels = [
        FieldPanel("text"),
        FieldPanel("text_en"),
        FieldRowPanel([FieldPanel("link"), FieldPanel("link_text"), FieldPanel("link_text_en")]),
        FieldPanel("tone"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
    ]

    class Meta:
        verbose_name = _("spanduk")

    def clean(self) -> None:
        super().clean()
        problems = {}
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            problems["ends_on"] = _("Akhirnya mendahului awalnya. Periksa kedua tanggal.")
        if self.link and not self.link_text:
            problems["link_text"] = _("Tulis ke mana tautannya membawa pembaca.")
        if problems:
            raise ValidationError(problems)

    def is_shown(self, today: date) -> bool:
        return bool(
            self.text
            and (self.starts_on is None or self.starts_on <= today)
            and (self.ends_on is None or today <= self.ends_on)
        )
