"""Accounts of focal points: whoever manages some institutions, and what is done to one person."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actions import (
    NotYours,
    appoint_focal_point,
    deactivate_account,
    reactivate_account,
    revoke_role,
    send_password_link,
)
from accounts.models import Membership, User
from accounts.permissions import may_change_account, may_manage_focal_points
from foundation.web.keys import sent_key
from foundation.web.pagination import paginate
from foundation.web.verbs import SAFE, found_first
from renaksi.forms.people import AppointForm
from renaksi.queries.workspace.people import focal_points, people, person_page
from renaksi.views.workspace.frame import hidden_from_others, page, person, show_404_unless

PER_PAGE = 25
_REFUSED = "appointment_refused"


@login_required
@found_first(*SAFE)
def accounts(request: HttpRequest) -> HttpResponse:
    user = person(request)
    show_404_unless(may_manage_focal_points(user))
    search = request.GET.get("q", "").strip()
    found = paginate(focal_points(user, search), request.GET.get("page"), PER_PAGE)
    context = {"page": found, "people": people(found.items, reader=user), "search": search}
    return page(request, "people", context)


@login_required
@found_first(*SAFE, "POST")
@hidden_from_others
def add(request: HttpRequest) -> HttpResponse:
    user = person(request)
    show_404_unless(may_manage_focal_points(user))
    initial = {"institution": request.GET.get("instansi")}
    form = AppointForm(request.POST or None, user=user, initial=initial)
    if request.method == "POST" and form.is_valid() and _may_try(request, form):
        try:
            added = appoint_focal_point(by=user, **form.cleaned_data)
        except ValidationError as refusal:
            if isinstance(refusal, NotYours):
                ratelimit.consume(request, action=_REFUSED, user=user)
            form.add_error("email", refusal.messages)
        else:
            told = _("%(name)s sekarang narahubung %(institution)s.")
            institution = form.cleaned_data["institution"]
            messages.success(request, told % {"name": added, "institution": institution})
            return redirect("workspace:account", added.pk)
    return page(request, "person_add", {"form": form}, status=422 if form.errors else 200)


def _may_try(request: HttpRequest, form: AppointForm) -> bool:
    """Who types address after address that is somebody else's is stopped."""
    allowed = ratelimit.consume(request, action=_REFUSED, user=person(request), dry_run=True)
    if not allowed:
        form.add_error(
            "email",
            _(
                "Terlalu banyak surel yang tidak dapat ditambahkan. Coba lagi satu jam lagi, atau minta sekretariat."
            ),
        )
    return allowed


@login_required
@found_first(*SAFE, "POST")
@hidden_from_others
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """Who cannot be changed here has no page here."""
    user = person(request)
    found = get_object_or_404(focal_points(user), pk=pk)
    show_404_unless(may_change_account(user, found))
    if request.method == "POST":
        try:
            return _act(request, found)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect("workspace:account", pk)
    return page(request, "person", {"content": person_page(found, reader=user)})


def _act(request: HttpRequest, account: User) -> HttpResponse:
    by, action = person(request), request.POST.get("action", "")
    if action == "mail":
        send_password_link(user=account, by=by)
    elif action == "deactivate":
        deactivate_account(user=account, by=by)
        messages.success(request, _("Akun dinonaktifkan: tidak dapat dipakai masuk lagi."))
    elif action == "reactivate":
        reactivate_account(user=account, by=by)
        messages.success(request, _("Akun aktif kembali."))
    elif action.startswith("revoke-"):
        return _take_role(request, account, action.removeprefix("revoke-"))
    return redirect("workspace:account", account.pk)


def _take_role(request: HttpRequest, account: User, key: str) -> HttpResponse:
    held = Membership.objects.select_related("user", "institution").filter(user=account)
    membership = get_object_or_404(held, pk=sent_key(key))
    revoke_role(membership=membership, by=person(request))
    messages.success(
        request,
        _("%(name)s bukan lagi narahubung %(institution)s. Laporan yang pernah ditulis tetap.")
        % {"name": account, "institution": membership.institution},
    )
    stays = focal_points(person(request)).filter(pk=account.pk).exists()
    return redirect(reverse("workspace:account", args=[account.pk]) if stays else "workspace:accounts")
