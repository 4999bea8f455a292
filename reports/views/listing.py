"""Published reports as a list."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from reports.enums import BuildState
from reports.models import ReportBuild


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    builds = ReportBuild.objects.filter(state=BuildState.PUBLISHED).select_related("report")
    return HttpResponse("\n".join(build.get_absolute_url() for build in builds), content_type="text/plain")
