from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import MailChoice
from foundation.web.pagination import paginate
from foundation.web.verbs import SAFE, found_first
from renaksi.actions.mails import choose_mail
from renaksi.forms.notices import MailChoiceForm
from renaksi.notifications.seen import mark_seen
from renaksi.queries.workspace.notices import notice_lines, notices_of
from renaksi.views.workspace.frame import hidden_from_others, page, person

PER_PAGE = 25


@login_required
@found_first(*SAFE, "POST")
@hidden_from_others
def notices(request: HttpRequest) -> HttpResponse:
    """What stands on the page counts as seen from then on."""
    user, at = person(request), timezone.now()
    sent = request.POST if request.method == "POST" else None
    form = MailChoiceForm(sent, initial={"choice": user.mail_choice}, label_suffix="")
    if form.is_valid():
        choose_mail(choice=MailChoice(form.cleaned_data["choice"]), by=user, at=at)
        messages.success(request, _("Pilihan surel tersimpan."))
        return redirect("workspace:notices")
    found = paginate(notices_of(user), request.GET.get("page"), PER_PAGE)
    context = {"page": found, "lines": notice_lines(found.items, at), "form": form}
    response = page(request, "notices", context, status=422 if form.errors else 200)
    if request.method == "GET":
        mark_seen(found.items, at)
    return response
