"""The home page, and pages that stand for themselves. `x_en` is the English twin of `x`."""

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from home.blocks import StoryBlock


def tabs(content: list[FieldPanel], english: list[str]) -> TabbedInterface:
    """The form of a page in two languages."""
    return TabbedInterface(
        [
            ObjectList([*Page.content_panels, *content], heading=_("Isi")),
            ObjectList([FieldPanel(f"{name}_en") for name in english], heading=_("Bahasa Inggris")),
            ObjectList(Page.promote_panels, heading=_("Promosi")),
        ]
    )


class OpenPage(Page):
    """The site is public: nothing to restrict, nothing to ask on every visit."""

    private_page_options: list[str] = []

    class Meta:
        abstract = True

    def get_view_restrictions(self) -> "QuerySet[PageViewRestriction]":
        return PageViewRestriction.objects.none()


class HomePage(OpenPage):
    title_en = models.CharField(_("judul (Inggris)"), max_length=255, blank=True)
    headline = models.CharField(_("judul utama"), max_length=160)
    headline_en = models.CharField(_("judul utama (Inggris)"), max_length=160, blank=True)
    introduction = models.TextField(_("pengantar"))
    introduction_en = models.TextField(_("pengantar (Inggris)"), blank=True)

    edit_handler = tabs(
        [FieldPanel("headline"), FieldPanel("introduction")], ["title", "headline", "introduction"]
    )
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1
    template = "home/home.html"

    class Meta:
        verbose_name = _("beranda")


class StandardPage(OpenPage):
    title_en = models.CharField(_("judul (Inggris)"), max_length=255, blank=True)
    introduction = models.TextField(_("pengantar"), blank=True)
    introduction_en = models.TextField(_("pengantar (Inggris)"), blank=True)
    body = StreamField(StoryBlock(), verbose_name=_("isi"), blank=True)
    body_en = StreamField(StoryBlock(), verbose_name=_("isi (Inggris)"), blank=True)

    edit_handler = tabs([FieldPanel("introduction"), FieldPanel("body")], ["title", "introduction", "body"])
    parent_page_types = ["home.HomePage"]
    search_fields = [
        *Page.search_fields,
        index.SearchField("title_en"),
        index.SearchField("introduction"),
        index.SearchField("introduction_en"),
        index.SearchField("body"),
        index.SearchField("body_en"),
    ]
    template = "home/standard.html"

    class Meta:
        verbose_name = _("halaman")
        verbose_name_plural = _("halaman")
