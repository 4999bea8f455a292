"""Plans and commitments: lists, editors and choosers."""

from typing import Any

import django_filters
from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.admin_url_finder import ModelAdminURLFinder, register_admin_url_finder
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.widgets.button import HeaderButton

from institutions.models import Institution, Region
from renaksi.actions.plans import publish_commitment, publish_plan
from renaksi.enums import PartnerRole, PlanLevel
from renaksi.models import ActionPlan, Commitment, Milestone, PolicyArea
from renaksi.panels import COMMITMENT_PANELS, PLAN_PANELS
from renaksi.permissions import may_change_milestones
from renaksi.viewsets.choosers import CommitmentChooserViewSet
from renaksi.viewsets.decisions import CompletionView, WithdrawCommitmentView
from renaksi.viewsets.milestones import MilestoneAddView, MilestoneEditView, MilestoneWithdrawView
from renaksi.viewsets.published import (
    PublicStateColumn,
    PublishedEditView,
    PublishedIndexView,
    PublishedViewSet,
)

# The query makes the browser load the page anew: only then does Wagtail open the tab of the address.
MILESTONES_TAB = "?lihat=tonggak#tab-tonggak_capaian"


def publish_plan_record(plan: ActionPlan, **given: Any) -> None:
    publish_plan(plan=plan, **given)


def publish_commitment_record(commitment: Commitment, **given: Any) -> None:
    publish_commitment(commitment=commitment, **given)


class PlanFilterSet(WagtailFilterSet):
    class Meta:
        model = ActionPlan
        fields = ["level", "state", "live", "is_sample"]


class PlanViewSet(PublishedViewSet):
    model = ActionPlan
    admin_url_namespace = "cms_plan"
    base_url_path = "rencana-aksi"
    chooser_admin_url_namespace = "cms_plan_chooser"
    chooser_base_url_path = "rencana-aksi/pilih"
    icon = "folder-open-1"
    menu_label = gettext_lazy("Rencana aksi")
    menu_order = 100
    edit_handler = PLAN_PANELS
    list_display = [
        "label",
        PublicStateColumn(),
        "level",
        Column("region", label=gettext_lazy("Daerah")),
        "start_on",
        "end_on",
        "state",
        NumberColumn("commitment_count", label=gettext_lazy("Komitmen")),
    ]
    list_export = ["label", "level", "region", "start_on", "end_on", "state", "live"]
    filterset_class = PlanFilterSet
    search_fields = ("label", "label_en", "ogp_label", "region__name")
    ordering = ["-start_on", "label"]
    publish_record = staticmethod(publish_plan_record)

    def get_records(self, _request: HttpRequest) -> QuerySet[ActionPlan]:
        return ActionPlan.objects.filter(country=settings.SITE_COUNTRY)

    def get_listing(self, request: HttpRequest) -> QuerySet[ActionPlan]:
        plans = self.get_records(request).select_related("region", "latest_revision")
        return plans.annotate(commitment_count=Count("commitments"))


class CommitmentFilterSet(WagtailFilterSet):
    plan = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Rencana aksi"),
        queryset=ActionPlan.objects.filter(country=settings.SITE_COUNTRY),
    )
    level = django_filters.ChoiceFilter(
        label=gettext_lazy("Tingkat"), field_name="plan__level", choices=PlanLevel.choices
    )
    region = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Daerah"),
        queryset=Region.objects.filter(Q(commitments__isnull=False) | Q(plans__isnull=False)).distinct(),
        method="in_region",
    )
    institution = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Instansi"),
        field_name="partnerships__institution",
        queryset=Institution.objects.filter(partnerships__isnull=False).distinct(),
        distinct=True,
    )
    area = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Bidang kebijakan"), field_name="policy_areas", queryset=PolicyArea.objects.all()
    )
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("Di situs"),
        method="in_state",
        choices=[
            ("live", gettext_lazy("Terbit")),
            ("changed", gettext_lazy("Terbit, ada draf baru")),
            ("draft", gettext_lazy("Draf")),
            ("withdrawn", gettext_lazy("Komitmen ditarik")),
        ],
    )

    class Meta:
        model = Commitment
        fields: list[str] = []

    def in_region(self, found: QuerySet[Commitment], _name: str, region: Region) -> QuerySet[Commitment]:
        """A commitment of a regional plan belongs to its region too."""
        return found.filter(Q(region=region) | Q(plan__region=region))

    def in_state(self, found: QuerySet[Commitment], _name: str, state: str) -> QuerySet[Commitment]:
        conditions = {
            "live": Q(live=True),
            "changed": Q(live=True, has_unpublished_changes=True),
            "draft": Q(live=False),
            "withdrawn": Q(withdrawn_on__isnull=False),
        }
        return found.filter(conditions[state])


