"""The gate before the workspace and the CMS.

Anyone not signed in is sent to the sign-in page for every address below both, alike whether the
record exists or not; who is signed in and has no business in the CMS gets 404 there, whatever
the verb. The views below decide the rest.
"""

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.deprecation import MiddlewareMixin

from accounts.permissions import may_enter_cms

WORKSPACE_PREFIX = "/ruang-kerja/"
CMS_PREFIX = "/admin/"


class SignInGate(MiddlewareMixin):
    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        if request.path.startswith(CMS_PREFIX) and not may_enter_cms(request.user):
            raise Http404
        return None

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        if request.path.startswith((WORKSPACE_PREFIX, CMS_PREFIX)) and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), resolve_url("account_login"))
        return None
