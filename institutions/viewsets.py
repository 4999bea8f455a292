"""Institutions and regions in the CMS: lists, spellings, merging, and the choosers that other editors use."""

from typing import Any, cast

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views.generic import EditView
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.admin.widgets.button import HeaderButton

from foundation.cms import ActionFormView, NoDeletePolicy, ScopedIndexView, ScopedViewSet, ViewOnlyPolicy
from institutions.actions import add_alias, merge_institutions
from institutions.forms import (
    AliasForm,
    InstitutionForm,
    InstitutionSearchForm,
    MergeForm,
    RegionSearchForm,
)
from institutions.models import Institution, Region
from institutions.permissions import may_curate_institutions


def standing_institutions() -> QuerySet[Institution]:
    """Of the site's own country, and not merged into another."""
    return Institution.objects.filter(country=settings.SITE_COUNTRY, merged_into__isnull=True)


class OfInstitution(ActionFormView):
    """A form about one institution that writes through an action."""

    model = Institution
    permission_required = "change"
    header_icon = "group"
    template_name = "institutions/admin/form.html"
    institution: Institution

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.institution = get_object_or_404(Institution, pk=kwargs["pk"])

    @property
    def person(self) -> AbstractUser:
        """The sign-in gate lets nobody else in."""
        return cast(AbstractUser, self.request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("cms_institution:index"), "label": _("Instansi")},
            {
                "url": reverse("cms_institution:edit", args=[self.institution.pk]),
                "label": str(self.institution),
            },
            {"url": "", "label": self.get_page_title()},
        ]

    def get_success_url(self) -> str:
        return self.request.path

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            self.write(form)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.form_invalid(form)
        return self.done()

    def write(self, form: Form) -> None:
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        known = super().get_context_data(**kwargs)
        return {**known, "institution": self.institution, "aliases": self.institution.aliases.all()}


class AliasView(OfInstitution):
    page_title = gettext_lazy("Nama lain")
    form_class = AliasForm
    submit_button_label = gettext_lazy("Tambah ejaan")
    done_message = gettext_lazy("Ejaan ditambahkan.")

    def write(self, form: Form) -> None:
        add_alias(institution=self.institution, by=self.person, **form.cleaned_data)


class MergeView(OfInstitution):
    """The opened record is the one that goes; its address leads to the one that stays."""

    page_title = gettext_lazy("Gabungkan ke instansi lain")
    form_class = MergeForm
    submit_button_label = gettext_lazy("Gabungkan")
    done_message = gettext_lazy("Instansi digabung; semua catatannya pindah.")

    def get_form_kwargs(self) -> dict[str, Any]:
        others = standing_institutions().exclude(pk=self.institution.pk)
        widget = INSTITUTION_CHOOSER.widget_class()
        return {**super().get_form_kwargs(), "others": others, "widget": widget}

    def get_success_url(self) -> str:
        return reverse("cms_institution:index")

    def write(self, form: Form) -> None:
        given = form.cleaned_data
        merge_institutions(keep=given["keep"], drop=self.institution, by=self.person, reason=given["reason"])


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
                label=_("Gabungkan"), url=reverse("cms_institution:merge", args=key), icon_name="resubmit"
            ),
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
        NumberColumn("alias_count", label=gettext_lazy("Nama lain")),
        NumberColumn("commitment_count", label=gettext_lazy("Komitmen")),
    ]
    list_filter = ["kind", "is_sample"]
    search_fields = ("name", "name_en", "short_name", "aliases__name", "region__name")
    ordering = ["name"]
    list_per_page = 50

    def get_records(self, _request: HttpRequest) -> QuerySet[Institution]:
        return standing_institutions()

    def get_listing(self, request: HttpRequest) -> QuerySet[Institution]:
        counts = {
            "alias_count": Count("aliases", distinct=True),
            "commitment_count": Count("commitments", distinct=True),
        }
        return self.get_records(request).select_related("region").annotate(**counts)

    def get_form_class(self, for_update: bool = False) -> type[InstitutionForm]:  # noqa: FBT001, FBT002 - Wagtail's
        return InstitutionForm

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/nama-lain/", self.construct_view(AliasView), name="aliases"),
            path("<int:pk>/gabung/", self.construct_view(MergeView), name="merge"),
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
    items = (InstitutionViewSet, RegionViewSet)


class InstitutionChooseMixin:
    filter_form_class = InstitutionSearchForm

    def get_object_list(self) -> QuerySet[Institution]:
        return standing_institutions().select_related("region")

    @property
    def columns(self) -> list[Column]:
        own = super().columns  # type: ignore[misc]  # a choose view's
        return [
            *own,
            Column("kind", label=_("Jenis"), accessor="get_kind_display"),
            Column("region", label=_("Daerah"), accessor="region"),
        ]


class InstitutionChooseView(InstitutionChooseMixin, ChooseView):
    pass


class InstitutionChooseResultsView(InstitutionChooseMixin, ChooseResultsView):
    pass


class InstitutionChooserViewSet(ChooserViewSet):
    model = Institution
    icon = "group"
    choose_one_text = gettext_lazy("Pilih instansi")
    choose_another_text = gettext_lazy("Pilih instansi lain")
    edit_item_text = gettext_lazy("Ubah instansi ini")
    choose_view_class = InstitutionChooseView
    choose_results_view_class = InstitutionChooseResultsView
    per_page = 20


class RegionChooseMixin:
    filter_form_class = RegionSearchForm

    def get_object_list(self) -> QuerySet[Region]:
        return Region.objects.select_related("province")

    @property
    def columns(self) -> list[Column]:
        own = super().columns  # type: ignore[misc]  # a choose view's
        return [
            *own,
            Column("code", label=_("Kode"), accessor="code"),
            Column("province", label=_("Provinsi"), accessor="province"),
        ]


class RegionChooseView(RegionChooseMixin, ChooseView):
    pass


class RegionChooseResultsView(RegionChooseMixin, ChooseResultsView):
    pass


class RegionChooserViewSet(ChooserViewSet):
    model = Region
    icon = "globe"
    choose_one_text = gettext_lazy("Pilih daerah")
    choose_another_text = gettext_lazy("Pilih daerah lain")
    edit_item_text = gettext_lazy("Lihat daerah ini")
    choose_view_class = RegionChooseView
    choose_results_view_class = RegionChooseResultsView
    per_page = 20


INSTITUTION_CHOOSER = InstitutionChooserViewSet("institution_chooser", url_prefix="instansi/pilih")
REGION_CHOOSER = RegionChooserViewSet("region_chooser", url_prefix="daerah/pilih")
POLICIES = {Institution: NoDeletePolicy(Institution), Region: ViewOnlyPolicy(Region)}
