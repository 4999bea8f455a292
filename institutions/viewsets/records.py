"""Institutions and regions in the CMS: their lists and their own pages."""

from django.conf import settings
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views.generic import EditView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.admin.widgets.button import HeaderButton

from foundation.cms import NoDeletePolicy, ScopedIndexView, ScopedViewSet, ViewOnlyPolicy
from institutions.forms import InstitutionForm
from institutions.models import Institution, ProvinceMap, Region
from institutions.permissions import may_curate_institutions, may_end_institutions
from institutions.querysets import InstitutionQuerySet
from institutions.viewsets.changes import DecreeMergeView, RenameView, SplitView
from institutions.viewsets.choosers import standing_institutions
from institutions.viewsets.maps import ProvinceMapViewSet
from institutions.viewsets.of_institution import AliasView, MergeView


class InstitutionEditView(EditView):
    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not may_curate_institutions(self.request.user):
            return []
        key = [self.object.pk]
        return [
            HeaderButton(
                label=_("Nama lain (%(count)d)") % {"count": self.object.aliases.count()},
                url=reverse("cms_institution:aliases", args=key),
                icon_name="list-ul",
            ),
            HeaderButton(
                label=_("Catatan ganda"),
                url=reverse("cms_institution:merge", args=key),
                icon_name="resubmit",
            ),
            *self._change_buttons(key),
        ]

    def _change_buttons(self, key: list[int]) -> list[HeaderButton]:
        """What a decree does; who may not end an institution is not shown how."""
        if not standing_institutions().filter(pk=self.object.pk).exists():
            return []
        ways = [("rename", _("Ganti nama"), "edit")]
        if may_end_institutions(self.request.user):
            ways += [("merge_by_decree", _("Bergabung"), "resubmit"), ("split", _("Pecah"), "cut")]
        return [
            HeaderButton(label=label, url=reverse(f"cms_institution:{name}", args=key), icon_name=icon)
            for name, label, icon in ways
        ]


class InstitutionViewSet(ScopedViewSet, ModelViewSet):
    model = Institution
    name = "cms_institution"
    url_prefix = "instansi"
    icon = "group"
    menu_label = gettext_lazy("Instansi")
    menu_order = 100
    index_view_class = ScopedIndexView
    edit_view_class = InstitutionEditView
    copy_view_enabled = False
    list_display = [
        "name",
        "short_name",
        "kind",
        Column("region", label=gettext_lazy("Daerah"), sort_key="region__name"),
        Column("ended", label=gettext_lazy("Berakhir"), accessor=lambda one: _("sudah") if one.ended else ""),
        NumberColumn("alias_count", label=gettext_lazy("Nama lain")),
        NumberColumn("commitment_count", label=gettext_lazy("Komitmen")),
    ]
    list_filter = ["kind", "is_sample"]
    search_fields = ("name", "name_en", "short_name", "aliases__name", "region__name")
    ordering = ["name"]
    list_per_page = 50

    def get_records(self, _request: HttpRequest) -> InstitutionQuerySet:
        """Also those that ended: their history stays theirs. What was a second record of another leads there."""
        return Institution.objects.filter(country=settings.SITE_COUNTRY, merged_into__isnull=True)

    def get_listing(self, request: HttpRequest) -> QuerySet[Institution]:
        counts = {
            "alias_count": Count("aliases", distinct=True),
            "commitment_count": Count("commitments", distinct=True),
        }
        return self.get_records(request).with_ended().select_related("region").annotate(**counts)

    def get_form_class(self, for_update: bool = False) -> type[InstitutionForm]:  # noqa: FBT001, FBT002 - Wagtail's
        return InstitutionForm

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/nama-lain/", self.construct_view(AliasView), name="aliases"),
            path("<int:pk>/gabung/", self.construct_view(MergeView), name="merge"),
            path("<int:pk>/ganti-nama/", self.construct_view(RenameView), name="rename"),
            path("<int:pk>/bergabung/", self.construct_view(DecreeMergeView), name="merge_by_decree"),
            path("<int:pk>/pecah/", self.construct_view(SplitView), name="split"),
        ]


class RegionViewSet(ScopedViewSet, ModelViewSet):
    """The 552 regions come from Kemendagri's codes: staff look them up, they do not edit them."""

    model = Region
    name = "cms_region"
    url_prefix = "daerah"
    icon = "globe"
    menu_label = gettext_lazy("Daerah")
    menu_order = 110
    index_view_class = ScopedIndexView
    inspect_view_enabled = True
    copy_view_enabled = False
    form_fields = ["name"]
    list_display = ["name", "code", "kind", Column("province", label=gettext_lazy("Provinsi"))]
    list_filter = ["kind", "is_sample"]
    search_fields = ("name", "code", "province__name")
    list_per_page = 50
    inspect_view_fields = ["name", "code", "kind", "province"]

    def get_listing(self, request: HttpRequest) -> QuerySet[Region]:
        return self.get_records(request).select_related("province")


class InstitutionGroup(ModelViewSetGroup):
    menu_label = gettext_lazy("Instansi")  # longer labels are cut off in the menu
    menu_icon = "group"
    menu_order = 95
    items = (InstitutionViewSet, RegionViewSet, ProvinceMapViewSet)


POLICIES = {
    Institution: NoDeletePolicy(Institution),
    Region: ViewOnlyPolicy(Region),
    ProvinceMap: NoDeletePolicy(ProvinceMap),
}
