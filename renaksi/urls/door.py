"""The second door: sign-in by a link, for one institution's reports of one period."""

from django.urls import path

from renaksi.views.sign_in_link import sign_in_link

urlpatterns = [path("<str:secret>/", sign_in_link, name="sign_in_link")]
