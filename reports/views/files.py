"""The doors of the files: of published versions for everybody, of drafts for who builds reports."""

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, render

from foundation.web.downloads import Download, answer_with_file
from foundation.web.verbs import SAFE
from reports.enums import BuildState, FileFormat
from reports.models import ReportBuild, ReportFile
from reports.permissions import builds_readable_by
from reports.storage import path_of

# The bytes never change, but a report may be withdrawn: caches that others share ask again soon.
_FOR_EVER = "public, max-age=31536000, s-maxage=300, immutable"
_NOWHERE = "private, no-store"
_TYPES = {
    FileFormat.PDF: "application/pdf",
    FileFormat.ARCHIVE: "application/pdf",
    FileFormat.TWIN: "text/html; charset=utf-8",
    FileFormat.WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileFormat.OFFICE: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileFormat.CSV: "application/zip",
    FileFormat.PAYLOAD: "application/json",
}


def published_file(request: HttpRequest, slug: str, version: int, format: str) -> HttpResponseBase:  # noqa: A002 - the word of the address
    registered = ReportBuild.objects.registered().filter(report__slug=slug, published_at__isnull=False)
    files = ReportFile.objects.filter(build__in=registered).select_related("build__report")
    # A longer number is no version of any database.
    file = get_object_or_404(files, build__version=version if version < 2**31 else 0, format=format)
    if file.build.state == BuildState.WITHDRAWN:
        return _withdrawn(request, file.build)
    return _answer(request, file, cache=_FOR_EVER)


def draft_file(request: HttpRequest, pk: int, format: str) -> HttpResponseBase:  # noqa: A002
    # By its own key: a longer number is none of any database, and is answered like one.
    builds = builds_readable_by(request.user).filter(pk=pk)
    files = ReportFile.objects.filter(build__in=builds).exclude(name="")
    file = get_object_or_404(files.select_related("build__report"), format=format)
    return _answer(request, file, cache=_NOWHERE)


def speaking_name(file: ReportFile) -> str:
    """triwulan-ran-ogi-vii-b09-2026-v1.pdf, the archive's …-v1-arsip.pdf."""
    build = file.build
    ending = "-arsip.pdf" if file.format == FileFormat.ARCHIVE else f".{file.format}"
    ending = ".zip" if file.format == FileFormat.CSV else ending
    return f"{build.report.slug}-v{build.version}{ending}"


def _withdrawn(request: HttpRequest, build: ReportBuild) -> HttpResponseBase:
    """410: it was here, and will not come back. The page of the version says why."""
    if request.method not in SAFE:
        return HttpResponseNotAllowed(SAFE)
    response = render(request, "reports/public/file_withdrawn.html", {"build": build}, status=410)
    response["Cache-Control"] = _NOWHERE
    return response


def _answer(request: HttpRequest, file: ReportFile, *, cache: str) -> HttpResponseBase:
    try:
        opened = path_of(file.name).open("rb")
    except OSError as gone:
        raise Http404 from gone
    if request.method not in SAFE:
        opened.close()
        return HttpResponseNotAllowed(SAFE)
    download = Download(opened, speaking_name(file), _TYPES[FileFormat(file.format)], f'"{file.sha256}"')
    response = answer_with_file(request, download)
    response["Cache-Control"] = cache if response.status_code < 400 else _NOWHERE
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
