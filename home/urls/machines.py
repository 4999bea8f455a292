from django.urls import path
from wagtail.contrib.sitemaps.views import sitemap

from home.sitemaps import SITEMAPS
from home.views.machines import robots

urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
]
