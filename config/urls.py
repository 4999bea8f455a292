"""Every address of the site. Addresses are promises: they do not change once published."""

from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

handler500 = "foundation.web.views.server_error"

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("masuk/", include("accounts.urls")),
    path("ruang-kerja/", include("renaksi.urls.workspace")),
    path("data-dukung/", include("evidence.urls")),
    path("laporan/", include("reports.urls")),
    path("", include("renaksi.urls.public")),
    path("", include("practices.urls")),
    path("", include("home.urls")),
    # Pictures of pages. In production the web server in front serves them; `static` is empty then.
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    path("", include(wagtail_urls)),
]

if settings.DEBUG:
    from config.design import component_page

    urlpatterns.insert(0, path("desain/", component_page))
