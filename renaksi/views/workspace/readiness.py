"""What the report that stands in the form still lacks, before it is saved: a piece of its page, asked for by readiness.js."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils import timezone

from renaksi.enums import EDITABLE_STATES
from renaksi.forms.report import ReportForm, proof_prefix
from renaksi.models import EvidenceRequirement
from renaksi.queries.workspace.readiness import readiness_of
from renaksi.views.workspace.frame import hidden_from_others
from renaksi.views.workspace.report import Sheet, open_sheet


@login_required
@hidden_from_others
def readiness(request: HttpRequest, period: int, milestone: int) -> HttpResponse:
    """Writes nothing. 409 once the report is sent."""
    sheet = open_sheet(request, period, milestone)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if sheet.update.pk and sheet.update.state not in EDITABLE_STATES:
        return HttpResponse(status=409)
    form = ReportForm(request.POST, update=sheet.update, is_quantity=sheet.is_quantity)
    found = readiness_of(
        form.written_into(sheet.update), today=timezone.localdate(), typed=_typed_links(sheet)
    )
    return render(request, "workspace/readiness.html", {"readiness": found})


def _typed_links(sheet: Sheet) -> list[int | None]:
    """What each link answers that stands in the form and is not attached yet."""
    requirements = EvidenceRequirement.objects.filter(milestone=sheet.milestone).values_list("pk", flat=True)
    places: dict[str, int | None] = {**{str(pk): pk for pk in requirements}, "lain": None}
    return [
        pk for key, pk in places.items() if sheet.request.POST.get(f"{proof_prefix(key)}-url", "").strip()
    ]
