"""The list “Terjemahan” of the CMS: what lacks its English."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from foundation.twins.missing import Untranslated, all_untranslated, kinds, told_rows


def _choices() -> list[tuple[str, str]]:
    return sorted(((kind.code, kind.label) for kind in kinds()), key=lambda choice: choice[1])


class TwinFilterSet(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(label=_("Jenis"), choices=_choices, method="of_kind")

    def of_kind(self, _queryset: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """The list of all kinds is a union, which Django does not filter."""
        return all_untranslated(value)


class TwinsView(ReportView):
    """Of what the public reads; each line leads to the page where its record is edited."""

    page_title = _("Terjemahan")
    header_icon = "globe"
    index_url_name = "twins"
    index_results_url_name = "twins_results"
    filterset_class = TwinFilterSet
    columns = [
        TitleColumn("name", label=_("Yang belum ada bahasa Inggrisnya"), get_url=lambda row: row.url or None),
        Column("kind", label=_("Jenis")),
        Column("missing", label=_("Teks yang kosong")),
    ]

    def get_queryset(self) -> QuerySet[Any]:
        return all_untranslated()

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return {**super().get_filterset_kwargs(), "queryset": self.get_queryset()}

    def paginate_queryset(
        self, queryset: QuerySet[Any], page_size: int
    ) -> tuple[Any, Any, list[Untranslated], bool]:
        """Addresses are asked for what is shown alone."""
        paginator, page, rows, has_more = super().paginate_queryset(queryset, page_size)
        page.object_list = list(told_rows(rows, self.request.user))
        return paginator, page, page.object_list, has_more
