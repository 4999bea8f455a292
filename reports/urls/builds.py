from django.urls import path

from reports.views import download_report

app_name = "reports"
urlpatterns = [path("berkas/<int:pk>/", download_report, name="download")]
