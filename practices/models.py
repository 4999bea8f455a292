"""Good practices as pages, found by theme."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from foundation.blocks import ArticleBlock
from institutions.models import Institution, Region


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


class PracticeIndexPage(Page):
    introduction = models.TextField(_("pengantar"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["practices.PracticePage"]
    max_count = 1
    private_page_options: list[str] = []
    template = "practices/index.html"

    class Meta:
        verbose_name = _("galeri praktik baik")


class PracticePage(Page):
    """One practice. Figures are the agency's own or the press's: the page says so."""

    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, related_name="practices", verbose_name=_("tema")
    )
    region = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        related_name="practices",
        null=True,
        blank=True,
        verbose_name=_("daerah"),
    )
    institution = models.ForeignKey(
        Institution,
        on_delete=models.PROTECT,
        related_name="practices",
        null=True,
        blank=True,
        verbose_name=_("instansi"),
    )
    place_name = models.CharField(
        _("tempat"), max_length=120, blank=True, help_text=_("Bila bukan satu daerah: misalnya Nasional.")
    )
    owner_name = models.CharField(_("pelaksana"), max_length=160, blank=True)
    since = models.CharField(_("sejak"), max_length=20, blank=True, help_text=_("Tahun, seperti diketahui."))
    summary = models.TextField(_("ringkasan"))
    figures = models.TextField(
        _("angka"), blank=True, help_text=_("Angka dilaporkan sendiri oleh pelaksana atau pers.")
    )
    body = StreamField(ArticleBlock(), verbose_name=_("cerita"), blank=True)
    source_url = models.URLField(_("sumber"), max_length=500, blank=True)
    source_name = models.CharField(_("nama sumber"), max_length=160, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("theme"),
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldPanel("region"),
                FieldPanel("institution"),
                FieldPanel("place_name"),
                FieldPanel("owner_name"),
                FieldPanel("since"),
            ],
            heading=_("Di mana dan siapa"),
        ),
        FieldPanel("figures"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("source_name"), FieldPanel("source_url")], heading=_("Sumber")),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.FilterField("theme_id")]
    parent_page_types = ["practices.PracticeIndexPage"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    template = "practices/practice.html"

    class Meta:
        verbose_name = _("praktik baik")
        verbose_name_plural = _("praktik baik")

    def clean(self) -> None:
        super().clean()
        if not (self.region_id or self.place_name):
            raise ValidationError({"place_name": _("Isi daerah, atau tempat bila bukan satu daerah.")})
