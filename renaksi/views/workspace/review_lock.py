"""The lock of a report on the desk, for the page's script: held while the page is open, let go when it is left."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.utils import timezone

from renaksi.actions.refusals import Refused
from renaksi.actions.review_locks import hold_lock, release_lock
from renaksi.views.workspace.frame import find_update, hidden_from_others, person
from renaksi.views.workspace.review import updates_to_judge


@login_required
@hidden_from_others
def lock(request: HttpRequest, pk: int) -> HttpResponse:
    """204, or 409 with the sentence that says who has it."""
    user = person(request)
    found = find_update(updates_to_judge(user), pk)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if request.POST.get("action") == "release":
        release_lock(update=found, by=user)
        return HttpResponse(status=204)
    try:
        hold_lock(update=found, by=user, at=timezone.now())
    except Refused as refusal:
        return JsonResponse({"sentence": str(refusal)}, status=409)
    return HttpResponse(status=204)
