"""Every address of the site. Addresses are promises: they do not change once published."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from foundation.web.views import picture

handler404 = "home.views.missing.page_not_found"
handler500 = "foundation.web.views.server_error"

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("masuk/", include("accounts.urls")),
    path("masuk/tautan/", include("renaksi.urls.door")),
    path("ruang-kerja/", include("renaksi.urls.workspace")),
    path("data-dukung/", include("evidence.urls")),
    path("media/images/<path:path>", picture, name="picture"),
    path("dokumen/", include(wagtaildocs_urls)),
    # Wagtail's second door counts no failed tries: there is one door only.
    path(
        "_util/login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
        name="side_door",
    ),
    path("", include("home.urls.machines")),
    # What the public reads: in Bahasa Indonesia at /, in English at /en/.
    *i18n_patterns(
        path("laporan/", include("reports.urls.public")),
        path("", include("renaksi.urls.public")),
        path("praktik/", include("practices.urls")),
        path("praktik/", include("reports.urls.sheets")),
        path("agenda/", include("agenda.urls")),
        path("", include("home.urls.public")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]

if settings.DEBUG:
    from config.design import component_page, theme_sheet

    urlpatterns[:0] = [
        path("desain/", component_page, name="design"),
        path("desain/tema-<slug:theme>.css", theme_sheet, name="design_theme"),
    ]
