"""The door of built reports: authorise first, then hand over the file."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404

from foundation.web.verbs import SAFE
from reports.enums import BuildState
from reports.permissions import builds_readable_by
from reports.queries import download_name
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
