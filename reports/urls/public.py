"""Addresses of reports. `verifikasi` and `berkas` are no slugs: those begin with a kind of report."""

from django.urls import path

from reports.views import files, listing, verification, versions

app_name = "reports"
urlpatterns = [
    path("", listing.report_list, name="list"),
    path("data.csv", listing.register_csv, name="register_csv"),
    path("data.json", listing.register_json, name="register_json"),
    path("verifikasi/", verification.verify_report, name="verification"),
    path("berkas/<int:pk>/<slug:format>/", files.draft_file, name="draft_file"),
    path("<slug:slug>/", versions.newest_version, name="report"),
    path("<slug:slug>/v<int:version>/", versions.report_version, name="version"),
    path("<slug:slug>/v<int:version>/berkas/<slug:format>/", files.published_file, name="file"),
    path("<slug:slug>/v<int:version>/<slug:anchor>/", versions.report_part, name="part"),
]
