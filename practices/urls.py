"""What the gallery serves beside its pages: the first parts of these addresses are slugs that no practice may have."""

from django.urls import path

from practices.views import gallery, pages

urlpatterns = [
    path("data.csv", gallery.gallery_csv, name="gallery_csv"),
    path("data.json", gallery.gallery_json, name="gallery_json"),
    path("tema/<slug:slug>/", pages.theme_view, name="practice_theme"),
    path("banding/", pages.compare_view, name="practice_compare"),
]
