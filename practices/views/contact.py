"""Writing to the office behind a practice without learning its address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control

from foundation.web.guarded import may_send
from foundation.web.verbs import SAFE, found_first
from practices.actions.contact import send_message
from practices.forms.contact import ContactForm
from practices.models import PracticePage


@cache_control(private=True)
@found_first(*SAFE, "POST")
def practice_contact(request: HttpRequest, slug: str) -> HttpResponse:
    page = get_object_or_404(PracticePage.objects.live(), slug=slug)
    if not page.contact_email:
        return render(request, "practices/life/no_contact.html", {"practice": page})
    form = ContactForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not may_send(request, to=f"contact:{page.pk}"):
            return render(request, "429.html", status=429)
        names = ("name", "office", "email", "message")
        facts = {name: form.cleaned_data[name] for name in names}
        send_message(page=page, **facts, at=timezone.now())
        return redirect("practice_contact_sent", slug)
    status = 422 if form.is_bound else 200
    return render(request, "practices/life/contact.html", {"practice": page, "form": form}, status=status)


@found_first(*SAFE)
def practice_contact_sent(request: HttpRequest, slug: str) -> HttpResponse:
    page = get_object_or_404(PracticePage.objects.live(), slug=slug)
    return render(request, "practices/life/contact_sent.html", {"practice": page})
