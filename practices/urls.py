"""What the gallery serves beside its pages: the first parts of these addresses are slugs that no practice may have."""

from django.urls import path

from practices.views import contact, copies, gallery, life, pages, submissions

urlpatterns = [
    path("data.csv", gallery.gallery_csv, name="gallery_csv"),
    path("data.json", gallery.gallery_json, name="gallery_json"),
    path("tema/<slug:slug>/", pages.theme_view, name="practice_theme"),
    path("banding/", pages.compare_view, name="practice_compare"),
    path("daftar/", submissions.practice_submit, name="practice_submit"),
    path("daftar/terkirim/", submissions.practice_submitted, name="practice_submitted"),
    path("daftar/<str:secret>/", submissions.practice_draft, name="practice_draft"),
    path("daftar/<str:secret>/saran/", submissions.practice_coaching, name="practice_coaching"),
    path("mirip/", submissions.practice_similar, name="practice_similar"),
    path("konfirmasi/<str:secret>/", life.practice_life, name="practice_life"),
    path("tiru/<str:secret>/", copies.copy_report, name="copy_report"),
    path("replikasi/<str:secret>/", copies.copy_consent, name="copy_consent"),
    path("<slug:slug>/tiru/", copies.practice_copy, name="practice_copy"),
    path("<slug:slug>/tiru/terkirim/", copies.practice_copy_sent, name="practice_copy_sent"),
    path("<slug:slug>/hubungi/", contact.practice_contact, name="practice_contact"),
    path("<slug:slug>/hubungi/terkirim/", contact.practice_contact_sent, name="practice_contact_sent"),
]
