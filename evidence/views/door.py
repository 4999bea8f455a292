"""The one way out: authorise first, then hand over the cleaned derivative, never the bytes as received."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.defaults import page_not_found

from evidence.actions.openings import OpeningNotLogged, log_opening
from evidence.domain.file_names import download_name
from evidence.enums import Damage, EvidenceKind, EvidenceState
from evidence.models import Evidence
from evidence.permissions import may_open
from evidence.queries.links import is_known_gone
from evidence.storage.places import path_of
from evidence.views.gone import gone_page
from foundation.web.downloads import Download, answer_with_file
from foundation.web.verbs import SAFE
from foundation.web.views import unavailable

# Short: a proof that is taken down must not live on in caches.
_PUBLIC_CACHE = "public, max-age=300"
_PRIVATE_CACHE = "private, no-store"


def secretive(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """What is not there, and what is not there for this person, is one answer, and no cache keeps it."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Http404 as missing:
            response = page_not_found(request, missing)
            response["Cache-Control"] = _PRIVATE_CACHE
            response["X-Content-Type-Options"] = "nosniff"
            return response

    return guarded


@secretive
def open_evidence(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    evidence = get_object_or_404(Evidence, public_id=public_id)
    if not may_open(request.user, evidence):
        raise Http404
    if request.method not in SAFE:
        return seal(HttpResponseNotAllowed(SAFE), evidence)
    is_link = evidence.kind == EvidenceKind.LINK
    if is_link and is_known_gone(evidence):
        return gone_page(request, evidence)
    response = _link(evidence) if is_link else _file(request, evidence)
    return seal(logged(request, response, evidence, "link" if is_link else "file"), evidence)


def seal(response: HttpResponseBase, evidence: Evidence) -> HttpResponseBase:
    """The headers of whatever shows a part of a proof: it runs nothing, and rests in no cache unless it is public."""
    is_public = evidence.state == EvidenceState.PUBLISHED
    # Of an answer that failed nothing is kept: 503 is no proof.
    response["Cache-Control"] = _PUBLIC_CACHE if is_public and response.status_code < 400 else _PRIVATE_CACHE
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def logged(
    request: HttpRequest, response: HttpResponseBase, evidence: Evidence, part: str
) -> HttpResponseBase:
    """Writes down who opened it, once: what resumes a broken download opens nothing anew."""
    if request.method != "GET" or response.status_code not in {200, 206, 302}:
        return response
    try:
        log_opening(
            evidence=evidence, by=request.user, part=part, at=timezone.now(), begins=_begins(response)
        )
    except OpeningNotLogged:
        file = getattr(response, "file_to_stream", None)
        if file is not None:
            # The file alone: closing the answer would tell Django that the request is over.
            file.close()
        return unavailable(request)
    return response


def _begins(response: HttpResponseBase) -> bool:
    return response.status_code != 206 or response["Content-Range"].startswith("bytes 0-")


def _link(evidence: Evidence) -> HttpResponseBase:
    response = HttpResponseRedirect(evidence.url)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _file(request: HttpRequest, evidence: Evidence) -> HttpResponseBase:
    derivative = path_of(evidence.derivative_name)
    # What is not what was checked is handed to nobody.
    is_usable = evidence.derivative_name and evidence.damage != Damage.CHANGED
    if not is_usable or not derivative.is_file():
        raise Http404
    try:
        file = derivative.open("rb")
    except FileNotFoundError as gone:  # taken down at this very moment
        raise Http404 from gone
    name = download_name(evidence.original_name, derivative.suffix)
    return answer_with_file(request, Download(file, name, evidence.content_type, _etag(evidence)))


def _etag(evidence: Evidence) -> str:
    """Of what is public alone. It tells nothing: not of the bytes, not of the name on disk."""
    if evidence.state != EvidenceState.PUBLISHED:
        return ""
    version = f"{evidence.public_id}:{evidence.derivative_name}"
    return f'"{salted_hmac("evidence.door", version, algorithm="sha256").hexdigest()[:32]}"'
