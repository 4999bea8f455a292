"""Forums, exhibitions, seminars and deadlines."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
