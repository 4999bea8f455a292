"""The way in for bytes that come in pieces (tus 1.0.0). Announcing a file is the matter of what it belongs to."""

from collections.abc import Iterator
from contextlib import suppress
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, UnreadablePostError
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from evidence.actions.abandoning import abandon_file
from evidence.actions.receiving import continue_file, finish_file
from evidence.enums import EvidenceKind, EvidenceState
from evidence.holders import UploadClosed, check_wanted
from evidence.models import Evidence
from evidence.storage.parts import WrongOffset, arrived_bytes
from evidence.uploads import UploadRefused
from evidence.views.tus import (
    BYTES,
    BadUploadRequest,
    answer,
    check_version,
    status_of,
    told_options,
    whole_number,
)
from foundation.formats import moment

# Read at once: what one upload needs of the memory, however large its file is.
_PIECE = 64 * 1024


def upload(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Its sender's alone, and only while they may still send for that institution; else it does not exist."""
    evidence = _find_own(request, public_id)
    handler = _HANDLERS.get(request.method or "")
    if handler is None:
        return HttpResponseNotAllowed(_HANDLERS)
    try:
        _check_wanted(evidence)
        return handler(request, evidence)
    except BadUploadRequest as problem:
        return answer(problem.status, str(problem))
    except UploadClosed as closed:
        return answer(409, str(closed))
    except UploadRefused as refusal:
        return answer(status_of(refusal.code), str(refusal))


def _find_own(request: HttpRequest, public_id: UUID) -> Evidence:
    if not isinstance(request.user, User):
        raise Http404
    files = Evidence.objects.filter(kind=EvidenceKind.FILE, uploader=request.user)
    found = get_object_or_404(files.exclude(state=EvidenceState.TAKEN_DOWN), public_id=public_id)
    # The one who asks, with what narrows their session: a row read anew knows nothing of it.
    found.uploader = request.user
    return found


def _check_wanted(evidence: Evidence) -> None:
    """Of what has been received already nothing more is asked. Raises UploadClosed, Http404."""
    try:
        if evidence.state == EvidenceState.RECEIVING:
            check_wanted(evidence, evidence.uploader)
    except PermissionDenied as denied:
        raise Http404 from denied


def _options(_request: HttpRequest, _evidence: Evidence) -> HttpResponse:
    return told_options()


def _head(request: HttpRequest, evidence: Evidence) -> HttpResponse:
    check_version(request)
    return _standing(200, finish_file(evidence=evidence, at=timezone.now()))


def _patch(request: HttpRequest, evidence: Evidence) -> HttpResponse:
    check_version(request)
    if request.content_type != BYTES:
        raise BadUploadRequest(415, _("Isi unggahan ini bukan potongan berkas. Muat ulang halaman."))
    offset = whole_number(request, "Upload-Offset")
    _refuse_if_longer(request, evidence, offset)
    try:
        evidence = continue_file(
            evidence=evidence, offset=offset, pieces=_pieces(request, evidence), at=timezone.now()
        )
    except WrongOffset as wrong:
        sentence = _(
            "Potongan ini tidak menyambung dengan yang sudah diterima. Lanjutkan dari yang terakhir."
        )
        return answer(409, sentence, upload_offset=wrong.arrived)
    return _standing(204, evidence)


def _refuse_if_longer(request: HttpRequest, evidence: Evidence, offset: int) -> None:
    announced = evidence.announced_size or evidence.size or 0
    if offset <= announced < offset + int(request.META.get("CONTENT_LENGTH") or 0):
        raise UploadRefused("longer_than_announced")


def _pieces(request: HttpRequest, evidence: Evidence) -> Iterator[bytes]:
    """The body as it comes; a line that breaks ends it. Raises UploadClosed, Http404 if nobody waits for it any more."""
    with suppress(UnreadablePostError):
        while piece := request.read(_PIECE):
            yield piece
    # On a slow line the right to send may go, or the report be sent in, while the bytes come.
    now = Evidence.objects.select_related("uploader").filter(pk=evidence.pk).first()
    if now is not None:
        now.uploader.came_by = evidence.uploader.came_by
        _check_wanted(now)


def _delete(request: HttpRequest, evidence: Evidence) -> HttpResponse:
    check_version(request)
    if abandon_file(evidence=evidence, by=evidence.uploader):
        return answer(204)
    return answer(409, _("Berkas ini sudah diterima. Hapus dari laporannya bila tidak dipakai."))


def _standing(status: int, evidence: Evidence) -> HttpResponse:
    """How far the upload has come; with its receipt once it is finished."""
    if evidence.state == EvidenceState.RECEIVING:
        length = evidence.announced_size or 0
        return answer(status, upload_offset=arrived_bytes(evidence), upload_length=length)
    size = evidence.size or 0
    return answer(
        status,
        upload_offset=size,
        upload_length=size,
        upload_receipt=evidence.receipt,
        upload_received=moment(evidence.received_at),
    )


_HANDLERS = {"HEAD": _head, "PATCH": _patch, "DELETE": _delete, "OPTIONS": _options}
