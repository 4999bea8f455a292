"""Announce a file that will come in pieces: it is attached at once, its bytes follow (`evidence.views.uploads`)."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse
from django.utils.translation import gettext as _

from evidence.enums import Visibility
from evidence.uploads import UploadRefused
from evidence.views.tus import BadUploadRequest, answer, check_version, metadata, status_of, whole_number
from foundation.web.keys import sent_key
from renaksi.actions.attachments import attach_announced
from renaksi.actions.refusals import Refused
from renaksi.models import EvidenceItem, EvidenceRequirement
from renaksi.views.workspace.frame import person
from renaksi.views.workspace.report import Sheet, begin, open_sheet

_NO_REQUIREMENT = "lain"


@login_required
def announce(request: HttpRequest, period: int, milestone: int) -> HttpResponse:
    try:
        sheet = open_sheet(request, period, milestone)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        item = _announced(sheet)
    except PermissionDenied as denied:
        raise Http404 from denied
    except BadUploadRequest as problem:
        return answer(problem.status, str(problem))
    except UploadRefused as refusal:
        return answer(status_of(refusal.code), str(refusal))
    except Refused as refusal:
        return answer(409, str(refusal))
    return answer(201, location=reverse("evidence:upload", args=[item.evidence.public_id]))


@transaction.atomic
def _announced(sheet: Sheet) -> EvidenceItem:
    """A file that is refused leaves no draft behind that was begun for it."""
    check_version(sheet.request)
    size = whole_number(sheet.request, "Upload-Length")
    told = metadata(sheet.request)
    requirement = _requirement(sheet, told.get("requirement", _NO_REQUIREMENT))
    begin(sheet)
    return attach_announced(
        update=sheet.update,
        name=told.get("filename", ""),
        size=size,
        title=told.get("title", ""),
        requirement=requirement,
        idempotency_key=told.get("key", ""),
        visibility=Visibility.INTERNAL if told.get("internal") else Visibility.PUBLIC,
        by=person(sheet.request),
    )


def _requirement(sheet: Sheet, key: str) -> EvidenceRequirement | None:
    """Raises BadUploadRequest for what is no requirement of this milestone."""
    if key == _NO_REQUIREMENT:
        return None
    found = EvidenceRequirement.objects.filter(milestone=sheet.milestone, pk=sent_key(key))
    requirement = found.first()
    if requirement is None:
        raise BadUploadRequest(400, _("Syarat bukti ini tidak ada lagi. Muat ulang halaman."))
    return requirement