def lead_names(commitment: Commitment) -> str:
    """The first lead answers; the others are counted."""
    leads = [one for one in commitment.partnerships.all() if one.role == PartnerRole.LEAD]
    if not leads:
        return "—"
    others = _(" dan %(count)d lainnya") % {"count": len(leads) - 1} if len(leads) > 1 else ""
    return f"{leads[0].institution}{others}"


class MilestoneURLFinder(ModelAdminURLFinder):
    def get_edit_url(self, instance: Milestone) -> str | None:
        may = self.user is None or may_change_milestones(self.user, instance.commitment)
        return (
            reverse("cms_commitment:milestone_edit", args=[instance.commitment_id, instance.pk])
            if may
            else None
        )


class CommitmentIndexView(PublishedIndexView):
    def get_list_more_buttons(self, instance: Commitment) -> list[MenuItem]:
        label = _("Tonggak capaian (%(count)d)") % {"count": instance.milestone_count}
        tab = self.get_edit_url(instance)
        milestones = MenuItem(label, url=f"{tab}{MILESTONES_TAB}", icon_name="list-ul", priority=11)
        return [*super().get_list_more_buttons(instance), *([milestones] if tab else [])]


class CommitmentEditView(PublishedEditView):
    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        key = [self.object.pk]
        count = self.object.milestones.count()
        return [
            HeaderButton(
                label=_("Tonggak capaian (%(count)d)") % {"count": count},
                url=reverse("cms_commitment:edit", args=key) + MILESTONES_TAB,
                icon_name="list-ul",
            ),
            HeaderButton(
                label=_("Status penyelesaian"),
                url=reverse("cms_commitment:completion", args=key),
                icon_name="tasks",
            ),
        ]


class CommitmentViewSet(PublishedViewSet):
    model = Commitment
    admin_url_namespace = "cms_commitment"
    base_url_path = "komitmen"
    chooser_admin_url_namespace = "cms_commitment_chooser"
    chooser_base_url_path = "komitmen/pilih"
    chooser_viewset_class = CommitmentChooserViewSet
    icon = "clipboard-list"
    menu_label = gettext_lazy("Komitmen")
    menu_order = 110
    edit_handler = COMMITMENT_PANELS
    index_view_class = CommitmentIndexView
    edit_view_class = CommitmentEditView
    list_display = [
        "title",
        PublicStateColumn(),
        Column("number", label=gettext_lazy("No."), sort_key="number"),
        Column("plan", label=gettext_lazy("Rencana aksi"), sort_key="plan__label"),
        Column("leads", label=gettext_lazy("Penanggung jawab"), accessor=lead_names),
        NumberColumn("milestone_count", label=gettext_lazy("Tonggak")),
    ]
    list_export = ["plan", "number", "ogp_code", "title", "region", "start_on", "end_on", "live"]
    filterset_class = CommitmentFilterSet
    search_fields = (
        "title",
        "title_en",
        "number",
        "ogp_code",
        "plan__label",
        "region__name",
        "partnerships__institution__name",
        "partnerships__institution__aliases__name",
    )
    ordering = ["-plan__start_on", "plan", "pk"]
    list_per_page = 50
    publish_record = staticmethod(publish_commitment_record)

    def get_records(self, _request: HttpRequest) -> QuerySet[Commitment]:
        return Commitment.objects.filter(plan__country=settings.SITE_COUNTRY)

    def get_listing(self, request: HttpRequest) -> QuerySet[Commitment]:
        return (
            self.get_records(request)
            .select_related("plan", "region", "latest_revision")
            .prefetch_related("partnerships__institution")
            .annotate(milestone_count=Count("milestones", distinct=True))
        )

    def register_admin_url_finder(self) -> None:
        """A milestone is edited below its commitment."""
        super().register_admin_url_finder()
        register_admin_url_finder(Milestone, MilestoneURLFinder)

    def get_urlpatterns(self) -> list[URLPattern]:
        step = "<int:pk>/tonggak"
        return [
            *super().get_urlpatterns(),
            path(f"{step}/baru/", self.construct_view(MilestoneAddView), name="milestone_add"),
            path(f"{step}/<int:milestone>/", self.construct_view(MilestoneEditView), name="milestone_edit"),
            path(
                f"{step}/<int:milestone>/tarik/",
                self.construct_view(MilestoneWithdrawView),
                name="milestone_withdraw",
            ),
            path("<int:pk>/status/", self.construct_view(CompletionView), name="completion"),
            path("<int:pk>/tarik/", self.construct_view(WithdrawCommitmentView), name="withdraw"),
        ]
