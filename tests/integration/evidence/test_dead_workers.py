"""Workers that die: their files come back, and one that kills every worker does not do so for ever."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from evidence import sandbox
from evidence.actions.checking import CHECK_LEASE_SECONDS, check_received_file
from evidence.actions.reconciling import try_check_again
from evidence.domain.findings import Code
from evidence.enums import EvidenceState
from evidence.models import Evidence
from evidence.queries.health import ailments, health
from evidence.tasks import requeue_unchecked
from foundation.audit.queries import entries_for
from foundation.jobs.leases import MOST_ATTEMPTS, take_lease
from tests.factories.accounts import UserFactory
from tests.factories.institutions import InstitutionFactory
from tests.integration.evidence.arriving import receive

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
LEASE = timedelta(seconds=CHECK_LEASE_SECONDS)

pytestmark = pytest.mark.django_db


@pytest.fixture
def evidence():
    return receive(UserFactory(), InstitutionFactory())


def sweep(now, capture):
    """How many jobs the sweep queued, and whether the queue has them."""
    before = DBTaskResult.objects.count()
    with capture(execute=True), transaction.atomic():
        queued = requeue_unchecked(now)
    assert DBTaskResult.objects.count() - before == queued
    return queued


def test_job_of_a_dead_worker_comes_back_when_its_lease_has_run_out(
    evidence, django_capture_on_commit_callbacks
):
    take_lease(Evidence, evidence.pk, now=NOW, seconds=CHECK_LEASE_SECONDS)

    assert sweep(NOW + LEASE - timedelta(seconds=1), django_capture_on_commit_callbacks) == 0
    assert sweep(NOW + LEASE, django_capture_on_commit_callbacks) == 1
    assert check_received_file(pk=evidence.pk, now=NOW + LEASE).state == EvidenceState.CLEAN


def test_two_jobs_of_one_file_have_one_effect(evidence):
    outcomes = [check_received_file(pk=evidence.pk, now=NOW) for _ in range(2)]

    assert [outcome is not None for outcome in outcomes] == [True, False]
    assert sorted(entry.action for entry in entries_for(evidence) if entry.action == "evidence.clear") == [
        "evidence.clear"
    ]


def test_file_that_kills_every_worker_waits_for_a_person(evidence, django_capture_on_commit_callbacks):
    now, queued = NOW, 0
    for _ in range(MOST_ATTEMPTS + 3):
        swept = sweep(now, django_capture_on_commit_callbacks)
        queued += swept
        if swept:  # the worker takes it and is gone, without a word
            take_lease(Evidence, evidence.pk, now=now, seconds=CHECK_LEASE_SECONDS)
        now += LEASE

    assert queued == MOST_ATTEMPTS
    found = [(one.code, one.subject) for one in ailments(health(), now=now)]
    assert (Code.CHECK_GAVE_UP, str(evidence.public_id)) in found


def test_file_that_kills_every_inspection_waits_for_a_person_who_can_begin_it_anew(
    evidence, monkeypatch, tmp_path, django_capture_on_commit_callbacks
):
    """The inspecting process dies of SIGKILL, as of a machine short of memory: no verdict on the file."""
    killer = tmp_path / "python"
    killer.write_text("#!/bin/sh\nkill -9 $$\n")
    killer.chmod(0o700)
    with monkeypatch.context() as patched:
        patched.setattr(sandbox.sys, "executable", str(killer))
        tries = 0
        while sweep(NOW, django_capture_on_commit_callbacks) and tries < 2 * MOST_ATTEMPTS:
            check_received_file(pk=evidence.pk, now=NOW)
            tries += 1
    evidence.refresh_from_db()
    assert (tries, evidence.state, evidence.attempts) == (
        MOST_ATTEMPTS,
        EvidenceState.QUARANTINED,
        MOST_ATTEMPTS,
    )
    assert evidence.last_error == "SandboxFault"

    assert try_check_again(public_id=evidence.public_id) is True
    assert check_received_file(pk=evidence.pk, now=NOW).state == EvidenceState.CLEAN


def test_dead_inspection_leaves_no_folder_behind(evidence, settings, monkeypatch, tmp_path):
    killer = tmp_path / "python"
    killer.write_text("#!/bin/sh\nkill -9 $$\n")
    killer.chmod(0o700)
    monkeypatch.setattr(sandbox.sys, "executable", str(killer))

    check_received_file(pk=evidence.pk, now=NOW)
    assert list((Path(settings.EVIDENCE_ROOT) / "inspection").iterdir()) == []
