"""Stored copies of linked sources: for who is signed in and may open the proof, never as the source sent them."""

from pathlib import Path
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404

from evidence.models import Evidence, LinkVisit
from evidence.permissions import may_open
from evidence.queries.links import copies_of
from evidence.storage.places import path_of
from evidence.views.door import logged, seal, secretive
from foundation.web.downloads import Download, answer_with_file
from foundation.web.verbs import SAFE

_TYPES = {
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".pdf": "application/pdf",
}
_ANY_TYPE = "application/octet-stream"


@secretive
def open_copy(request: HttpRequest, public_id: UUID, number: int) -> HttpResponseBase:
    """`number` counts from the oldest copy that is kept, beginning with 1."""
    evidence = get_object_or_404(Evidence, public_id=public_id)
    if not request.user.is_authenticated or not may_open(request.user, evidence):
        raise Http404
    kept = list(copies_of(evidence))
    if not 1 <= number <= len(kept) or not kept[number - 1].derivative_name:
        raise Http404
    if request.method not in SAFE:
        return seal(HttpResponseNotAllowed(SAFE), evidence)
    response = seal(logged(request, _file(request, kept[number - 1]), evidence, "copy"), evidence)
    # What is public is the source, not our copy of it.
    response["Cache-Control"] = "private, no-store"
    return response


def _file(request: HttpRequest, visit: LinkVisit) -> HttpResponseBase:
    try:
        file = path_of(visit.derivative_name).open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    suffix = Path(visit.derivative_name).suffix
    return answer_with_file(
        request, Download(file, f"salinan-{visit.at:%Y-%m-%d}{suffix}", _TYPES.get(suffix, _ANY_TYPE), "")
    )
