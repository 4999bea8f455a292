"""The themes of the gallery in the CMS; the practices themselves are pages."""

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import NumberColumn
from wagtail.admin.viewsets.model import ModelViewSet

from foundation.cms import NoDeletePolicy, ScopedIndexView, ScopedViewSet
from practices.models import Theme


class ThemeViewSet(ScopedViewSet, ModelViewSet):
    model = Theme
    name = "cms_theme"
    url_prefix = "tema"
    icon = "tag"
    menu_label = gettext_lazy("Tema praktik")
    menu_order = 200
    add_to_settings_menu = True
    index_view_class = ScopedIndexView
    copy_view_enabled = False
    form_fields = ["name", "name_en", "introduction", "introduction_en", "sort_order"]
    list_display = ["name", "name_en", NumberColumn("practice_count", label=gettext_lazy("Praktik"))]
    search_fields = ("name", "name_en")
    ordering = ["sort_order"]

    def get_listing(self, request: HttpRequest) -> QuerySet[Theme]:
        return self.get_records(request).annotate(practice_count=Count("practices"))


THEME_POLICY = NoDeletePolicy(Theme)
