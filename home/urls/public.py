"""News feeds, search and what else the front serves beside its pages."""

from django.urls import path

from foundation.reach.views import card_view, permanent_view
from home.views import feeds, news
from home.views.search import search_view, suggestions_view

urlpatterns = [
    path("cari/", search_view, name="search"),
    path("cari/saran/", suggestions_view, name="search_suggestions"),
    path("kabar/rss/", feeds.news_rss, name="news_rss"),
    path("kabar/atom/", feeds.news_atom, name="news_atom"),
    path("kabar/tema/<slug:theme>/rss/", feeds.theme_rss, name="news_theme_rss"),
    path("kabar/tema/<slug:theme>/atom/", feeds.theme_atom, name="news_theme_atom"),
    path("kabar/daerah/<str:region>/rss/", feeds.region_rss, name="news_region_rss"),
    path("kabar/daerah/<str:region>/atom/", feeds.region_atom, name="news_region_atom"),
    path("kabar/<int:key>/dibaca/", news.count_read_view, name="news_read"),
    path("rujukan/<slug:kind>/<int:key>/", permanent_view, name="permanent"),
    path("rujukan/<slug:kind>/<int:key>/kartu.png", card_view, name="citable_card"),
]
