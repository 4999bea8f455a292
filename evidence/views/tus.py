"""What every answer of the resumable uploads shares (tus 1.0.0: core, creation, termination; https://tus.io)."""

from base64 import b64decode
from binascii import Error as NotBase64

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

VERSION = "1.0.0"
BYTES = "application/offset+octet-stream"
_STATUS = {
    "too_large": 413,
    "longer_than_announced": 413,
    "quota_full": 413,
    "too_many_unfinished": 429,
    "type_missing": 415,
    "type_not_allowed": 415,
    "given_up": 404,
    "storage_full": 507,
}
_REFUSED = 422


class BadUploadRequest(Exception):
    """The client does not speak the protocol; `status` is what it says to that."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


def answer(status: int, sentence: str = "", **headers: str | int) -> HttpResponse:
    """Keyword `upload_offset` becomes the header `Upload-Offset`. A sentence is plain text, for people."""
    response = HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
    response["Tus-Resumable"] = VERSION
    response["Cache-Control"] = "no-store"
    for name, value in headers.items():
        response["-".join(map(str.title, name.split("_")))] = str(value)
    return response


def told_options() -> HttpResponse:
    return answer(
        204,
        tus_version=VERSION,
        tus_extension="creation,termination",
        tus_max_size=settings.EVIDENCE_MAX_BYTES,
    )


def status_of(code: str) -> int:
    """Of a file that is refused with that code."""
    return _STATUS.get(code, _REFUSED)


def check_version(request: HttpRequest) -> None:
    """Raises BadUploadRequest."""
    if request.headers.get("Tus-Resumable") != VERSION:
        raise BadUploadRequest(412, _("Versi protokol unggah ini tidak dikenal. Muat ulang halaman."))


def whole_number(request: HttpRequest, header: str) -> int:
    """Raises BadUploadRequest if the header is missing or says anything else."""
    told = request.headers.get(header, "")
    if not (told.isascii() and told.isdigit() and len(told) <= len(str(2**63))):
        raise BadUploadRequest(400, _("Permintaan unggah ini tidak lengkap. Muat ulang halaman."))
    return int(told)


def metadata(request: HttpRequest) -> dict[str, str]:
    """`Upload-Metadata`: names with base64 values. Raises BadUploadRequest."""
    pairs = (pair.split() for pair in request.headers.get("Upload-Metadata", "").split(",") if pair.strip())
    try:
        return {
            name: b64decode("".join(value), validate=True).decode().replace("\x00", "")
            for name, *value in pairs
        }
    except (NotBase64, UnicodeDecodeError) as error:
        raise BadUploadRequest(400, _("Keterangan berkas ini tidak terbaca. Muat ulang halaman.")) from error
