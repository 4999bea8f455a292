"""Panels of the editors of plans and commitments: the blocks of OGP's template, taught where they are filled."""

from typing import Any

from django.forms import CheckboxSelectMultiple, Select
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
)
from wagtail.admin.ui.components import Component

from renaksi.forms.admin import REASON, CommitmentForm, PlanForm
from renaksi.models import Milestone
from renaksi.permissions import may_change_milestones, may_decide
from renaksi.queries.staff_tasks import staff_tasks

COLLAPSED = "collapsed"


def english(*names: str) -> MultiFieldPanel:
    """The English twins; blank is fine, the visitor then reads Indonesian."""
    return MultiFieldPanel(
        [FieldPanel(name) for name in names],
        heading=_("Bahasa Inggris"),
        classname=COLLAPSED,
        help_text=_("Boleh kosong; pembaca berbahasa Inggris lalu melihat teks Indonesianya."),
    )


class ReasonPanel(MultiFieldPanel):
    """Shown only for what was published: there a change needs its reason."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("children", [FieldPanel(REASON)])
        kwargs.setdefault("heading", _("Perubahan setelah terbit"))
        super().__init__(**kwargs)

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.was_published


class MilestonesPanel(Panel):
    """The commitment's milestones with their way to the editor. They are records of their own, so no draft
    of the commitment can drop one."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "renaksi/admin/milestones_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            milestones = Milestone.objects.filter(commitment=self.instance.pk).select_related("responsible")
            return {
                **super().get_context_data(parent_context),
                "commitment": self.instance,
                "milestones": milestones if self.instance.pk else [],
                "may_change": may_change_milestones(self.request.user, self.instance),
            }


PLAN_PANELS = TabbedInterface(
    [
        ObjectList(
            [
                ReasonPanel(),
                MultiFieldPanel(
                    [
                        FieldPanel("label"),
                        FieldRowPanel([FieldPanel("level"), FieldPanel("ordinal"), FieldPanel("state")]),
                        FieldPanel("ogp_label"),
                        FieldPanel("slug", help_text=_("Kosongkan: dibuat dari nama. Tetap setelah terbit.")),
                        FieldPanel("region", help_text=_("Hanya untuk rencana aksi daerah.")),
                        FieldPanel(
                            "parent_plan", widget=Select, help_text=_("Rencana aksi nasional yang menaungi.")
                        ),
                    ],
                    heading=_("Identitas"),
                ),
                FieldRowPanel([FieldPanel("start_on"), FieldPanel("end_on")], heading=_("Masa berlaku")),
                FieldPanel("summary", help_text=_("Apa yang dijanjikan rencana ini, dalam tiga kalimat.")),
                FieldRowPanel([FieldPanel("legal_basis"), FieldPanel("template_generation")]),
                FieldPanel("source_url"),
                english("label_en", "summary_en"),
            ],
            heading=_("Rencana aksi"),
        ),
        ObjectList(
            [
                HelpPanel(
                    _(
                        "Setelah dikirim, laporan perkembangan dapat diminta persetujuannya dulu sebelum "
                        "sampai ke verifikator."
                    )
                ),
                FieldPanel("agency_approval"),
                FieldPanel("region_approval"),
                FieldPanel("is_sample"),
            ],
            heading=_("Pelaporan"),
        ),
    ],
    base_form_class=PlanForm,
)

