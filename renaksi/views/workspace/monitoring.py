"""The monitor's desk: the commitments that they were granted, and their notes beside our verdicts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.web.pagination import paginate
from foundation.web.verbs import SAFE, found_first
from renaksi.actions.notes import add_note
from renaksi.actions.refusals import Refused
from renaksi.forms.note import NoteForm
from renaksi.permissions import is_monitor
from renaksi.queries.workspace.monitoring import commitments_of, monitored, notes_on
from renaksi.views.workspace.frame import hidden_from_others, page, person, show_404_unless

PER_PAGE = 25


@login_required
@found_first(*SAFE)
def commitments(request: HttpRequest) -> HttpResponse:
    show_404_unless(is_monitor(person(request)))
    found = paginate(commitments_of(person(request)), request.GET.get("page"), PER_PAGE)
    lines = monitored(found.items, today=timezone.localdate())
    return page(request, "monitoring", {"page": found, "lines": lines})


@login_required
@found_first(*SAFE, "POST")
@hidden_from_others
def note(request: HttpRequest, pk: int) -> HttpResponse:
    show_404_unless(is_monitor(person(request)))
    commitment = get_object_or_404(commitments_of(person(request)), pk=pk)
    form = NoteForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["text"]
        try:
            add_note(commitment=commitment, text=given, by=person(request), at=timezone.now())
        except Refused as refusal:
            form.show_problems(refusal.problems)
        else:
            messages.success(request, _("Catatan tersimpan dan tampil kepada publik atas nama Anda."))
            return redirect("workspace:note", pk)
    [line] = monitored([commitment], today=timezone.localdate())
    context = {"line": line, "notes": notes_on(commitment), "form": form}
    return page(request, "note", context, status=422 if form.errors else 200)
