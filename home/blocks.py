"""What news and pages are written with: a short, closed list. Blocks hold words; their figures are asked for by tags."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.widgets import BaseChooser
from wagtail.snippets.blocks import SnippetChooserBlock

from foundation.blocks import ArticleBlock
from home.domain.addresses import is_safe_address
from home.domain.text_table import MOST_COLUMNS, read_table
from home.enums import OF_PRACTICES, Measure
from institutions.models import Region
from renaksi.enums import CompletionStatus

MOST_LISTED = 10
# A page asks the database for each of them.
MOST_LIVE = 8


def check_address(value: str) -> None:
    if not is_safe_address(value):
        raise ValidationError(
            _(
                "Alamat ini tidak dapat dipakai. Tulis jalur di situs ini (misalnya /kabar/), alamat yang diawali "
                "https://, atau mailto: dengan alamat surel."
            )
        )


def theme_choices() -> list[tuple[str, str | Promise]]:
    """For the form of a block; a page that is shown never asks."""
    from practices.models import Theme

    return [("", _("Semua tema")), *Theme.objects.values_list("slug", "name")]


class RegionChooserBlock(blocks.ChooserBlock):
    target_model = Region

    @cached_property
    def widget(self) -> BaseChooser:
        from institutions.viewsets import REGION_CHOOSER

        return REGION_CHOOSER.widget_class()

    class Meta:
        icon = "globe"


class LinkBlock(blocks.StructBlock):
    """Words in both languages and where they lead: a page of the site or an address."""

    label = blocks.CharBlock(label=_("Tulisan"), max_length=60)
    label_en = blocks.CharBlock(label=_("Tulisan (Inggris)"), required=False, max_length=60)
    page = blocks.PageChooserBlock(label=_("Halaman"), required=False)
    address = blocks.CharBlock(
        label=_("Alamat"),
        required=False,
        max_length=500,
        validators=[check_address],
        help_text=_("Bila bukan halaman: misalnya /komitmen/ atau https://contoh.go.id."),
    )

    class Meta:
        label = _("Tautan")
        icon = "link"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["address"]):
            raise blocks.StructBlockValidationError(
                block_errors={"address": ValidationError(_("Pilih satu halaman, atau tulis satu alamat."))}
            )
        return cleaned


class MenuBlock(blocks.StreamBlock):
    link = LinkBlock()


class ColumnBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Judul"), max_length=60)
    heading_en = blocks.CharBlock(label=_("Judul (Inggris)"), required=False, max_length=60)
    text = blocks.TextBlock(label=_("Teks"), required=False, rows=3, max_length=600)
    text_en = blocks.TextBlock(label=_("Teks (Inggris)"), required=False, rows=3, max_length=600)
    links = blocks.ListBlock(LinkBlock(), label=_("Tautan"), default=[], max_num=12)

    class Meta:
        label = _("Kolom")
        icon = "list-ul"


class ColumnsBlock(blocks.StreamBlock):
    column = ColumnBlock()


class NumberBlock(blocks.StructBlock):
    """A figure that stays as written, with where it comes from."""

    value = blocks.CharBlock(label=_("Angka"), max_length=24, help_text=_("Dengan satuannya, misalnya 82 %."))
    what = blocks.CharBlock(label=_("Yang dihitung"), max_length=160)
    source = blocks.CharBlock(
        label=_("Sumber"), max_length=200, help_text=_("Siapa yang menghitung, dan kapan.")
    )
    source_url = blocks.CharBlock(
        label=_("Tautan sumber"), required=False, max_length=500, validators=[check_address]
    )

    class Meta:
        label = _("Angka dengan sumber")
        icon = "success"
        template = "blocks/number.html"


class TableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(label=_("Judul tabel"), max_length=200)
    cells = blocks.TextBlock(
        label=_("Isi"),
        rows=6,
        help_text=_(
            "Satu baris per baris tabel, kolom dipisahkan | atau tab (dapat ditempel dari lembar kerja). "
            "Baris pertama adalah judul kolom."
        ),
    )
    source = blocks.CharBlock(label=_("Sumber"), required=False, max_length=200)

    class Meta:
        label = _("Tabel")
        icon = "table"
        template = "blocks/table.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if read_table(cleaned["cells"]) is None:
            problem = ValidationError(
                _(
                    "Tabel butuh baris judul dan paling sedikit satu baris isi, dua sampai %(most)s kolom, dan "
                    "jumlah kolom yang sama di setiap baris."
                ),
                params={"most": MOST_COLUMNS},
            )
            raise blocks.StructBlockValidationError(block_errors={"cells": problem})
        return cleaned

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return {**super().get_context(value, parent_context), "table": read_table(value["cells"])}


class ScopedBlock(blocks.StructBlock):
    """Mixin of blocks that tell of a plan, a region or everything."""

    plan = SnippetChooserBlock(
        "renaksi.ActionPlan",
        label=_("Rencana aksi"),
        required=False,
        help_text=_("Kosong: semua rencana aksi nyata."),
    )
    region = RegionChooserBlock(
        label=_("Daerah"), required=False, help_text=_("Provinsi: termasuk kabupaten dan kotanya.")
    )


class LiveFigureBlock(ScopedBlock):
    """A figure of this site: of today, or pinned to a day."""

    measure = blocks.ChoiceBlock(label=_("Angka"), choices=Measure.choices)
    theme = blocks.ChoiceBlock(
        label=_("Tema praktik"),
        choices=theme_choices,
        required=False,
        help_text=_("Hanya untuk angka praktik."),
    )
    pinned_on = blocks.DateBlock(
        label=_("Tetap per tanggal"),
        required=False,
        help_text=_("Kosong: angka selalu yang terkini, dengan tanggal hari itu."),
    )

    class Meta:
        label = _("Angka dari Renaksi")
        icon = "view"
        template = "blocks/live_figure.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        errors = {
            name: ValidationError(problem)
            for name, problem in figure_problems(cleaned, today=timezone.localdate()).items()
        }
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return cleaned


def figure_problems(value: Any, *, today: date) -> dict[str, Any]:
    problems: dict[str, Any] = {}
    of_practices = value["measure"] in OF_PRACTICES
    if of_practices and value["plan"]:
        problems["plan"] = _("Praktik tidak dihitung per rencana aksi. Pilih daerah atau tema.")
    if not of_practices and value["theme"]:
        problems["theme"] = _("Tema hanya untuk angka praktik. Pilih rencana aksi atau daerah.")
    if of_practices and value["pinned_on"]:
        problems["pinned_on"] = _("Angka praktik hanya ada untuk hari ini. Kosongkan tanggalnya.")
    if value["pinned_on"] and value["pinned_on"] > today:
        problems["pinned_on"] = _("Tanggal ini belum tiba. Pilih hari ini atau sebelumnya.")
    return problems


class CommitmentListBlock(ScopedBlock):
    """Hand-picked, or by plan, region and status."""

    title = blocks.CharBlock(label=_("Judul"), required=False, max_length=120)
    status = blocks.ChoiceBlock(
        label=_("Status"),
        choices=[("", _("Semua status")), *CompletionStatus.choices],
        required=False,
        help_text=_("Hanya dalam satu rencana aksi atau daerah."),
    )
    picked = blocks.ListBlock(
        SnippetChooserBlock("renaksi.Commitment", label=_("Komitmen")),
        label=_("Dipilih satu per satu"),
        default=[],
        max_num=MOST_LISTED,
        help_text=_("Bila diisi, hanya ini yang tampil, dalam urutan ini."),
    )
    most = blocks.IntegerBlock(
        label=_("Paling banyak"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_LISTED)],
    )

    class Meta:
        label = _("Daftar komitmen")
        icon = "list-ol"
        template = "blocks/commitment_list.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not (cleaned["picked"] or cleaned["plan"] or cleaned["region"]):
            raise blocks.StructBlockValidationError(
                block_errors={
                    "plan": ValidationError(_("Pilih rencana aksi, daerah, atau komitmen satu per satu."))
                }
            )
        return cleaned


class StoryBlock(ArticleBlock):
    """Of news and pages: the blocks of every article, figures, tables, links, and what Renaksi knows itself."""

    number = NumberBlock()
    table = TableBlock()
    links = blocks.ListBlock(
        LinkBlock(), label=_("Tombol dan tautan"), icon="link", template="blocks/links.html"
    )
    live_figure = LiveFigureBlock()
    commitments = CommitmentListBlock()

    class Meta:
        block_counts = {"live_figure": {"max_num": MOST_LIVE}, "commitments": {"max_num": 3}}
