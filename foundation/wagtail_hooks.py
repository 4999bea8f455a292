"""Registers what the CMS shows of records of any app."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from foundation.twins.views import TwinsView


@hooks.register("register_admin_urls")
def twins_urls() -> list[URLPattern]:
    return [
        path("terjemahan/", TwinsView.as_view(), name="twins"),
        path("terjemahan/hasil/", TwinsView.as_view(results_only=True), name="twins_results"),
    ]


@hooks.register("register_reports_menu_item")
def twins_menu_item() -> MenuItem:
    return MenuItem(_("Terjemahan"), reverse("twins"), name="twins", icon_name="globe", order=100)
