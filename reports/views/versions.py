"""A published version at its permanent address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from reports.enums import REGISTERED_STATES
from reports.models import ReportBuild


@require_safe
def newest_version(request: HttpRequest, slug: str) -> HttpResponse:  # noqa: ARG001 - Django hands the request
    builds = ReportBuild.objects.filter(report__slug=slug, state__in=REGISTERED_STATES)
    return redirect(get_object_or_404(builds.order_by("-version")[:1]))


@require_safe
def report_version(request: HttpRequest, slug: str, version: int) -> HttpResponse:  # noqa: ARG001
    builds = ReportBuild.objects.filter(report__slug=slug, state__in=REGISTERED_STATES)
    return HttpResponse(str(get_object_or_404(builds, version=version)), content_type="text/plain")


@require_safe
def report_part(request: HttpRequest, slug: str, version: int, anchor: str) -> HttpResponse:  # noqa: ARG001
    return report_version(request, slug, version)
