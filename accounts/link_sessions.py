"""Sessions that a sign-in link opened: they end with it, and each request asks anew whether it still stands."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.deprecation import MiddlewareMixin

from accounts.actions.links import fingerprint
from accounts.devices import device_of
from accounts.domain.link_addresses import BY_LINK
from accounts.middleware import CMS_PREFIX, DOOR_PREFIX, WORKSPACE_PREFIX
from accounts.models import SignInLink, User
from accounts.permissions import may_come_by

_KEY = "sign_in_link"
_BACKEND = "django.contrib.auth.backends.ModelBackend"


def open_session(request: HttpRequest, link: SignInLink, *, at: datetime) -> None:
    """As long as any session, and no longer than the link."""
    user = link.user
    last_login = user.last_login
    login(request, user, backend=_BACKEND)
    # The mail with a link to set a password must go on working: its token holds the last sign-in.
    User.objects.filter(pk=user.pk).update(last_login=last_login)
    request.session[_KEY] = link.pk
    request.session.set_expiry(min(link.expires_at, at + timedelta(seconds=settings.SESSION_COOKIE_AGE)))


def came_by_link(request: HttpRequest) -> bool:
    """Asks no session of who has none: the public pages stay the same for everybody."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and _KEY in request.session


def standing_link(request: HttpRequest, *, at: datetime) -> SignInLink | None:
    """None if it ended, was revoked, is another browser's, or its person is no focal point any more."""
    links = SignInLink.objects.select_related("user", "institution")
    link = links.filter(pk=request.session[_KEY], user=request.user.pk).first()
    if link is None or not may_come_by(link, at):
        return None
    return link if link.device_hash == fingerprint(device_of(request)) else None


class LinkGate(MiddlewareMixin):
    """Narrows who came by a link; it stands right behind the middleware that says who is signed in.

    At the door they are nobody: passwords and accounts are out of reach, and whoever signs in there with the own
    password has a session like any other.
    """

    def process_request(self, request: HttpRequest) -> None:
        if not came_by_link(request):
            return
        if request.path.startswith(DOOR_PREFIX) and request.path != reverse("account_logout"):
            request.user = AnonymousUser()
            return
        link = standing_link(request, at=timezone.now())
        if link is None:
            # No sign-out by the person: what their browser keeps of an unsent form stays.
            request.session.flush()
            request.user = AnonymousUser()
        else:
            request.user.came_by = link  # type: ignore[union-attr]  # a link's session is somebody's

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: tuple, kwargs: dict
    ) -> None:
        link = getattr(request.user, "came_by", None) if came_by_link(request) else None
        if link is None or not request.path.startswith((WORKSPACE_PREFIX, CMS_PREFIX)):
            return
        found = request.resolver_match
        if found is None or found.view_name not in BY_LINK:
            raise Http404
