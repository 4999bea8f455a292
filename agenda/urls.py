"""Files that calendars ask for, beside the pages of the agenda."""

from django.urls import path

from agenda.views import event_file, feed

urlpatterns = [
    path("kalender.ics", feed, name="agenda_feed"),
    path("<slug:slug>/acara.ics", event_file, name="event_file"),
]
