"""News feeds, search and what else the front serves beside its pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
