"""The doors of what is built: reports, after asking who may; the sheets of practices, for everybody."""

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
)
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from foundation.languages import language
from foundation.web.verbs import SAFE
from practices.models import PracticePage
from reports.enums import BuildState
from reports.permissions import builds_readable_by
from reports.queries import download_name
from reports.sheets.building import request_sheet
from reports.storage import path_of


def download_report(request: HttpRequest, pk: int) -> HttpResponseBase:
    ready = builds_readable_by(request.user).filter(state=BuildState.READY)
    build = get_object_or_404(ready.select_related("plan", "period", "region", "institution"), pk=pk)
    path = path_of(build.file_name)
    if not path.is_file():
        raise Http404
    if request.method not in SAFE:
        return HttpResponseNotAllowed(SAFE)
    response = FileResponse(
        path.open("rb"), as_attachment=True, filename=download_name(build), content_type="application/pdf"
    )
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


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
