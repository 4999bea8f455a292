from django.urls import path

from renaksi.views import commitments, plans, profiles

urlpatterns = [
    path("renaksi/", plans.plan_list_view, name="plan_list"),
    path("renaksi/<slug:plan>/", plans.plan_view, name="plan"),
    path("renaksi/<slug:plan>/<slug:commitment>/", commitments.commitment_view, name="commitment"),
    path("komitmen/", commitments.commitment_list_view, name="commitment_list"),
    path("daerah/", profiles.region_list_view, name="region_list"),
    path("daerah/<str:code>/", profiles.region_view, name="region"),
    path("instansi/<slug:slug>/", profiles.institution_view, name="institution"),
]
