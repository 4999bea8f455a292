"""Public pages of action plans."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from renaksi.queries.plans import SORTS, find_plan, plan_list, plan_page
from renaksi.queries.structured import plan_data


@require_safe
def plan_list_view(request: HttpRequest) -> HttpResponse:
    return render(request, "renaksi/plan_list.html", {"list": plan_list()})


@require_safe
def plan_view(request: HttpRequest, plan: str) -> HttpResponse:
    found = find_plan(plan)
    if found is None:
        raise Http404
    wanted = request.GET.get("sort", "number")
    sort = wanted if wanted in SORTS else "number"
    page = plan_page(found, as_of=timezone.localdate(), sort=sort)
    context = {
        "page": page,
        "problems": _problems(wanted),
        "data": plan_data(page),
        "embed_url": request.build_absolute_uri(reverse("grid_embed", args=(plan,))),
    }
    return render(request, "renaksi/plan.html", context)


def _problems(sort: str) -> list[str]:
    if sort in SORTS:
        return []
    return [_("Urutan “%(sort)s” tidak dikenal; yang tampil urutan menurut nomor.") % {"sort": sort}]
