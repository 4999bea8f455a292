"""The door of the sheets of practices, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from foundation.languages import language
from practices.models import PracticePage
from reports.enums import BuildState
from reports.sheets.building import request_sheet


@require_safe
def practice_sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """The sheet in the language of the address; while it is built, a page that says so."""
    page = get_object_or_404(PracticePage.objects.live(), slug=slug)
    sheet = request_sheet(page=page, language=language())
    if sheet.state != BuildState.READY or sheet.content is None:
        waiting = {"page": page, "failed": sheet.state == BuildState.FAILED}
        return render(request, "reports/sheets/waiting.html", waiting, status=202)
    response = HttpResponse(bytes(sheet.content), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{slug}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
