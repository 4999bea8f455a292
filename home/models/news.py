"""News: one page tells one thing that happened, in both languages."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, Page
from wagtail.search import index

from home.blocks import StoryBlock
from home.models.pages import OpenPage, tabs
from institutions.models import Region
from practices.models import Theme
from renaksi.models import Commitment

# Below /kabar/ these lead to feeds.
TAKEN_SLUGS = frozenset({"rss", "atom", "tema", "daerah"})


class NewsIndexPage(OpenPage):
    title_en = models.CharField(_("judul (Inggris)"), max_length=255, blank=True)
    introduction = models.TextField(_("pengantar"), blank=True)
    introduction_en = models.TextField(_("pengantar (Inggris)"), blank=True)

    edit_handler = tabs([FieldPanel("introduction")], ["title", "introduction"])
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]
    max_count = 1
    template = "home/news_index.html"

    class Meta:
        verbose_name = _("daftar kabar")


class NewsTag(TagBase):
    """Words of the news alone: those of pictures and files are other people's."""

    free_tagging = True

    class Meta:
        verbose_name = _("topik kabar")
        verbose_name_plural = _("topik kabar")
        ordering = ["name"]


class TaggedNews(ItemBase):
    tag = models.ForeignKey(NewsTag, on_delete=models.CASCADE, related_name="tagged")
    content_object = ParentalKey("home.NewsPage", on_delete=models.CASCADE, related_name="tagged")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="news_is_tagged_once")]


class NewsPage(OpenPage):
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
    body = StreamField(StoryBlock(), verbose_name=_("isi"), blank=True)
    body_en = StreamField(StoryBlock(), verbose_name=_("isi (Inggris)"), blank=True)
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="news", null=True, blank=True, verbose_name=_("daerah")
    )
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, related_name="news", null=True, blank=True, verbose_name=_("tema")
    )
    tags = ClusterTaggableManager(
        through=TaggedNews,
        blank=True,
        verbose_name=_("topik"),
        help_text=_("Kata kunci, dipisahkan koma. Pakai lagi topik yang sudah ada."),
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
                [FieldPanel("region"), FieldPanel("theme"), FieldPanel("tags")], heading=_("Terkait")
            ),
            MultipleChooserPanel(
                "commitment_links", chooser_field_name="commitment", label=_("Komitmen terkait"), max_num=10
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
    template = "home/news.html"

    class Meta:
        verbose_name = _("kabar")
        verbose_name_plural = _("kabar")

    def clean(self) -> None:
        super().clean()
        problems = {}
        if self.picture_id and not self.picture_alt:
            problems["picture_alt"] = _(
                "Tulis apa yang terlihat pada gambar, bagi yang tidak dapat melihatnya."
            )
        if self.slug in TAKEN_SLUGS:
            problems["slug"] = _("Alamat ini sudah dipakai situs sendiri. Pilih kata lain.")
        if problems:
            raise ValidationError(problems)


class NewsCommitment(Orderable):
    """A commitment that the news is about; chosen one by one, for a country has thousands."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="commitment_links")
    commitment = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, related_name="news_links", verbose_name=_("komitmen")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("komitmen terkait")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "commitment"],
                name="news_names_a_commitment_once",
                violation_error_message=_("Komitmen ini sudah dipilih."),
            )
        ]

    def __str__(self) -> str:
        return str(self.commitment)


class PageReads(models.Model):
    """How often a news post was read on a day. Nothing of who read it."""

    page = models.ForeignKey(NewsPage, on_delete=models.CASCADE, related_name="reads")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "day"], name="reads_of_a_page_once_a_day")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.day}: {self.count}"
