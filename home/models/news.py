"""News: one page tells one thing that happened, in both languages."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index

from foundation.blocks import ArticleBlock
from home.models.pages import tabs
from institutions.models import Region
from practices.models import Theme
from renaksi.models import Commitment


class NewsIndexPage(Page):
    title_en = models.CharField(_("judul (Inggris)"), max_length=255, blank=True)
    introduction = models.TextField(_("pengantar"), blank=True)
    introduction_en = models.TextField(_("pengantar (Inggris)"), blank=True)

    edit_handler = tabs([FieldPanel("introduction")], ["title", "introduction"])
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]
    max_count = 1
    private_page_options: list[str] = []
    template = "home/news_index.html"

    class Meta:
        verbose_name = _("daftar kabar")


class NewsTag(TagBase):
    """Words of the news alone: those of pictures and files are other people's."""

    free_tagging = True

    class Meta:
        verbose_name = _("tanda kabar")
        verbose_name_plural = _("tanda kabar")
        ordering = ["name"]


class TaggedNews(ItemBase):
    tag = models.ForeignKey(NewsTag, on_delete=models.CASCADE, related_name="tagged")
    content_object = ParentalKey("home.NewsPage", on_delete=models.CASCADE, related_name="tagged")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="news_is_tagged_once")]


class NewsPage(Page):
    """One news post; `published_on` is the day the news is of, not the day it was typed in."""

    title_en = models.CharField(_("judul (Inggris)"), max_length=255, blank=True)
    published_on = models.DateField(_("tanggal"), db_index=True)
    place = models.CharField(
        _("tempat"), max_length=80, blank=True, help_text=_("Tempat kabar ditulis, misalnya Banda Aceh.")
    )
    author_initials = models.CharField(
        _("inisial penulis"), max_length=20, blank=True, help_text=_("Seperti di akhir naskah, misalnya FM.")
    )
    summary = models.TextField(_("ringkasan"))
    summary_en = models.TextField(_("ringkasan (Inggris)"), blank=True)
    picture = models.ForeignKey(
        get_image_model_string(),
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("gambar utama"),
    )
    picture_alt = models.CharField(
        _("teks pengganti gambar"),
        max_length=250,
        blank=True,
        help_text=_("Apa yang terlihat, bagi yang tidak dapat melihatnya. Wajib bila ada gambar."),
    )
    picture_alt_en = models.CharField(_("teks pengganti gambar (Inggris)"), max_length=250, blank=True)
    body = StreamField(ArticleBlock(), verbose_name=_("isi"), blank=True)
    body_en = StreamField(ArticleBlock(), verbose_name=_("isi (Inggris)"), blank=True)
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="news", null=True, blank=True, verbose_name=_("daerah")
    )
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, related_name="news", null=True, blank=True, verbose_name=_("tema")
    )
    commitments = ParentalManyToManyField(
        Commitment, verbose_name=_("komitmen terkait"), blank=True, related_name="news"
    )
    tags = ClusterTaggableManager(
        through=TaggedNews,
        blank=True,
        verbose_name=_("tanda"),
        help_text=_("Kata kunci, dipisahkan koma. Pakai lagi tanda yang sudah ada."),
    )
    source_name = models.CharField(_("nama sumber"), max_length=160, blank=True)
    source_url = models.URLField(_("tautan sumber"), max_length=500, blank=True)

    edit_handler = tabs(
        [
            MultiFieldPanel(
                [FieldPanel("published_on"), FieldPanel("place"), FieldPanel("author_initials")],
                heading=_("Kapan, di mana, oleh siapa"),
            ),
            FieldPanel("summary"),
            MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt")], heading=_("Gambar utama")),
            FieldPanel("body"),
            MultiFieldPanel(
                [FieldPanel("region"), FieldPanel("theme"), FieldPanel("commitments"), FieldPanel("tags")],
                heading=_("Terkait"),
            ),
            MultiFieldPanel([FieldPanel("source_name"), FieldPanel("source_url")], heading=_("Sumber")),
        ],
        ["title", "summary", "picture_alt", "body"],
    )
    search_fields = [
        *Page.search_fields,
        index.SearchField("title_en"),
        index.SearchField("summary"),
        index.SearchField("summary_en"),
        index.SearchField("body"),
        index.SearchField("body_en"),
        index.FilterField("region_id"),
        index.FilterField("theme_id"),
    ]
    parent_page_types = ["home.NewsIndexPage"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    template = "home/news.html"

    class Meta:
        verbose_name = _("kabar")
        verbose_name_plural = _("kabar")

    def clean(self) -> None:
        super().clean()
        if self.picture_id and not self.picture_alt:
            raise ValidationError(
                {"picture_alt": _("Tulis apa yang terlihat pada gambar, bagi yang tidak dapat melihatnya.")}
            )
