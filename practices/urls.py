"""What the gallery serves beside its pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
