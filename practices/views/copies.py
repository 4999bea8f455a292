"""A copy is reported on the page of its origin, proven by the reporter's link and judged by the origin's."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control

from foundation.web.guarded import may_send
from foundation.web.verbs import SAFE, found_first
from practices.actions.copies import answer_consent, confirm_report, report_copy
from practices.enums import Consent
from practices.forms.copies import ConsentForm, CopyForm
from practices.models import PracticePage
from practices.queries.copies import report_by_secret, shown_copy_by_secret
from practices.views.secret_pages import secret_page, secret_redirect, unknown_link


@cache_control(private=True)
@found_first(*SAFE, "POST")
def practice_copy(request: HttpRequest, slug: str) -> HttpResponse:
    page = get_object_or_404(PracticePage.objects.live(), slug=slug)
    form = CopyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not may_send(request, to=f"copy:{page.pk}", mailbox=form.cleaned_data["email"]):
            return render(request, "429.html", status=429)
        report_copy(origin=page, report=form.report(), at=timezone.now())
        return redirect("practice_copy_sent", slug)
    status = 422 if form.is_bound else 200
    return render(request, "practices/life/copy.html", {"practice": page, "form": form}, status=status)


@found_first(*SAFE)
def practice_copy_sent(request: HttpRequest, slug: str) -> HttpResponse:
    page = get_object_or_404(PracticePage.objects.live(), slug=slug)
    return render(request, "practices/life/copy_sent.html", {"practice": page})


@found_first(*SAFE, "POST")
def copy_report(request: HttpRequest, secret: str) -> HttpResponse:
    """A page with one button first, because mail scanners open links too."""
    copy = report_by_secret(secret)
    if copy is None:
        return unknown_link(request)
    if request.method == "POST":
        confirm_report(copy=copy, at=timezone.now())
        return secret_redirect("copy_report", secret)
    return secret_page(request, "practices/life/copy_report.html", {"copy": copy}, has_form=True)


@found_first(*SAFE, "POST")
def copy_consent(request: HttpRequest, secret: str) -> HttpResponse:
    copy = shown_copy_by_secret(secret)
    if copy is None:
        return unknown_link(request)
    form = ConsentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        consent = Consent(told["consent"])
        answer_consent(copy=copy, consent=consent, note=told["note"], at=timezone.now())
        return secret_redirect("copy_consent", secret)
    status = 422 if form.is_bound else 200
    context = {"copy": copy, "form": form, "is_answered": copy.consent != Consent.UNASKED}
    return secret_page(request, "practices/life/copy_consent.html", context, status=status, has_form=True)
