"""The addresses of the site with those that development adds."""

from django.urls import path

from config.design import component_page, theme_sheet
from config.urls import urlpatterns as of_the_site

urlpatterns = [
    path("desain/", component_page, name="design"),
    path("desain/tema-<slug:theme>.css", theme_sheet, name="design_theme"),
    *of_the_site,
]
