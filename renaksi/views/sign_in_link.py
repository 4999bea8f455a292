"""The door for who comes by a link from a mail: a page with one button first, because mail scanners open links too.

Whatever is wrong with a link is answered by one page. The address holds a secret: nothing of it goes along to the
next page (`Referrer-Policy`), nothing of it is kept (`no-store`, by the gate) or written to our log.
"""

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.actions.links import open_sign_in_link, use_sign_in_link
from accounts.devices import bind_device, device_of, new_device
from accounts.link_sessions import open_session
from accounts.models import SignInLink
from foundation.formats import moment
from foundation.web.verbs import SAFE, found_first
from renaksi.models import ReportingPeriod

_FAILED = "sign_in_link_failed"


@found_first(*SAFE, "POST")
def sign_in_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Who only looks is never slowed: mail scanners of a whole ministry come from one address, and no guess meets
    a secret of 256 bits. A browser in which a link was used before is not slowed by the tries of others either.
    """
    device = device_of(request)
    if not device and not ratelimit.consume(request, action=_FAILED, dry_run=True):
        return _without_referrer(render(request, "429.html", status=429))
    sends = request.method == "POST"
    link = open_sign_in_link(secret=secret, device=device, at=timezone.now())
    if link is not None and request.user.pk == link.user_id:
        # Signed in with a password: the link would only narrow what they can do.
        return _without_referrer(redirect("workspace:home"))
    if link is not None and sends:
        return _enter(request, secret, device or new_device())
    return _refused(request) if link is None else _ask(request, link)


def _enter(request: HttpRequest, secret: str, device: str) -> HttpResponse:
    now = timezone.now()
    link = use_sign_in_link(secret=secret, device=device, at=now)
    if link is None:
        return _refused(request)
    open_session(request, link, at=now)
    response = redirect("workspace:home")
    bind_device(response, device)
    return _without_referrer(response)


def _ask(request: HttpRequest, link: SignInLink) -> HttpResponse:
    period = ReportingPeriod.objects.select_related("plan").filter(pk=link.period).first()
    context = {"link": link, "period": period, "until": moment(link.expires_at)}
    response = render(request, "account/sign_in_link.html", context)
    # Not no-referrer: browsers then send the form without its origin, and it would be taken for a forged one.
    response["Referrer-Policy"] = "strict-origin"
    return response


def _refused(request: HttpRequest) -> HttpResponse:
    ratelimit.consume(request, action=_FAILED)
    return _without_referrer(render(request, "account/sign_in_link_refused.html", status=404))


def _without_referrer(response: HttpResponse) -> HttpResponse:
    response["Referrer-Policy"] = "no-referrer"
    return response
