"""What happens to one proof, told so that it can be begun again: each step asks what is left to do.

The process that is killed and the one that comes after it tell the same story.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from evidence.enums import EvidenceState
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
    """`content` is sent as `file_name`; `ending` is verify, return or refuse (by the check)."""

    name: str
    file_name: str
    content: bytes
    ending: str = "verify"


STORIES = (
    Story("pdf-verified", "laporan.pdf", PDF),
    Story("picture-verified", "foto.jpg", picture("JPEG", (640, 480))),
    Story("picture-returned", "foto.png", picture("PNG", (64, 48)), "return"),
    Story("refused", "laporan.pdf", b"MZ" + bytes(300), "refuse"),
)


def tell(story: Story, acknowledge: Acknowledge) -> None:
    """Do what is left to do; `acknowledge` hears what the people see, after they see it."""
    _send(story, acknowledge)
    work_off_the_queue()
    if story.ending == "refuse":
        return
    _submit(load_world(), acknowledge)
    _review(load_world(), story, acknowledge)


def work_off_the_queue() -> None:
    """The background worker, as operators run it, until its queue is empty."""
    Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="background",
        startup_delay=False,
        max_tasks=None,
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
        idempotency_key=_key(),
    )
    acknowledge("received", **_receipt(item.evidence))


def _key() -> str:
    """A new one after the server said that the file never arrived."""
    given_up = Evidence.objects.filter(state=EvidenceState.REJECTED, state_reason="never_arrived").count()
    return f"kirim-{given_up + 1}"


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
    verdict = {"verify": ItemVerdict.ACCEPTED, "return": ItemVerdict.REFUSED}[story.ending]
    reason = (
        {"reason_code": ReturnReason.UNREADABLE, "note": "Foto buram."} if story.ending == "return" else {}
    )
    for item in world.update.items.filter(verdict=ItemVerdict.PENDING):
        judge_item(item=item, verdict=verdict, by=world.verifier, at=timezone.now(), **reason)
        acknowledge("judged")
    words: dict[str, Any] = {"update": world.update, "by": world.verifier, "at": timezone.now()}
    if story.ending == "verify":
        verify_update(**words, verified_step=75)
    else:
        return_update(**words, reason_code=ReturnReason.UNREADABLE, note="Kirim foto yang jelas.")
    acknowledge("reviewed")
