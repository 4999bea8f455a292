"""Events as pages: one page tells one event in both languages."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from agenda.domain.when import When, problems
from agenda.enums import EventKind, EventState, Zone
from foundation.blocks import ArticleBlock
from institutions.models import Region

WHEN_PROBLEMS = {
    "ends_before_start": _("Hari terakhir sebelum hari pertama. Periksa kedua tanggalnya."),
    "end_without_beginning": _("Isi jam mulai juga, atau kosongkan jam selesai untuk acara sehari penuh."),
    "ends_before_start_that_day": _("Jam selesai harus setelah jam mulai pada hari yang sama."),
}


class EventIndexPage(Page):
    title_en = models.CharField(_("judul (Inggris)"), max_length=255, blank=True)
    introduction = models.TextField(_("pengantar"), blank=True)
    introduction_en = models.TextField(_("pengantar (Inggris)"), blank=True)

    edit_handler = TabbedInterface(
        [
            ObjectList([*Page.content_panels, FieldPanel("introduction")], heading=_("Isi")),
            ObjectList([FieldPanel("title_en"), FieldPanel("introduction_en")], heading=_("Bahasa Inggris")),
            ObjectList(Page.promote_panels, heading=_("Promosi")),
        ]
    )
    parent_page_types = ["home.HomePage"]
    subpage_types = ["agenda.EventPage"]
    max_count = 1
    private_page_options: list[str] = []
    template = "agenda/index.html"

    class Meta:
        verbose_name = _("agenda")


class EventPage(Page):
    """One event. Days and hours are those of the clocks at its place.

    `starts_at` and `ends_at` are derived from them when it is saved: what lists sort by.
    """

    title_en = models.CharField(_("judul (Inggris)"), max_length=255, blank=True)
    kind = models.CharField(_("jenis acara"), max_length=12, choices=EventKind.choices, db_index=True)
    state = models.CharField(
        _("status acara"),
        max_length=10,
        choices=EventState.choices,
        default=EventState.PLANNED,
        help_text=_(
            "Direncanakan sampai tanggal dan tempatnya pasti; terlaksana hanya bila ada yang mencatatnya."
        ),
    )
    cancelled_reason = models.TextField(
        _("mengapa dibatalkan"), blank=True, help_text=_("Wajib bila dibatalkan; tampil di halaman acara.")
    )
    cancelled_reason_en = models.TextField(_("mengapa dibatalkan (Inggris)"), blank=True)
    first_day = models.DateField(_("hari pertama"), db_index=True)
    last_day = models.DateField(
        _("hari terakhir"), null=True, blank=True, help_text=_("Kosong bila hanya sehari.")
    )
    begins = models.TimeField(
        _("jam mulai"),
        null=True,
        blank=True,
        help_text=_("Kosong untuk acara sehari penuh, atau bila belum diketahui."),
    )
    ends = models.TimeField(_("jam selesai"), null=True, blank=True)
    zone = models.CharField(
        _("zona waktu"),
        max_length=4,
        choices=Zone.choices,
        default=Zone.WIB,
        help_text=_("Zona waktu tempat acara."),
    )
    starts_at = models.DateTimeField(editable=False, db_index=True)
    ends_at = models.DateTimeField(editable=False, db_index=True)
    place = models.CharField(_("tempat"), max_length=160, blank=True, help_text=_("Nama gedung atau ruang."))
    address = models.TextField(_("alamat tempat"), blank=True)
    region = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        related_name="events",
        null=True,
        blank=True,
        verbose_name=_("daerah"),
    )
    online_url = models.URLField(_("tautan daring"), max_length=500, blank=True)
    registration_url = models.URLField(
        _("tautan pendaftaran"),
        max_length=500,
        blank=True,
        help_text=_("Di situs penyelenggara: Renaksi tidak menerima pendaftaran."),
    )
    capacity = models.PositiveIntegerField(_("jumlah tempat"), null=True, blank=True)
    summary = models.TextField(_("ringkasan"))
    summary_en = models.TextField(_("ringkasan (Inggris)"), blank=True)
    body = StreamField(ArticleBlock(), verbose_name=_("keterangan"), blank=True)
    body_en = StreamField(ArticleBlock(), verbose_name=_("keterangan (Inggris)"), blank=True)
    source_name = models.CharField(_("nama sumber"), max_length=160, blank=True)
    source_url = models.URLField(_("tautan sumber"), max_length=500, blank=True)
    is_sample = models.BooleanField(_("contoh"), default=False, help_text=_("Acara rekaan untuk peragaan."))

    content_panels = [
        *Page.content_panels,
        FieldPanel("kind"),
        MultiFieldPanel([FieldPanel("state"), FieldPanel("cancelled_reason")], heading=_("Status")),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("first_day", "last_day", "begins", "ends", "zone")],
            heading=_("Kapan"),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("place", "address", "region", "online_url")], heading=_("Di mana")
        ),
        FieldPanel("summary"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("registration_url"), FieldPanel("capacity")], heading=_("Pendaftaran")),
        MultiFieldPanel([FieldPanel("source_name"), FieldPanel("source_url")], heading=_("Sumber")),
        FieldPanel("is_sample"),
    ]
    programme_panels = [
        InlinePanel("programme", label=_("Mata acara"), heading=_("Susunan acara")),
        InlinePanel("speakers", label=_("Narasumber"), heading=_("Narasumber")),
        InlinePanel("parties", label=_("Pihak"), heading=_("Penyelenggara, peserta pameran, dan pihak lain")),
    ]
    related_panels = [
        InlinePanel("practice_links", label=_("Praktik"), heading=_("Praktik yang dipamerkan")),
        InlinePanel("commitment_links", label=_("Komitmen"), heading=_("Komitmen terkait")),
    ]
    english_panels = [FieldPanel(f"{name}_en") for name in ("title", "summary", "cancelled_reason", "body")]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Isi")),
            ObjectList(programme_panels, heading=_("Susunan dan pihak")),
            ObjectList(related_panels, heading=_("Kaitan")),
            ObjectList(english_panels, heading=_("Bahasa Inggris")),
            ObjectList(Page.promote_panels, heading=_("Promosi")),
        ]
    )
    search_fields = [
        *Page.search_fields,
        index.SearchField("title_en"),
        index.SearchField("summary"),
        index.SearchField("summary_en"),
        index.SearchField("body"),
        index.SearchField("body_en"),
        index.FilterField("region_id"),
    ]
    parent_page_types = ["agenda.EventIndexPage"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    template = "agenda/event.html"

    class Meta:
        verbose_name = _("acara")
        verbose_name_plural = _("acara")
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")), name="event_starts_before_it_ends"
            )
        ]

    @property
    def when(self) -> When:
        last_day = self.last_day or self.first_day
        return When(self.first_day, last_day, self.begins, self.ends, Zone(self.zone))

    def clean(self) -> None:
        super().clean()
        told: dict[str, Any] = {
            field: WHEN_PROBLEMS[code]
            for field, code in problems(self.first_day, self.last_day, self.begins, self.ends)
        }
        if not (self.place or self.online_url):
            told["place"] = _("Isi tempat, atau tautan daring bila acaranya daring.")
        if self.state == EventState.CANCELLED and not self.cancelled_reason:
            told["cancelled_reason"] = _(
                "Tulis mengapa acara dibatalkan: itu dibaca yang sudah berencana datang."
            )
        if told:
            raise ValidationError(told)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.starts_at, self.ends_at = self.when.starts_at, self.when.ends_at
        super().save(*args, **kwargs)
