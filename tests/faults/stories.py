"""What happens to one proof, told so that it can be begun again: each step asks what is left to do.

The process that is killed and the one that comes after it tell the same story.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from evidence.actions.takedown import take_down
from evidence.enums import EvidenceState, TakedownReason
from evidence.models import Evidence
from renaksi.actions.attachments import attach_file
from renaksi.actions.reviews import judge_item, return_update, verify_update
from renaksi.actions.updates import submit_update
from renaksi.enums import (
    EDITABLE_STATES,
    WAITING_FOR_VERDICT_STATES,
    ItemVerdict,
    ReturnReason,
    UpdateState,
)
from tests.factories.evidence import PDF, picture
from tests.faults.world import World, load_world

Acknowledge = Callable[..., None]


@dataclass(frozen=True)
class Story:
    """`content` is sent as `file_name`; `ending` is verify, take_down, return or refuse (by the check).

    `jobs` is how many of them the worker does before people go on; the rest follows the verdict.
    """

    name: str
    file_name: str
    content: bytes
    ending: str = "verify"
    jobs: int | None = None


STORIES = (
    Story("pdf-verified", "laporan.pdf", PDF),
    Story("picture-verified", "foto.jpg", picture("JPEG", (640, 480))),
    Story("verified-before-it-was-drawn", "laporan.pdf", PDF, jobs=1),
    Story("picture-taken-down", "foto.jpg", picture("JPEG", (64, 48)), "take_down"),
    Story("picture-returned", "foto.png", picture("PNG", (64, 48)), "return"),
    Story("refused", "laporan.pdf", b"MZ" + bytes(300), "refuse"),
)


def tell(story: Story, acknowledge: Acknowledge) -> None:
    """Do what is left to do; `acknowledge` hears what the people see, after they see it."""
    _send(story, acknowledge)
    work_off_the_queue(story.jobs)
    if story.ending == "refuse":
        return
    _submit(load_world(), acknowledge)
    _review(load_world(), story, acknowledge)
    work_off_the_queue()
    if story.ending == "take_down":
        _take_down(load_world(), acknowledge)


def work_off_the_queue(most: int | None = None) -> None:
    """The background worker, as operators run it, until its queue is empty or it did so many jobs."""
    Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="background",
        startup_delay=False,
        max_tasks=most,
        worker_id="faults",
        excluded_queue_names=[],
    ).run()


def _send(story: Story, acknowledge: Acknowledge) -> None:
    """The client sends again, under the same key, until it has seen a receipt."""
    world = load_world()
    if world.update.state not in EDITABLE_STATES or world.update.state == UpdateState.RETURNED:
        return
    item = attach_file(
        update=world.update,
        file=SimpleUploadedFile(story.file_name, story.content),
        requirement=world.requirement,
        by=world.reporter,
        at=timezone.now(),
        idempotency_key="kirim-1",
    )
    acknowledge("received", **_receipt(item.evidence))


def _receipt(evidence: Evidence) -> dict[str, Any]:
    return {"pk": evidence.pk, "sha256": evidence.sha256, "receipt": evidence.receipt}


def _submit(world: World, acknowledge: Acknowledge) -> None:
    if world.update.state != UpdateState.DRAFT:
        return
    submit_update(update=world.update, by=world.reporter, at=timezone.now())
    acknowledge("submitted")


def _review(world: World, story: Story, acknowledge: Acknowledge) -> None:
    if world.update.state not in WAITING_FOR_VERDICT_STATES:
        return
    returned = story.ending == "return"
    verdict = ItemVerdict.REFUSED if returned else ItemVerdict.ACCEPTED
    reason = {"reason_code": ReturnReason.UNREADABLE, "note": "Foto buram."} if returned else {}
    for item in world.update.items.filter(verdict=ItemVerdict.PENDING):
        judge_item(item=item, verdict=verdict, by=world.verifier, at=timezone.now(), **reason)
        acknowledge("judged")
    words: dict[str, Any] = {"update": world.update, "by": world.verifier, "at": timezone.now()}
    if returned:
        return_update(**words, reason_code=ReturnReason.UNREADABLE, note="Kirim foto yang jelas.")
    else:
        verify_update(**words, verified_step=75)
    acknowledge("reviewed")


def _take_down(world: World, acknowledge: Acknowledge) -> None:
    for item in world.update.items.exclude(evidence__state=EvidenceState.TAKEN_DOWN).select_related(
        "evidence"
    ):
        derivative = item.evidence.derivative_sha256
        take_down(
            evidence=item.evidence, reason=TakedownReason.PERSONAL_DATA, by=world.admin, at=timezone.now()
        )
        acknowledge("taken down", derivative_sha256=derivative)
