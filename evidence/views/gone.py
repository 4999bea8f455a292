"""In place of a redirect that leads to nothing: what is known of a linked source that is gone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from evidence.models import Evidence
from evidence.queries.links import link_report


def gone_page(request: HttpRequest, evidence: Evidence) -> HttpResponse:
    """Who may open the proof was asked before."""
    page = {
        "evidence": evidence,
        "link": link_report(evidence),
        "may_open_copies": request.user.is_authenticated,
    }
    response = render(request, "evidence/gone.html", page)
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
