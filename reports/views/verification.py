"""Is this file one of our reports?"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from reports.enums import REGISTERED_STATES
from reports.models import ReportBuild


@require_safe
def verify_report(request: HttpRequest) -> HttpResponse:
    digits = request.GET.get("sidik", "").replace(" ", "")[:64]
    known = ReportBuild.objects.filter(state__in=REGISTERED_STATES, payload_sha256__startswith=digits)
    found = known.first() if len(digits) >= 12 else None
    return HttpResponse(found.get_absolute_url() if found else "", content_type="text/plain")
