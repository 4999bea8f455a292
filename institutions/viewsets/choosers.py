"""The choosers of institutions and regions that every editor uses."""

from typing import Any

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets import BaseChooser

from institutions.forms import InstitutionSearchForm, RegionSearchForm
from institutions.models import Institution, Region


def standing_institutions() -> QuerySet[Institution]:
    """Of the site's own country: no second record of another, and not ended by a decree."""
    return Institution.objects.standing().filter(country=settings.SITE_COUNTRY)


class Chooser(BaseChooser):
    """Of a form that was filled in by hand, too: what is no id is nothing chosen, and the form says so."""

    def get_instance(self, value: Any) -> Model | None:
        try:
            return super().get_instance(value)
        except ValueError:
            return None


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
    base_widget_class = Chooser
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
    base_widget_class = Chooser
    choose_view_class = RegionChooseView
    choose_results_view_class = RegionChooseResultsView
    per_page = 20


INSTITUTION_CHOOSER = InstitutionChooserViewSet("institution_chooser", url_prefix="instansi/pilih")
REGION_CHOOSER = RegionChooserViewSet("region_chooser", url_prefix="daerah/pilih")
