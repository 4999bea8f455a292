"""The public front: what is told rather than tracked."""

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from foundation.blocks import ArticleBlock
from institutions.models import Region


class HomePage(Page):
    headline = models.CharField(_("judul utama"), max_length=160)
    introduction = models.TextField(_("pengantar"))

    content_panels = [*Page.content_panels, FieldPanel("headline"), FieldPanel("introduction")]
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1
    # The site is public: nothing to restrict, nothing to ask on every visit.
    private_page_options: list[str] = []
    template = "home/home.html"

    class Meta:
        verbose_name = _("beranda")

    def get_view_restrictions(self) -> "QuerySet[PageViewRestriction]":
        return PageViewRestriction.objects.none()


class StandardPage(Page):
    introduction = models.TextField(_("pengantar"), blank=True)
    body = StreamField(ArticleBlock(), verbose_name=_("isi"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    parent_page_types = ["home.HomePage"]
    search_fields = [*Page.search_fields, index.SearchField("introduction"), index.SearchField("body")]
    private_page_options: list[str] = []
    template = "home/standard.html"

    class Meta:
        verbose_name = _("halaman")
        verbose_name_plural = _("halaman")


class NewsIndexPage(Page):
    introduction = models.TextField(_("pengantar"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]
    max_count = 1
    private_page_options: list[str] = []
    template = "home/news_index.html"

    class Meta:
        verbose_name = _("daftar kabar")


class NewsPage(Page):
    """One news post; `published_on` is the day the news is of, not the day it was typed in."""

    published_on = models.DateField(_("tanggal"))
    summary = models.TextField(_("ringkasan"))
    body = StreamField(ArticleBlock(), verbose_name=_("isi"), blank=True)
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="news", null=True, blank=True, verbose_name=_("daerah")
    )
    source_name = models.CharField(_("nama sumber"), max_length=160, blank=True)
    source_url = models.URLField(_("tautan sumber"), max_length=500, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("published_on"),
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("region"),
        FieldPanel("source_name"),
        FieldPanel("source_url"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]
    parent_page_types = ["home.NewsIndexPage"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    template = "home/news.html"

    class Meta:
        verbose_name = _("kabar")
        verbose_name_plural = _("kabar")


@register_setting(icon="site")
class SiteContact(BaseSiteSetting):
    """Who runs the site, for the footer of every page."""

    organisation = models.CharField(_("pengelola"), max_length=160, blank=True)
    address = models.TextField(_("alamat"), blank=True)
    email = models.EmailField(_("surel"), blank=True)

    class Meta:
        verbose_name = _("kontak situs")
