"""A practice on its way into the gallery: begun, saved, sent in, returned, published or declined.

Until it is sent in nobody but the holder of the link sees it. Proposers have no account: what they may do is
decided by the link and the state, what editors may do by their right.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from foundation.audit.actions import record
from practices import notifications
from practices.actions import workflow
from practices.actions.filling import answers_of, fill
from practices.actions.secret_links import new_secret
from practices.enums import OPEN_TO_THE_PROPOSER, Life, SubmissionState
from practices.models import PracticeIndexPage, PracticePage, PracticeSubmission
from practices.permissions import may_curate


class NotOpen(Exception):
    """The submission is with the editors, or decided: its link shows its state and takes nothing."""


@transaction.atomic
def start_submission(
    *, email: str, sender: str, organisation: str, answers: Mapping[str, Any], at: datetime
) -> PracticeSubmission:
    """Keeps the draft and mails its link; who began it never sees the secret anywhere else."""
    secret, digest = new_secret()
    submission = PracticeSubmission.objects.create(
        email=email,
        sender=sender,
        organisation=organisation,
        answers=dict(answers),
        secret_digest=digest,
        created_at=at,
        saved_at=at,
    )
    notifications.mail_draft_link(submission, secret, at=at)
    return submission


@transaction.atomic
def save_answers(
    *, submission: PracticeSubmission, answers: Mapping[str, Any], at: datetime
) -> PracticeSubmission:
    """Adds to what is there; what `answers` does not name stays. Who saves by the link has the mailbox. Raises NotOpen."""
    found = _open(submission)
    found.answers = {**found.answers, **answers}
    found.organisation = found.answers.get("owner_name") or found.organisation
    found.saved_at = at
    found.confirmed_at = found.confirmed_at or at
    found.save(update_fields=["answers", "organisation", "saved_at", "confirmed_at"])
    return found


@transaction.atomic
def send_in(*, submission: PracticeSubmission, at: datetime) -> PracticeSubmission:
    """To the editors: a draft page below the gallery, in the workflow. The caller has checked the answers.

    Raises NotOpen.
    """
    found = _open(submission)
    index = PracticeIndexPage.objects.get()
    page = _page_of(found)
    if page.life in {Life.RUNNING, Life.GROWN, Life.STOPPED}:
        page.life_confirmed_on = timezone.localdate(at)
    _keep(page, index)
    found.page = page
    found.state = SubmissionState.SUBMITTED
    found.submitted_at = at
    found.save(update_fields=["page", "state", "submitted_at"])
    workflow.start_or_resume(page, index)
    record(action="practice.submitted", by=None, target=found, data={"page": page.pk})
    return found


@transaction.atomic
def return_submission(*, submission: PracticeSubmission, reason: str, by: User | None, at: datetime) -> None:
    """Opens it to the proposer again, with the reason and a new link. Raises PermissionDenied, NotOpen.

    The proposer goes on from what editors corrected. `by` is None when Wagtail's workflow was ended by the server itself.
    """
    found = _decided(submission, by)
    if found.page:
        found.answers = {**found.answers, **answers_of(found.page.get_latest_revision_as_object())}
    secret, found.secret_digest = new_secret()
    found.state, found.reason = SubmissionState.RETURNED, reason
    found.save(update_fields=["answers", "secret_digest", "state", "reason"])
    record(action="practice.returned", by=by, target=found)
    notifications.mail_return(found, secret, at=at)


@transaction.atomic
def decline_submission(*, submission: PracticeSubmission, reason: str, by: User, at: datetime) -> None:
    """For good, with a reason; the draft page stays with the editors. Raises PermissionDenied, NotOpen."""
    found = _decided(submission, by, also=SubmissionState.RETURNED)
    found.state, found.reason = SubmissionState.DECLINED, reason
    found.save(update_fields=["state", "reason"])
    if found.page:
        workflow.stop(found.page, user=by)
    record(action="practice.declined", by=by, target=found)
    notifications.mail_decline(found, at=at)


@transaction.atomic
def mark_published(
    *, submission: PracticeSubmission, page: PracticePage, by: User | None, at: datetime
) -> None:
    """Follows the publication in the CMS, whichever button was pressed; once."""
    found = _locked(submission)
    if found.state == SubmissionState.PUBLISHED:
        return
    found.state, found.reason = SubmissionState.PUBLISHED, ""
    found.save(update_fields=["state", "reason"])
    record(action="practice.published", by=by, target=found, data={"page": page.pk})
    notifications.mail_publication(found, page, at=at)


def _page_of(submission: PracticeSubmission) -> PracticePage:
    """As it was last written, by the proposer or by an editor."""
    if submission.page is None:
        return fill(PracticePage(live=False, has_unpublished_changes=True), submission.answers)
    return fill(submission.page.get_latest_revision_as_object(), submission.answers)


def _keep(page: PracticePage, index: PracticeIndexPage) -> None:
    if page.pk is None:
        index.add_child(instance=page)
    page.save_revision()


def _locked(submission: PracticeSubmission) -> PracticeSubmission:
    return PracticeSubmission.objects.select_for_update(of=("self",)).get(pk=submission.pk)


def _open(submission: PracticeSubmission) -> PracticeSubmission:
    found = _locked(submission)
    if found.state not in OPEN_TO_THE_PROPOSER:
        raise NotOpen
    return found


def _decided(
    submission: PracticeSubmission, by: User | None, *, also: SubmissionState = SubmissionState.SUBMITTED
) -> PracticeSubmission:
    if by is not None and not may_curate(by):
        raise PermissionDenied
    found = _locked(submission)
    if found.state not in {SubmissionState.SUBMITTED, also}:
        raise NotOpen
    return found
