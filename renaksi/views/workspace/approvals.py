"""What waits for an approver: several at once, or one after a look at it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.web.keys import sent_key
from foundation.web.verbs import SAFE, found_first
from renaksi.actions.bulk_approvals import approve_marked
from renaksi.actions.refusals import Refused
from renaksi.actions.updates import approve_update, send_back_update
from renaksi.forms.review import SendBackForm
from renaksi.permissions import is_approver
from renaksi.queries.workspace.approvals import PER_PAGE, approvals_page
from renaksi.queries.workspace.queue import approved_elsewhere, waiting_for_approval
from renaksi.queries.workspace.update import update_page
from renaksi.views.workspace.frame import find_update, hidden_from_others, page, person, show_404_unless


@login_required
@found_first(*SAFE, "POST")
def approvals(request: HttpRequest) -> HttpResponse:
    show_404_unless(is_approver(person(request)))
    if request.method == "POST":
        _approve_marked(request)
        return redirect("workspace:approvals")
    found = approvals_page(person(request), page=request.GET.get("page"), today=timezone.localdate())
    return page(request, "approvals", {"page": found})


def _approve_marked(request: HttpRequest) -> None:
    """At most a page of them; what waits for somebody else is as if it were not marked."""
    marked = [sent_key(one) for one in request.POST.getlist("laporan")]
    updates = list(waiting_for_approval(person(request)).filter(pk__in=marked[:PER_PAGE]))
    if not updates:
        messages.error(request, _("Belum ada yang ditandai. Tandai paling sedikit satu laporan."))
        return
    outcome = approve_marked(updates=updates, by=person(request), at=timezone.now())
    for update, refusal in outcome.refused:
        messages.error(request, f"{update.milestone.title}, {update.institution}: {refusal}")
    if outcome.approved:
        count = len(outcome.approved)
        told = ngettext("%(n)s laporan disetujui.", "%(n)s laporan disetujui.", count)
        messages.success(request, told % {"n": count})


@login_required
@found_first(*SAFE, "POST")
@hidden_from_others
def approval(request: HttpRequest, pk: int) -> HttpResponse:
    if approved_elsewhere(person(request)).filter(pk=pk).exists():
        # The link of a mail, or a second one who approves: what became of the report.
        messages.info(request, _("Laporan ini sekarang tidak menunggu persetujuan Anda."))
        return redirect("workspace:update", pk)
    found = find_update(waiting_for_approval(person(request)), pk)
    form = SendBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sends_back = request.POST.get("action") == "send_back"
        try:
            if sends_back:
                reason = form.cleaned_data["reason"]
                send_back_update(update=found, reason=reason, by=person(request), at=timezone.now())
            else:
                approve_update(update=found, by=person(request), at=timezone.now())
        except Refused as refusal:
            form.add_error("reason" if sends_back else None, str(refusal))
        else:
            done = _("Dikembalikan ke pelapor.") if sends_back else _("Disetujui.")
            messages.success(request, done)
            return redirect("workspace:approvals")
    context = {"update": update_page(found, today=timezone.localdate()), "form": form}
    return page(request, "approval", context, status=422 if form.errors else 200)
