"""Good practices as pages: one page tells one practice in both languages."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from foundation.blocks import ArticleBlock
from institutions.enums import InstitutionKind
from institutions.models import Institution, Region
from practices.domain.since import year_of
from practices.enums import EvidenceLevel, KitKind, Life
from practices.models.theme import Goal, Theme

# Addresses that the gallery serves itself (practices/urls.py): a page of that name would never be found.
RESERVED = frozenset({"banding", "daftar", "konfirmasi", "mirip", "replikasi", "tema", "tiru"})


class PracticeIndexPage(Page):
    title_en = models.CharField(_("judul (Inggris)"), max_length=255, blank=True)
    introduction = models.TextField(_("pengantar"), blank=True)
    introduction_en = models.TextField(_("pengantar (Inggris)"), blank=True)
    criteria = models.TextField(
        _("kriteria"), blank=True, help_text=_("Syarat agar sebuah praktik diterima, satu per baris.")
    )
    criteria_en = models.TextField(_("kriteria (Inggris)"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("criteria"),
        MultiFieldPanel(
            [FieldPanel("title_en"), FieldPanel("introduction_en"), FieldPanel("criteria_en")],
            heading=_("Bahasa Inggris"),
        ),
    ]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["practices.PracticePage"]
    max_count = 1
    private_page_options: list[str] = []
    template = "practices/index.html"

    class Meta:
        verbose_name = _("galeri praktik baik")


class PracticePage(Page):
    """One practice. Figures are the agency's own or the press's unless their row says otherwise.

    `since_year`, `province` and `copies` are derived: from `since`, from `region`, and from the copies that are
    shown (`practices.actions.copies`). `contact_email` is written to through a form and never shown.
    """

    title_en = models.CharField(_("judul (Inggris)"), max_length=255, blank=True)
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
    province = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="+", null=True, blank=True, editable=False
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
    place_name_en = models.CharField(_("tempat (Inggris)"), max_length=120, blank=True)
    owner_name = models.CharField(_("pelaksana"), max_length=160, blank=True)
    owner_kind = models.CharField(
        _("jenis pelaksana"), max_length=20, choices=InstitutionKind.choices, blank=True, db_index=True
    )
    since = models.CharField(_("sejak"), max_length=20, blank=True, help_text=_("Tahun, seperti diketahui."))
    since_year = models.PositiveSmallIntegerField(null=True, blank=True, editable=False, db_index=True)
    summary = models.TextField(_("ringkasan"))
    summary_en = models.TextField(_("ringkasan (Inggris)"), blank=True)
    problem = models.TextField(_("masalah"), blank=True, help_text=_("Apa yang tidak beres sebelumnya?"))
    problem_en = models.TextField(_("masalah (Inggris)"), blank=True)
    action = models.TextField(_("yang dilakukan"), blank=True)
    action_en = models.TextField(_("yang dilakukan (Inggris)"), blank=True)
    participants = models.TextField(_("yang terlibat"), blank=True)
    participants_en = models.TextField(_("yang terlibat (Inggris)"), blank=True)
    cost = models.TextField(
        _("biaya"), blank=True, help_text=_("Berapa, dari mana, dan berapa orang yang mengerjakannya.")
    )
    cost_en = models.TextField(_("biaya (Inggris)"), blank=True)
    lessons = models.TextField(_("pelajaran"), blank=True, help_text=_("Apa yang akan dilakukan lain?"))
    lessons_en = models.TextField(_("pelajaran (Inggris)"), blank=True)
    body = StreamField(ArticleBlock(), verbose_name=_("cerita"), blank=True)
    body_en = StreamField(ArticleBlock(), verbose_name=_("cerita (Inggris)"), blank=True)
    source_url = models.URLField(_("sumber"), max_length=500, blank=True)
    source_name = models.CharField(_("nama sumber"), max_length=160, blank=True)
    goals = ParentalManyToManyField(Goal, verbose_name=_("SDG"), blank=True, related_name="practices")
    evidence_level = models.CharField(
        _("tingkat bukti"),
        max_length=10,
        choices=EvidenceLevel.choices,
        default=EvidenceLevel.CLAIMED,
        db_index=True,
    )
    evidence_note = models.TextField(
        _("dasar tingkat bukti"),
        blank=True,
        help_text=_("Dokumen apa, atau siapa yang memeriksa dan kapan. Wajib bila bukan klaim."),
    )
    evidence_note_en = models.TextField(_("dasar tingkat bukti (Inggris)"), blank=True)
    life = models.CharField(
        _("keberlanjutan"), max_length=8, choices=Life.choices, default=Life.UNKNOWN, db_index=True
    )
    life_confirmed_on = models.DateField(_("dikonfirmasi pada"), null=True, blank=True)
    stopped_lesson = models.TextField(
        _("mengapa berhenti"), blank=True, help_text=_("Pelajaran dari berhentinya. Wajib bila berhenti.")
    )
    stopped_lesson_en = models.TextField(_("mengapa berhenti (Inggris)"), blank=True)
    contact_office = models.CharField(_("unit yang dapat dihubungi"), max_length=160, blank=True)
    contact_email = models.EmailField(
        _("surel narahubung"), blank=True, help_text=_("Tidak ditampilkan: dihubungi lewat formulir.")
    )
    copies = models.PositiveIntegerField(default=0, editable=False, db_index=True)
    is_sample = models.BooleanField(_("contoh"), default=False, help_text=_("Praktik rekaan untuk peragaan."))

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
                FieldPanel("owner_kind"),
                FieldPanel("since"),
            ],
            heading=_("Di mana dan siapa"),
        ),
        FieldPanel("problem"),
        FieldPanel("action"),
        FieldPanel("participants"),
        FieldPanel("cost"),
        InlinePanel("results", label=_("Hasil")),
        FieldPanel("lessons"),
        InlinePanel("kit", label=_("Bahan untuk meniru")),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("source_name"), FieldPanel("source_url")], heading=_("Sumber")),
    ]
    life_panels = [
        MultiFieldPanel([FieldPanel("evidence_level"), FieldPanel("evidence_note")], heading=_("Bukti")),
        MultiFieldPanel(
            [FieldPanel("life"), FieldPanel("life_confirmed_on"), FieldPanel("stopped_lesson")],
            heading=_("Keberlanjutan"),
        ),
        FieldPanel("goals"),
        MultipleChooserPanel(
            "commitment_links", chooser_field_name="commitment", label=_("Komitmen terkait"), max_num=10
        ),
        MultipleChooserPanel(
            "proof_links", chooser_field_name="proof", label=_("Data dukung terkait"), max_num=10
        ),
        MultiFieldPanel([FieldPanel("contact_office"), FieldPanel("contact_email")], heading=_("Narahubung")),
    ]
    english_panels = [
        FieldPanel(f"{name}_en")
        for name in (
            "title", "summary", "place_name", "problem", "action", "participants", "cost", "lessons", "evidence_note",
            "stopped_lesson", "body",
        )
    ]  # fmt: skip
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Isi")),
            ObjectList(life_panels, heading=_("Bukti dan kaitan")),
            ObjectList(english_panels, heading=_("Bahasa Inggris")),
            ObjectList(Page.promote_panels, heading=_("Promosi")),
        ]
    )
    search_fields = [
        *Page.search_fields,
        index.SearchField("title_en"),
        index.SearchField("summary"),
        index.SearchField("summary_en"),
        index.FilterField("theme_id"),
    ]
    parent_page_types = ["practices.PracticeIndexPage"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    template = "practices/practice.html"

    class Meta:
        verbose_name = _("praktik baik")
        verbose_name_plural = _("praktik baik")

    def clean(self) -> None:
        super().clean()
        problems = {}
        if self.slug in RESERVED:
            problems["slug"] = _("Alamat ini dipakai halaman lain: pilih yang lain.")
        if not (self.region_id or self.place_name):
            problems["place_name"] = _("Isi daerah, atau tempat bila bukan satu daerah.")
        if self.evidence_level != EvidenceLevel.CLAIMED and not self.evidence_note:
            problems["evidence_note"] = _("Sebutkan dokumennya, atau siapa yang memeriksa dan kapan.")
        if self.life == Life.STOPPED and not self.stopped_lesson:
            problems["stopped_lesson"] = _(
                "Tulis mengapa praktik ini berhenti: itu pelajaran bagi yang lain."
            )
        if problems:
            raise ValidationError(problems)

    def with_content_json(self, content: Any) -> Any:
        """The count of copies is kept beside the text: publishing an older draft never turns it back."""
        page = super().with_content_json(content)
        page.copies = self.copies
        return page

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.since_year = year_of(self.since)
        self.province = (self.region.province or self.region) if self.region else None
        super().save(*args, **kwargs)


class PracticeResult(Orderable):
    """One figure with its source; self-reported unless somebody else measured it."""

    page = ParentalKey(PracticePage, on_delete=models.CASCADE, related_name="results")
    text = models.CharField(
        _("hasil"), max_length=500, help_text=_("Angka, satuan, dan waktunya dalam satu kalimat.")
    )
    text_en = models.CharField(_("hasil (Inggris)"), max_length=500, blank=True)
    source_name = models.CharField(_("sumber"), max_length=160, blank=True)
    source_url = models.URLField(_("tautan sumber"), max_length=500, blank=True)
    is_self_reported = models.BooleanField(_("dilaporkan sendiri oleh pelaksana"), default=True)

    class Meta(Orderable.Meta):
        verbose_name = _("hasil")
        verbose_name_plural = _("hasil")

    def __str__(self) -> str:
        return self.text


class KitItem(Orderable):
    """Something that others can take over: a file or a link."""

    page = ParentalKey(PracticePage, on_delete=models.CASCADE, related_name="kit")
    kind = models.CharField(_("jenis"), max_length=10, choices=KitKind.choices)
    title = models.CharField(_("judul"), max_length=200)
    title_en = models.CharField(_("judul (Inggris)"), max_length=200, blank=True)
    document = models.ForeignKey(
        "wagtaildocs.Document",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("berkas"),
    )
    url = models.URLField(_("tautan"), max_length=500, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("bahan untuk meniru")
        verbose_name_plural = _("bahan untuk meniru")
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=False) | ~Q(url=""),
                name="kit_item_has_file_or_link",
                violation_error_message=_("Pilih berkas atau isi tautan."),
            )
        ]

    def __str__(self) -> str:
        return self.title
