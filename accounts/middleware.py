"""The gate before the workspace and the CMS.

Anyone not signed in is sent to the sign-in page for every address below both, alike whether the
record exists or not; who is signed in and has no business in the CMS gets 404 there, whatever
the verb. The views below decide the rest; what they refuse does not exist either. What is shown
behind the gate is nobody's to keep.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_out
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.dispatch import receiver
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render, resolve_url
from django.utils.cache import add_never_cache_headers
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.deprecation import MiddlewareMixin

from accounts.kept_words import words_sent_too_late
from accounts.permissions import may_open_in_cms
from accounts.views import door_with_words
from foundation.formats import file_size

WORKSPACE_PREFIX = "/ruang-kerja/"
CMS_PREFIX = "/admin/"
DOOR_PREFIX = "/masuk/"
_SIGNED_OUT = "just_signed_out"


class SignInGate(MiddlewareMixin):
    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        found = request.resolver_match
        if request.path.startswith(CMS_PREFIX) and not (
            found and may_open_in_cms(request.user, found.view_name, kwargs)
        ):
            raise Http404
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """What is refused does not exist for who asked. A form of the CMS without its fields is a bad request."""
        if isinstance(exception, PermissionDenied) and not request.path.startswith(DOOR_PREFIX):
            raise Http404 from exception
        if isinstance(exception, MultiValueDictKeyError) and request.path.startswith(CMS_PREFIX):
            raise BadRequest("a field that the form always sends is missing") from exception

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        if request.path.startswith((WORKSPACE_PREFIX, CMS_PREFIX)) and not request.user.is_authenticated:
            return _to_the_door(request)
        return None

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path.startswith((WORKSPACE_PREFIX, CMS_PREFIX, DOOR_PREFIX)):
            add_never_cache_headers(response)
        if getattr(request, _SIGNED_OUT, False):
            # What a form kept in the browser is for nobody else who uses it.
            response["Clear-Site-Data"] = '"storage"'
        return response


def _to_the_door(request: HttpRequest) -> HttpResponse:
    """What was typed while the session ended goes along; a form with more than we read of a stranger is told so."""
    if request.path.startswith(WORKSPACE_PREFIX):
        words = words_sent_too_late(request)
        if words is not None:
            return door_with_words(request, words)
        if request.method == "POST" and _announced_size(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return render(request, "413.html", {"signed_out": True}, status=413)
    return redirect_to_login(request.get_full_path(), resolve_url("account_login"))


@receiver(user_logged_out)
def _note_sign_out(request: HttpRequest | None, **_facts: Any) -> None:
    if request is not None:
        setattr(request, _SIGNED_OUT, True)


class BodyLimit(MiddlewareMixin):
    """Refuses a body by the size that it announces, before a byte of it is read; only who is signed in sends files.

    What announces no size has no body for us (WSGI).
    """

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        size = _announced_size(request)
        if size <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return None
        if request.user.is_authenticated and size <= settings.BODY_MAX_BYTES:
            return None
        return render(request, "413.html", {"most": file_size(settings.BODY_MAX_BYTES)}, status=413)


def _announced_size(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
