"""One door for all: allauth's views under our own addresses; signing up is not among them."""

from allauth.account import views
from django.urls import path, re_path

from accounts.views import Door

urlpatterns = [
    path("", Door.as_view(), name="account_login"),
    path("keluar/", views.logout, name="account_logout"),
    path("nonaktif/", views.account_inactive, name="account_inactive"),
    path("ulang/", views.reauthenticate, name="account_reauthenticate"),
    path("sandi/ubah/", views.password_change, name="account_change_password"),
    path("sandi/lupa/", views.password_reset, name="account_reset_password"),
    path("sandi/lupa/terkirim/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^sandi/baru/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "sandi/baru/selesai/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
