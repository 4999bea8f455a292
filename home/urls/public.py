"""News feeds, search and what else the front serves beside its pages."""

from django.urls import path

from foundation.reach.views import card_view, permanent_view

urlpatterns = [
    path("rujukan/<slug:kind>/<int:key>/", permanent_view, name="permanent"),
    path("rujukan/<slug:kind>/<int:key>/kartu.png", card_view, name="citable_card"),
]
