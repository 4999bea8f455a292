"""“Daftarkan praktik”: the short form that begins it, and what the mailed link opens."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from foundation.languages import told
from foundation.web.guarded import may_send
from foundation.web.verbs import SAFE, found_first
from practices.actions.submissions import NotOpen, save_answers, send_in, start_submission
from practices.enums import OPEN_TO_THE_PROPOSER
from practices.forms.submission import StartForm, Story
from practices.models import PracticeIndexPage, PracticeSubmission
from practices.queries.coaching import coaching_for
from practices.queries.similar import similar_practices
from practices.queries.submissions import submission_by_secret
from practices.views.secret_pages import secret_page, secret_redirect, unknown_link

SAVED = "?tersimpan=1"


@cache_control(private=True)
@found_first(*SAFE, "POST")
def practice_submit(request: HttpRequest) -> HttpResponse:
    form = StartForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _start_page(request, form)
    told_of = form.cleaned_data
    if not may_send(request, mailbox=told_of["email"]):
        return render(request, "429.html", status=429)
    start_submission(
        email=told_of["email"],
        sender=told_of["sender"],
        organisation=told_of["owner_name"],
        answers=form.answers(),
        at=timezone.now(),
    )
    return redirect("practice_submitted")


def _start_page(request: HttpRequest, form: StartForm) -> HttpResponse:
    index = PracticeIndexPage.objects.live().first()
    criteria = told(index, "criteria") if index else ""
    context = {
        "form": form,
        "criteria": criteria,
        "conditions": [line.strip() for line in criteria.splitlines() if line.strip()],
    }
    status = 422 if form.is_bound else 200
    return render(request, "practices/life/submit.html", context, status=status)


@require_safe
def practice_submitted(request: HttpRequest) -> HttpResponse:
    return render(request, "practices/life/submitted.html")


@require_safe
def practice_similar(request: HttpRequest) -> HttpResponse:
    """A piece of the page, asked for by similar.js while the title is typed."""
    title = request.GET.get("judul", "")[:200]
    response = render(request, "practices/life/similar.html", {"similar": similar_practices(title)})
    response["X-Robots-Tag"] = "noindex"
    return response


@found_first(*SAFE, "POST")
def practice_draft(request: HttpRequest, secret: str) -> HttpResponse:
    submission = submission_by_secret(secret)
    if submission is None:
        return unknown_link(request)
    if submission.state not in OPEN_TO_THE_PROPOSER:
        return secret_page(request, "practices/life/submission_status.html", {"submission": submission})
    if request.method == "POST":
        return _save(request, submission, secret)
    return _draft_page(request, submission, secret, Story(submission.answers))


def _save(request: HttpRequest, submission: PracticeSubmission, secret: str) -> HttpResponse:
    is_sent = "send" in request.POST
    story = Story(submission.answers, request.POST, is_sent=is_sent)
    is_right, now = story.is_valid(), timezone.now()
    try:
        saved = save_answers(submission=submission, answers=story.answers(), at=now)
        if is_right and is_sent:
            send_in(submission=saved, at=now)
    except NotOpen:
        return secret_redirect("practice_draft", secret)
    if is_right:
        return secret_redirect("practice_draft", secret, query="" if is_sent else SAVED)
    return _draft_page(request, saved, secret, story, status=422)


def _draft_page(
    request: HttpRequest, submission: PracticeSubmission, secret: str, story: Story, *, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "submission": submission,
        "secret": secret,
        "story": story,
        "coaching": coaching_for(submission.answers),
        "is_saved": "tersimpan" in request.GET,
    }
    return secret_page(request, "practices/life/draft.html", context, status=status, has_form=True)


def practice_coaching(request: HttpRequest, secret: str) -> HttpResponse:
    """What the draft that stands in the form still lacks, before it is saved: asked for by readiness.js."""
    submission = submission_by_secret(secret)
    if submission is None:
        return unknown_link(request)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if submission.state not in OPEN_TO_THE_PROPOSER:
        # Sent in the moment before: there is nothing left to advise.
        return HttpResponse(status=204)
    story = Story(submission.answers, request.POST, is_sent=False)
    story.is_valid()
    coaching = coaching_for({**submission.answers, **story.answers()})
    return secret_page(request, "practices/life/coaching.html", {"coaching": coaching})
