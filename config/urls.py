"""Every address of the site. Addresses are promises: they do not change once published."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("masuk/", include("accounts.urls")),
    path("ruang-kerja/", include("renaksi.urls.workspace")),
    path("data-dukung/", include("evidence.urls")),
    path("laporan/", include("reports.urls")),
    path("", include("renaksi.urls.public")),
    path("", include("practices.urls")),
    path("", include("home.urls")),
    path("", include(wagtail_urls)),
]
