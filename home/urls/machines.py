from django.contrib.sitemaps.views import index, sitemap
from django.urls import path

from foundation.reach.sitemaps import SITEMAPS
from home.views.machines import robots

urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"}, name="sitemap_index"),
    path("sitemap-<slug:section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
]
