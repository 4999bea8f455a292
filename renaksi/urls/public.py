from django.urls import path

from renaksi.views import commitments, embeds, plans, profiles

urlpatterns = [
    path("renaksi/", plans.plan_list_view, name="plan_list"),
    path("renaksi/<slug:plan>/", plans.plan_view, name="plan"),
    path("renaksi/<slug:plan>/<slug:commitment>/", commitments.commitment_view, name="commitment"),
    path("sematan/kisi/<slug:plan>/", embeds.grid_embed_view, name="grid_embed"),
    path(
        "sematan/komitmen/<slug:plan>/<slug:commitment>/",
        embeds.commitment_embed_view,
        name="commitment_embed",
    ),
    path("komitmen/", commitments.commitment_list_view, name="commitment_list"),
    path("daerah/", profiles.region_list_view, name="region_list"),
    path("daerah/<str:code>/", profiles.region_view, name="region"),
    path("instansi/<slug:slug>/", profiles.institution_view, name="institution"),
]
