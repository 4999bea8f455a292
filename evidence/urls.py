from django.urls import path

from evidence.views.copies import open_copy
from evidence.views.door import open_evidence
from evidence.views.previews import page_picture, thumbnail
from evidence.views.uploads import upload

app_name = "evidence"
urlpatterns = [
    path("unggah/<uuid:public_id>/", upload, name="upload"),
    path("<uuid:public_id>/", open_evidence, name="open"),
    path("<uuid:public_id>/salinan/<int:number>/", open_copy, name="copy"),
    path("<uuid:public_id>/halaman/<int:number>/", page_picture, name="page"),
    path("<uuid:public_id>/cuplikan/", thumbnail, name="thumbnail"),
]
