"""A published version at its permanent address: frozen parts, and around them what is known today."""

import logging
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from foundation.languages import language
from reports.enums import BuildState
from reports.models import ReportBuild
from reports.queries.frozen import FrozenReport, PartPage, frozen_report, part_page
from reports.queries.since import since_report
from reports.queries.versions import find_version, newest_of, version_page
from reports.storage import FileDamaged

logger = logging.getLogger(__name__)


@require_safe
def newest_version(request: HttpRequest, slug: str) -> HttpResponse:  # noqa: ARG001 - Django hands the request
    """To the newest version that stands; if none does, to the page that says why."""
    found = newest_of(slug)
    if found is None:
        raise Http404
    return redirect(found)


@require_safe
def report_version(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    build = _found(slug, version)
    if build.state == BuildState.WITHDRAWN:
        return _withdrawn(request, build)
    return render(request, "reports/public/version.html", _around(build) | {"frozen": _frozen(build)})


@require_safe
def report_part(request: HttpRequest, slug: str, version: int, anchor: str) -> HttpResponse:
    build = _found(slug, version)
    if build.state == BuildState.WITHDRAWN:
        return _withdrawn(request, build)
    return render(request, "reports/public/part.html", _around(build) | {"page": _part(build, anchor)})


def _found(slug: str, version: int) -> ReportBuild:
    # A longer number is no version of any database.
    build = find_version(slug, version) if version < 2**31 else None
    if build is None:
        raise Http404
    return build


def _withdrawn(request: HttpRequest, build: ReportBuild) -> HttpResponse:
    """200, as promised: the address answers, and says why nothing is there. Search engines are told to forget it."""
    return render(request, "reports/public/withdrawn.html", {"report": version_page(build)})


def _around(build: ReportBuild) -> dict[str, Any]:
    return {"report": version_page(build), "since": since_report(build, today=timezone.localdate())}


def _frozen(build: ReportBuild) -> FrozenReport | None:
    """None if its file cannot be read: then the page says so, and the log whose it is."""
    try:
        return frozen_report(build, lang=language())
    except FileDamaged:
        logger.exception("the page of report build %s cannot be read", build.pk)
        return None


def _part(build: ReportBuild, anchor: str) -> PartPage | None:
    """The same; raises Http404 for a part that the report does not have."""
    try:
        found = part_page(build, anchor, lang=language())
    except FileDamaged:
        logger.exception("the page of report build %s cannot be read", build.pk)
        return None
    if found is None:
        raise Http404
    return found
