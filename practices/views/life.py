"""The yearly question behind its link: answered once."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from foundation.web.verbs import SAFE, found_first
from practices.actions.life import AlreadyAnswered, answer_life
from practices.enums import Life
from practices.forms.life import LifeForm
from practices.queries.life import check_by_secret
from practices.views.secret_pages import secret_page, secret_redirect, unknown_link


@found_first(*SAFE, "POST")
def practice_life(request: HttpRequest, secret: str) -> HttpResponse:
    check = check_by_secret(secret)
    if check is None:
        return unknown_link(request)
    if check.answered_at is not None:
        return secret_page(request, "practices/life/life_answered.html", {"check": check})
    form = LifeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        answer = Life(told["answer"])
        # Answered from two windows at once: the page that follows shows the first answer.
        with suppress(AlreadyAnswered):
            answer_life(
                check=check, answer=answer, lesson=told["lesson"], note=told["note"], at=timezone.now()
            )
        return secret_redirect("practice_life", secret)
    status = 422 if form.is_bound else 200
    return secret_page(
        request, "practices/life/life.html", {"check": check, "form": form}, status=status, has_form=True
    )