_BASICS = ObjectList(
    [
        ReasonPanel(),
        MultiFieldPanel(
            [
                FieldPanel("plan", widget=Select),
                FieldPanel(
                    "title",
                    help_text=_("Hasil yang dijanjikan, bukan kegiatan: apa yang berbeda bila ini tercapai."),
                ),
                FieldRowPanel([FieldPanel("number"), FieldPanel("ogp_code")]),
                FieldPanel(
                    "slug", help_text=_("Kosongkan: dibuat dari nomor atau judul. Tetap setelah terbit.")
                ),
                FieldPanel("region", help_text=_("Hanya untuk komitmen milik satu daerah.")),
            ],
            heading=_("Identitas"),
        ),
        FieldRowPanel([FieldPanel("start_on"), FieldPanel("end_on")], heading=_("Waktu")),
        InlinePanel(
            "partnerships",
            panels=[FieldPanel("institution"), FieldPanel("role")],
            heading=_("Penanggung jawab dan mitra"),
            label=_("Instansi"),
            help_text=_(
                "Penanggung jawab pertama melapor untuk tonggak yang tidak menyebut instansinya sendiri. "
                "Organisasi masyarakat sipil boleh menjadi penanggung jawab."
            ),
        ),
        FieldPanel("source_url", help_text=_("Tempat komitmen ini diumumkan.")),
        MultiFieldPanel(
            [FieldPanel("carried_over_from"), FieldPanel("merged_into"), FieldPanel("superseded_by")],
            heading=_("Hubungan dengan komitmen lain"),
            classname=COLLAPSED,
        ),
        english("title_en"),
    ],
    heading=_("Komitmen"),
)

_TEMPLATE = ObjectList(
    [
        HelpPanel(
            _(
                "Urutan ini mengikuti templat OGP: mulai dari masalah warga, bukan dari program. "
                "Satu paragraf per kotak sudah cukup."
            )
        ),
        FieldPanel(
            "problem",
            help_text=_(
                "Masalah publik apa, siapa yang terdampak, seberapa besar? Sebut angka dan sumbernya."
            ),
        ),
        FieldPanel("causes", help_text=_("Mengapa masalah itu terjadi? Akar, bukan gejala.")),
        FieldPanel("done_so_far", help_text=_("Apa yang sudah dicoba, dan mengapa belum cukup?")),
        FieldPanel(
            "solution", help_text=_("Apa yang akan dilakukan, dan bagaimana itu menjawab akar masalah?")
        ),
        FieldPanel(
            "expected_results",
            help_text=_("Apa yang dapat dilihat warga bila berhasil? Hindari “meningkatnya” tanpa ukuran."),
        ),
        english("problem_en", "causes_en", "done_so_far_en", "solution_en", "expected_results_en"),
    ],
    heading=_("Masalah dan solusi"),
)

_VALUES = ObjectList(
    [
        FieldPanel("ogp_values"),
        FieldPanel("serves_transparency", help_text=_("Informasi apa yang menjadi terbuka, untuk siapa?")),
        FieldPanel("serves_accountability", help_text=_("Siapa menjawab kepada siapa, dan apa akibatnya?")),
        FieldPanel(
            "serves_participation", help_text=_("Bagaimana warga ikut menentukan, bukan hanya diberi tahu?")
        ),
        FieldPanel("policy_areas", widget=CheckboxSelectMultiple),
        FieldPanel("sdgs"),
        english("serves_transparency_en", "serves_accountability_en", "serves_participation_en"),
    ],
    heading=_("Nilai dan bidang"),
)

_MILESTONES = ObjectList([MilestonesPanel()], heading=_("Tonggak capaian"))

COMMITMENT_PANELS = TabbedInterface(
    [_BASICS, _TEMPLATE, _VALUES, _MILESTONES], base_form_class=CommitmentForm
)


class TasksPanel(Component):
    """What waits for the staff, on the first page of the CMS."""

    template_name = "renaksi/admin/tasks_panel.html"
    order = 50

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        user = parent_context["request"].user
        return {"tasks": staff_tasks(today=timezone.localdate()), "may_decide": may_decide(user)}


def show_what_waits(_request: HttpRequest, panels: list[Component]) -> None:
    panels[:] = [TasksPanel()]


def count_nothing(_request: HttpRequest, items: list[Component]) -> None:
    """Wagtail's counts of images and documents tell the staff nothing."""
    items.clear()


def admin_stylesheet() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("cms/admin.css"))
