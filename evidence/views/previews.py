"""Pictures of a proof's pages: authorised and logged like the proof itself, and sent with the headers of its door."""

from pathlib import Path
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404

from evidence.models import Evidence
from evidence.permissions import may_open
from evidence.storage.previews import page_path, thumbnail_path
from evidence.views.door import logged, seal, secretive
from foundation.web.verbs import SAFE


@secretive
def page_picture(request: HttpRequest, public_id: UUID, number: int) -> HttpResponseBase:
    evidence = _found(request, public_id)
    response = _picture(request, page_path(evidence, number))
    return seal(logged(request, response, evidence, "page"), evidence)


@secretive
def thumbnail(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Not logged: it stands in lists, too small to be read."""
    evidence = _found(request, public_id)
    return seal(_picture(request, thumbnail_path(evidence)), evidence)


def _found(request: HttpRequest, public_id: UUID) -> Evidence:
    evidence = get_object_or_404(Evidence, public_id=public_id)
    if not may_open(request.user, evidence):
        raise Http404
    return evidence


def _picture(request: HttpRequest, path: Path | None) -> HttpResponseBase:
    if path is None or not path.is_file():
        raise Http404
    if request.method not in SAFE:
        return HttpResponseNotAllowed(SAFE)
    response = FileResponse(path.open("rb"), content_type="image/webp")
    # The name on disk is the server's business.
    del response["Content-Disposition"]
    return response
