"""One proof as the server shows it: pictures of its pages, tables and text; the file itself never in a frame."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from evidence.models import Evidence
from evidence.permissions import may_inspect
from evidence.views.door import logged
from foundation.web.verbs import SAFE, found_first
from renaksi.queries.workspace.care import proof_care
from renaksi.queries.workspace.viewer import viewer_page
from renaksi.views.workspace.frame import page, person, show_404_unless


@login_required
@found_first(*SAFE)
def proof(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """With `?sisi=1` only what the desk shows beside a report."""
    user = person(request)
    known = Evidence.objects.select_related("institution", "uploader", "hints_cleared_by")
    evidence = get_object_or_404(known, public_id=public_id)
    show_404_unless(may_inspect(user, evidence))
    shown = viewer_page(evidence, user=user)
    response: HttpResponseBase
    if request.GET.get("sisi"):
        context = {"proof": shown, "viewer": request.path, "opens": evidence.get_absolute_url()}
        response = render(request, "workspace/proof_panel.html", context)
    else:
        response = page(request, "viewer", {"proof": shown, "care": proof_care(evidence, user=user)})
    if shown.stage == "shown":
        response = logged(request, response, evidence, "page")
    response["Cache-Control"] = "private, no-store"
    return response
