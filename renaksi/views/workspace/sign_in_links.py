"""Who of a period is sent a sign-in link, and what became of it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.actions.links import revoke_sign_in_link
from accounts.permissions import may_manage_focal_points
from foundation.web.keys import sent_key
from foundation.web.pagination import paginate
from foundation.web.verbs import SAFE, found_first
from renaksi.actions.refusals import Refused
from renaksi.actions.sign_in_links import send_sign_in_links
from renaksi.models import ReportingPeriod
from renaksi.queries.workspace.sign_in_links import (
    addressees,
    link_lines,
    periods_for_links,
    standing_links,
)
from renaksi.views.workspace.frame import hidden_from_others, page, person, show_404_unless

PER_PAGE = 50
# As many as one request sends in a second or two; the button is pressed again for the rest.
AT_ONCE = 100


@login_required
@found_first(*SAFE, "POST")
@hidden_from_others
def links(request: HttpRequest) -> HttpResponse:
    user, now = person(request), timezone.now()
    show_404_unless(may_manage_focal_points(user))
    periods = list(periods_for_links(timezone.localdate(now)))
    asked = request.POST.get("period") or request.GET.get("periode") or ""
    period = next((one for one in periods if str(one.pk) == asked), periods[0] if periods else None)
    if request.method == "POST":
        return _act(request, period, now)
    lacks, search = request.GET.get("keadaan", ""), request.GET.get("q", "").strip()
    context: dict[str, Any] = {"periods": periods, "period": period, "lacks": lacks, "search": search}
    if period is not None:
        found = addressees(user, period, at=now, lacks=lacks, search=search)
        shown = paginate(found, request.GET.get("page"), PER_PAGE)
        open_for = addressees(user, period, at=now, lacks="link", search="").count()
        lines = link_lines(shown.items, period, at=now)
        context |= {"page": shown, "lines": lines, "without": open_for, "at_once": AT_ONCE}
    return page(request, "sign_in_links", context)


def _act(request: HttpRequest, period: ReportingPeriod | None, now: datetime) -> HttpResponse:
    action, _dash, key = request.POST.get("action", "").partition("-")
    if period is None:
        return redirect("workspace:sign_in_links")
    try:
        if action == "send":
            _send(request, period, key, now)
        elif action == "revoke":
            _revoke(request, period, key, now)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{reverse('workspace:sign_in_links')}?{urlencode({'periode': period.pk})}")


def _send(request: HttpRequest, period: ReportingPeriod, key: str, now: datetime) -> None:
    """`key` is a membership; "all" are all who have no link, as many at a time as a request may take."""
    user = person(request)
    if key == "all":
        waiting = addressees(user, period, at=now, lacks="link", search="")
        left = max(waiting.count() - AT_ONCE, 0)
        chosen = list(waiting[:AT_ONCE])
    else:
        left, everybody = 0, addressees(user, period, at=now, lacks="", search="")
        chosen = [get_object_or_404(everybody, pk=sent_key(key))]
    sent = send_sign_in_links(memberships=chosen, period=period, by=user, at=now)
    told = ngettext("%(n)s tautan dikirim.", "%(n)s tautan dikirim.", sent) % {"n": sent}
    more = _("%(n)s orang lagi belum: tekan sekali lagi.") % {"n": left} if left else ""
    messages.success(request, f"{told} {more}".strip())


def _revoke(request: HttpRequest, period: ReportingPeriod, key: str, now: datetime) -> None:
    found = standing_links(person(request), period, at=now)
    chosen = list(found) if key == "all" else [get_object_or_404(found, pk=sent_key(key))]
    for link in chosen:
        revoke_sign_in_link(link=link, by=person(request), at=now)
    told = ngettext("%(n)s tautan dicabut.", "%(n)s tautan dicabut.", len(chosen)) % {"n": len(chosen)}
    messages.success(request, told)
