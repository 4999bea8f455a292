from typing import Any

from django.db import transaction
from django_tasks.base import Task
from django_tasks.utils import normalize_json

# Wagtail's own work stays on "default"; ours goes to its own workers.
BACKGROUND = "background"


def enqueue_after_commit(task: Task[..., Any], *args: Any, **kwargs: Any) -> None:
    """Queue `task` once the transaction is committed; arguments are what JSON can hold, such as ids.

    A queue that is down does not undo or fail the request: the failure is logged, and the sweep finds
    the record. Raises TypeError at once for an argument that cannot be queued.
    """
    normalize_json(args)
    normalize_json(kwargs)
    background = task.using(backend=BACKGROUND)
    transaction.on_commit(lambda: background.enqueue(*args, **kwargs), robust=True)
