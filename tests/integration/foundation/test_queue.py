import logging
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django_tasks import task, task_backends
from django_tasks_db.models import DBTaskResult

from foundation.jobs.queue import enqueue_after_commit

pytestmark = pytest.mark.django_db


@task()
def noted(number: int, *, word: str = "") -> None:
    """Never run here: what is queued is looked at."""


def queued() -> list[tuple[str, dict[str, Any]]]:
    return list(DBTaskResult.objects.order_by("enqueued_at").values_list("backend_name", "args_kwargs"))


def test_a_task_is_queued_in_the_background_after_the_commit(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        enqueue_after_commit(noted, 7, word="x")
        assert queued() == []
    assert queued() == [("background", {"args": [7], "kwargs": {"word": "x"}})]


@pytest.mark.django_db(transaction=True)
def test_nothing_is_queued_for_what_was_rolled_back() -> None:
    with transaction.atomic():
        enqueue_after_commit(noted, 7)
        transaction.set_rollback(True)
    assert queued() == []


def test_what_cannot_be_queued_is_refused_at_once() -> None:
    with pytest.raises(TypeError, match="Unsupported type"):
        enqueue_after_commit(noted, uuid4())


@pytest.mark.django_db(transaction=True)
def test_a_queue_that_is_down_does_not_fail_the_request(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def down(*args: object) -> None:
        raise ConnectionError("queue is down")

    monkeypatch.setattr(task_backends["background"], "enqueue", down)
    with caplog.at_level(logging.ERROR), transaction.atomic():
        enqueue_after_commit(noted, 7)
    assert [str(line.exc_info[1]) for line in caplog.records] == ["queue is down"]
