"""The one way out: authorise first, then hand over the cleaned derivative, never the bytes as received."""

from pathlib import Path
from uuid import UUID

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponseBase,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404

from evidence.enums import EvidenceKind, EvidenceState
from evidence.models import Evidence
from evidence.permissions import may_open
from evidence.uploads import path_of
from foundation.web.verbs import SAFE

# Short: a proof that is taken down must not live on in caches.
_PUBLIC_CACHE = "public, max-age=300"
_PRIVATE_CACHE = "private, no-store"


def open_evidence(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    evidence = get_object_or_404(Evidence, public_id=public_id)
    if not may_open(request.user, evidence):
        raise Http404
    if request.method not in SAFE:
        return HttpResponseNotAllowed(SAFE)
    return seal(_link(evidence) if evidence.kind == EvidenceKind.LINK else _file(evidence), evidence)


def seal(response: HttpResponseBase, evidence: Evidence) -> HttpResponseBase:
    """The headers of whatever shows a part of a proof: it runs nothing, and rests in no cache unless it is public."""
    is_public = evidence.state == EvidenceState.PUBLISHED
    response["Cache-Control"] = _PUBLIC_CACHE if is_public else _PRIVATE_CACHE
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _link(evidence: Evidence) -> HttpResponseBase:
    response = HttpResponseRedirect(evidence.url)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _file(evidence: Evidence) -> HttpResponseBase:
    derivative = path_of(evidence.derivative_name)
    if not evidence.derivative_name or not derivative.is_file():
        raise Http404
    name = Path(evidence.original_name).with_suffix(derivative.suffix).name
    return FileResponse(
        derivative.open("rb"), as_attachment=True, filename=name, content_type=evidence.content_type
    )
