"""Wagtail's own workflow below the gallery: one step, taken by whoever curates."""

from django.db import transaction
from wagtail.models import Workflow, WorkflowPage, WorkflowState, WorkflowTask

from practices.models import CurationTask, PracticeIndexPage, PracticePage

NAME = "Kurasi praktik"


@transaction.atomic
def set_up_workflow(index: PracticeIndexPage) -> Workflow:
    """Idempotent: what is there stays, and a gallery that staff gave another workflow keeps that one."""
    standing = WorkflowPage.objects.filter(page=index).select_related("workflow").first()
    if standing:
        return standing.workflow
    workflow, _is_new = Workflow.objects.get_or_create(name=NAME)
    if not workflow.workflow_tasks.exists():
        task = CurationTask.objects.filter(name=NAME).first() or CurationTask.objects.create(name=NAME)
        WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=index)
    return workflow


def start_or_resume(page: PracticePage, index: PracticeIndexPage) -> None:
    """After a return the same round goes on, so that its history stays one."""
    state = page.current_workflow_state
    if state is None:
        set_up_workflow(index).start(page, None)
    elif state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user=None)


def stop(page: PracticePage, *, user: object) -> None:
    state = page.current_workflow_state
    if state is not None:
        state.cancel(user=user)
