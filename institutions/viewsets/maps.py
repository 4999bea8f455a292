"""The official map of the provinces in the CMS: uploaded, looked at, put in use, taken out of use."""

from typing import Any, cast

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from foundation.charts.place_map import MapPlace, PlaceMap
from foundation.cms import ActionFormView, ScopedIndexView, ScopedViewSet
from institutions.actions import MapSource, upload_map, use_map, use_tiles
from institutions.domain.map_file import LARGEST_FILE
from institutions.forms import MapUploadForm, MapUseForm
from institutions.map_ground import ground_of, short_names
from institutions.models import ProvinceMap, Region


class MapView(ActionFormView):
    model = ProvinceMap
    header_icon = "globe"

    @property
    def person(self) -> AbstractUser:
        """The sign-in gate lets nobody else in."""
        return cast(AbstractUser, self.request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("cms_map:index"), "label": _("Peta provinsi")},
            {"url": "", "label": self.get_page_title()},
        ]


class MapUploadView(MapView):
    permission_required = "add"
    page_title = gettext_lazy("Unggah peta provinsi")
    form_class = MapUploadForm
    template_name = "institutions/admin/map_upload.html"
    submit_button_label = gettext_lazy("Periksa dan simpan")
    submit_button_active_label = gettext_lazy("Memeriksa…")
    done_message = gettext_lazy("Peta tersimpan dan belum tampil. Lihat pratinjaunya, lalu pakai.")
    kept: ProvinceMap

    def form_valid(self, form: Form) -> HttpResponse:
        given = form.cleaned_data
        source = MapSource(given["credit"], given["licence"], given["dated_on"], given["source_url"])
        try:
            self.kept = upload_map(
                file_name=given["file"].name,
                # One byte more than is accepted tells that it is too large.
                content=given["file"].read(LARGEST_FILE + 1),
                code_property=given["code_property"],
                source=source,
                by=self.person,
                at=timezone.now(),
            )
        except ValidationError as error:
            form.add_error("file", error.messages)
            return self.form_invalid(form)
        return self.done()

    def get_success_url(self) -> str:
        return reverse("cms_map:edit", args=[self.kept.pk])


class MapUseView(MapView):
    """Shows the map as it was drawn; its button puts it in use, or the tiles back."""

    permission_required = "change"
    page_title = gettext_lazy("Pratinjau peta provinsi")
    form_class = MapUseForm
    template_name = "institutions/admin/map_use.html"
    province_map: ProvinceMap

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.province_map = get_object_or_404(ProvinceMap, pk=kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        return {"use": not self.province_map.in_use}

    def form_valid(self, form: Form) -> HttpResponse:
        wanted = form.cleaned_data["use"]
        change = use_map if wanted else use_tiles
        change(province_map=self.province_map, by=self.person)
        self.done_message = _("Peta ini sekarang tampil.") if wanted else _("Peta kotak tampil kembali.")
        return self.done()

    def get_success_url(self) -> str:
        return self.request.path

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "map": self.province_map, "drawing": self.drawing()}

    def drawing(self) -> PlaceMap:
        """Every province in one tone, named when pointed at: borders are what is looked at here."""
        names = Region.objects.filter(code__in=self.province_map.paths).values_list("code", "name")
        places = [MapPlace(code, name, short_names().get(code, code), name, "", 2) for code, name in names]
        ground = ground_of(self.province_map).ground
        return PlaceMap(str(self.page_title), ground, places, _("Kode"), _("Provinsi"))


class ProvinceMapViewSet(ScopedViewSet, ModelViewSet):
    model = ProvinceMap
    name = "cms_map"
    url_prefix = "peta"
    icon = "globe"
    menu_label = gettext_lazy("Peta provinsi")
    menu_order = 120
    index_view_class = ScopedIndexView
    add_view_class = MapUploadView
    edit_view_class = MapUseView
    copy_view_enabled = False
    form_fields = ["credit"]
    list_display = [
        "credit",
        "file_name",
        "dated_on",
        "uploaded_at",
        Column("in_use", label=gettext_lazy("Tampil"), accessor=lambda one: _("ya") if one.in_use else ""),
    ]
    search_fields = ("credit", "file_name")
    ordering = ["-uploaded_at"]

    def get_form_class(self, for_update: bool = False) -> type[Form]:  # noqa: FBT001, FBT002 - Wagtail's
        return MapUseForm if for_update else MapUploadForm
