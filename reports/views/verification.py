"""Is this one of our reports? Asked by a fingerprint; a file is compared in the browser and never sent here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from reports.queries.register import FEWEST_DIGITS, cleaned_digits, find_by_fingerprint
from reports.queries.since import since_report

MOST_TYPED = 200


@require_safe
def verify_report(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("sidik", "").strip()[:MOST_TYPED]
    digits = cleaned_digits(typed)
    entry = find_by_fingerprint(digits) if digits else None
    stands = entry is not None and not entry.is_withdrawn
    page = {
        "typed": typed,
        "digits": digits,
        "fewest": FEWEST_DIGITS,
        "entry": entry,
        "since": since_report(entry.build, today=timezone.localdate()) if entry and stands else None,
    }
    return render(request, "reports/public/verification.html", page)
