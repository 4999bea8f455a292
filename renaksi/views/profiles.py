"""Public profiles of regions and institutions."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from renaksi.queries.places import MapChoice, region_list
from renaksi.queries.profiles import find_institution, find_region, institution_page, region_page
from renaksi.queries.structured import institution_data, region_data


@require_safe
def region_list_view(request: HttpRequest) -> HttpResponse:
    """`?peta=` says what the map is coloured by; a word that it does not know is no choice."""
    asked = request.GET.get("peta")
    choice = next((one for one in MapChoice if one == asked), None)
    found = region_list(choice, as_of=timezone.localdate())
    return render(request, "renaksi/region_list.html", {"list": found})


@require_safe
def region_view(request: HttpRequest, code: str) -> HttpResponse:
    region = find_region(code)
    if region is None:
        raise Http404
    page = region_page(region, as_of=timezone.localdate())
    return render(request, "renaksi/region.html", {"page": page, "data": region_data(page)})


@require_safe
def institution_view(request: HttpRequest, slug: str) -> HttpResponse:
    """An institution that was merged answers at the address of the one that took it over."""
    institution = find_institution(slug)
    if institution is None:
        raise Http404
    if institution.merged_into:
        return redirect(institution.merged_into, permanent=True)
    page = institution_page(institution, as_of=timezone.localdate())
    return render(request, "renaksi/institution.html", {"page": page, "data": institution_data(page)})
