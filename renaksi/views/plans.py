"""Public pages of action plans."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from renaksi.queries.plans import SORTS, find_plan, plan_list, plan_page


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
    return render(request, "renaksi/plan.html", {"page": page, "problems": _problems(wanted)})


def _problems(sort: str) -> list[str]:
    if sort in SORTS:
        return []
    return [_("Urutan “%(sort)s” tidak dikenal; yang tampil urutan menurut nomor.") % {"sort": sort}]
