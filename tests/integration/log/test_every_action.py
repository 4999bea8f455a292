"""Each action leaves exactly the entries it should; and if they cannot be written, it has changed nothing."""

from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, models

from foundation.audit.models import AuditEntry
from foundation.jobs.models import LeaseModel
from tests.architecture.actions import functions, public_writes, recording
from tests.architecture.sources import APPS
from tests.integration.log import practice_stories, report_stories  # noqa: F401  # add their own
from tests.integration.log.stories import STORIES

pytestmark = pytest.mark.django_db

# Not one transaction of its own: a job in several steps, or nothing but other actions.
TOLD_ELSEWHERE = {
    "accounts.actions.successions.move_memberships": "the part of a merger or split that moves people",
    "evidence.actions.checking.check_received_file": "a job: lease, check, outcome",
    "evidence.actions.links.look_at_link": "what visit_link does: lease, visit, outcome; logs what changes only",
    "evidence.actions.links.visit_link": "a job: look_at_link, where visits are asked for",
    "evidence.actions.previewing.draw_preview": "a job that then publishes what waits: publish_waiting",
    "evidence.actions.receiving.finish_file": "the end of continue_file",
    "evidence.actions.reconciling.abandon_uploads": "abandon_file, for each",
    "evidence.actions.reconciling.hash_again": "writes what find_missing writes",
    "evidence.actions.reconciling.reconcile": "all of the others",
    "practices.actions.life.ask_owners": "ask_owner, for each",
    "renaksi.actions.attachments.let_go": "the part of abandon_file that detaches",
    "renaksi.actions.examples.let_go_of_example": "the part of abandon_file that takes an example away",
    "renaksi.actions.succession.move_open_things": "the part of a merger or split that moves promises",
    "renaksi.actions.steps.take_step": "every step of an update",
    "reports.actions.batch_publishing.publish_batch": "publish_report, for each",
    "reports.actions.building.build_report": "a job: lease, payload, files, outcome",
    "reports.actions.filling.fill_batch": "a job: lease, a few regions at a time, outcome",
    "reports.actions.requesting.queue_version": "the part of request_report and fill_batch that asks",
}
# Marks of work in progress, not states.
_LEASE = {field.name for field in LeaseModel._meta.get_fields()}


def everything() -> dict[str, Any]:
    """All rows of our own models."""
    own = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in APPS]
    return {model._meta.label: rows(model) for model in own if model is not AuditEntry}


def rows(model: type[models.Model]) -> list[tuple[Any, ...]]:
    names = [field.attname for field in model._meta.concrete_fields if field.name not in _LEASE]
    return list(model._base_manager.order_by("pk").values_list(*names))


def test_every_action_has_its_story() -> None:
    known = functions()
    assert public_writes(known) & recording(known) == set(STORIES) | set(TOLD_ELSEWHERE)


@pytest.mark.parametrize("name", sorted(STORIES))
def test_an_action_leaves_its_entries_and_no_others(line: Any, name: str) -> None:
    act = STORIES[name].prepare(line)
    before = set(AuditEntry.objects.values_list("pk", flat=True))
    act()
    entries = AuditEntry.objects.exclude(pk__in=before).order_by("pk")
    assert tuple(entry.action for entry in entries) == STORIES[name].entries


@pytest.mark.parametrize("name", sorted(STORIES))
def test_an_action_whose_entry_cannot_be_written_changes_nothing(
    line: Any, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = STORIES[name].prepare(line)
    before = everything()

    def refuse(*_args: Any, **_kwargs: Any) -> None:
        raise DatabaseError("the log takes no entries")

    monkeypatch.setattr(AuditEntry, "save", refuse)
    with pytest.raises(DatabaseError, match="takes no entries"):
        act()
    assert everything() == before
