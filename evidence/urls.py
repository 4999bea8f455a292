from django.urls import path

from evidence.views.door import open_evidence

app_name = "evidence"
urlpatterns = [path("<uuid:public_id>/", open_evidence, name="open")]
