"""The stories of the gallery: what is decided about practices, copies and the yearly question."""

from typing import Any

from django.utils import timezone

from practices.actions import copies, life, submissions
from practices.enums import Consent, Life
from practices.models import PracticePage
from tests.integration.log.stories import Act, story
from tests.pages import site_tree
from tests.practices import asked, confirmed_copy, contactable, draft, sent_in


@story(submissions.send_in, "practice.submitted")
def _(line: Any) -> Act:
    submission = draft(site_tree())
    return lambda: submissions.send_in(submission=submission, at=timezone.now())


@story(submissions.return_submission, "practice.returned")
def _(line: Any) -> Act:
    facts = {"reason": "Kurang.", "by": line.admin, "at": timezone.now()}
    submission = sent_in(site_tree())
    return lambda: submissions.return_submission(submission=submission, **facts)


@story(submissions.decline_submission, "practice.declined")
def _(line: Any) -> Act:
    facts = {"reason": "Bukan praktik.", "by": line.admin, "at": timezone.now()}
    submission = sent_in(site_tree())
    return lambda: submissions.decline_submission(submission=submission, **facts)


@story(submissions.mark_published, "practice.published")
def _(line: Any) -> Act:
    submission = sent_in(site_tree())
    page = PracticePage.objects.get()
    return lambda: submissions.mark_published(
        submission=submission, page=page, by=line.admin, at=timezone.now()
    )


@story(life.ask_owner, "practice.life_asked")
def _(line: Any) -> Act:
    page = contactable(site_tree())
    return lambda: life.ask_owner(page=page, by=line.admin, at=timezone.now())


@story(life.answer_life, "practice.life_answered")
def _(line: Any) -> Act:
    check, _secret = asked(contactable(site_tree()))
    facts = {"lesson": "", "note": "", "at": timezone.now()}
    return lambda: life.answer_life(check=check, answer=Life.RUNNING, **facts)


@story(copies.show_copy, "copy.shown")
def _(line: Any) -> Act:
    copy = confirmed_copy(contactable(site_tree()))
    return lambda: copies.show_copy(copy=copy, own_page=None, by=line.admin, at=timezone.now())


@story(copies.decline_copy, "copy.declined")
def _(line: Any) -> Act:
    copy = confirmed_copy(contactable(site_tree()))
    return lambda: copies.decline_copy(copy=copy, reason="Bukan tiruan.", by=line.admin, at=timezone.now())


@story(copies.answer_consent, "copy.answered")
def _(line: Any) -> Act:
    copy = confirmed_copy(contactable(site_tree()))
    return lambda: copies.answer_consent(copy=copy, consent=Consent.CONFIRMED, note="", at=timezone.now())
