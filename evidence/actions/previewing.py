"""What reviewers see of a clean file, and what in it looks like personal data: made after the check, by a job."""

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string

from evidence.actions.publishing import publish_waiting
from evidence.domain.personal_data import HintKind, count_hints
from evidence.domain.preview import Manifest, read_hints, read_manifest
from evidence.enums import READABLE_STATES, EvidenceKind
from evidence.models import Evidence
from evidence.sandbox import run_inspection
from evidence.storage.places import path_of, private_folder
from evidence.storage.previews import discard_preview, store_preview
from foundation.faults import fail_point
from foundation.jobs.leases import release, take_lease
from foundation.jobs.queue import enqueue_after_commit

PREVIEW_LEASE_SECONDS = 300
UNREADABLE = "unreadable"
EMPTY = "empty"


def without_preview() -> QuerySet[Evidence]:
    """Clean files that nobody tried to draw yet."""
    return Evidence.objects.filter(
        ~Q(derivative_name=""), kind=EvidenceKind.FILE, state__in=READABLE_STATES, preview={}
    )


def queue_preview(evidence: Evidence) -> None:
    # By its name: the task calls the actions below, so it stands above this module.
    enqueue_after_commit(import_string("evidence.tasks.make_preview"), evidence.pk)


def draw_preview(*, pk: int, now: datetime) -> Evidence | None:
    """One step of the job: draw outside any transaction, then store what came of it.

    None if there is nothing to do, or if the machine is to blame: then the next sweep tries again.
    """
    leased = take_lease(without_preview(), pk, now=now, seconds=PREVIEW_LEASE_SECONDS)
    if leased is None:
        return None
    try:
        name, told, hints = _drawn(leased)
    except OSError as error:
        release(leased, error=type(error).__name__)
        return None
    fail_point("preview.after_files")
    stored = _store(leased, name=name, told=told, hints=hints)
    if stored is None:
        discard_preview(name)
        return None
    publish_waiting(evidence=stored, at=now)
    return stored


def _drawn(evidence: Evidence) -> tuple[str, dict[str, Any], dict[str, int]]:
    """The name of the folder (empty without a preview), the manifest and the hints. Raises OSError."""
    source = path_of(evidence.derivative_name)
    with private_folder() as folder:
        outcome = run_inspection(
            source=source, extension=source.suffix.removeprefix("."), mode="preview", folder=folder
        )
        facts = {"problem": outcome.refused} if outcome.refused else outcome.facts
        try:
            return _kept(folder, facts)
        except ValueError:
            # A child that does not tell the truth has met a file that nobody should draw.
            return "", Manifest(problem=UNREADABLE).as_json(), {HintKind.UNREAD: 1}


def _kept(folder: Path, facts: dict[str, Any]) -> tuple[str, dict[str, Any], dict[str, int]]:
    manifest = read_manifest(facts)
    if manifest.problem:
        # What nobody read is for a person to read; in what is empty there is nothing to be read.
        return "", manifest.as_json(), {} if manifest.problem == EMPTY else {HintKind.UNREAD: 1}
    hints = read_hints(facts.get("hints", {}))
    return store_preview(folder, manifest), manifest.as_json(), hints


@transaction.atomic
def _store(leased: Evidence, *, name: str, told: dict[str, Any], hints: dict[str, int]) -> Evidence | None:
    if not release(leased):
        return None
    named = Counter(count_hints([leased.title, leased.original_name]))
    leased.preview_name, leased.preview, leased.hints = name, told, dict(named + Counter(hints))
    leased.save(update_fields=["preview_name", "preview", "hints"])
    fail_point("preview.before_commit")
    return leased
