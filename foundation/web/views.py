import sys
from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseServerError
from django.template import loader
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_safe
from django.views.static import serve


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """The page for an unexpected error (`handler500`): the template 500.html with its `request_id`.

    A database that does not answer is no error of ours: 503, and a client that sends again succeeds.
    Rendered without context processors, for they may need what is broken (the database, the session).
    """
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        return unavailable(request)
    request_id = getattr(request, "request_id", "")
    return HttpResponseServerError(loader.render_to_string("500.html", {"request_id": request_id}))


def unavailable(_request: HttpRequest) -> HttpResponse:
    """The page for what works again in a minute, such as a database that takes no writes."""
    return HttpResponse(loader.render_to_string("503.html"), status=503, headers={"Retry-After": "60"})


@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture as the CMS rendered it; what editors uploaded lies beside that folder and stays inside."""
    try:
        return serve(request, path, document_root=str(Path(settings.MEDIA_ROOT) / "images"))
    except SuspiciousFileOperation as error:  # an address that climbs out of the folder
        raise Http404 from error
