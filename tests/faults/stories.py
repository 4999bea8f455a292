"""What happens to one proof, or to a report, told so that it can be begun again: each step asks what is left to do.

The process that is killed and the one that comes after it tell the same story.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from evidence.actions.links import visit_link
from evidence.actions.receiving import continue_file, finish_file
from evidence.actions.takedown import take_down
from evidence.enums import READABLE_STATES, EvidenceKind, EvidenceState, TakedownReason
from evidence.links.visitor import Finding
from evidence.models import Evidence
from evidence.storage.parts import arrived_bytes
from renaksi.actions.attachments import attach_announced, attach_file, attach_link
from renaksi.actions.corrections import correct_update, reopen_verdict
from renaksi.actions.reviews import judge_item, return_update, verify_update
from renaksi.actions.updates import submit_update
from renaksi.enums import (
    WAITING_FOR_VERDICT_STATES,
    ItemVerdict,
    ReturnReason,
    UpdateState,
)
from reports.actions import building
from reports.actions.publishing import publish_report
from reports.actions.requesting import request_report
from reports.enums import BuildState, ReportKind
from reports.models import ReportBuild
from reports.subject import Subject
from tests.drawing import draw_lines
from tests.factories.evidence import PDF, picture
from tests.faults.world import World, load_world

Acknowledge = Callable[..., None]

_WEEKS = 3


@dataclass(frozen=True)
class Story:
    """`content` is sent as `file_name`; `ending` is verify, take_down, return, refuse (by the check), or what comes
    after verify: correct or reopen. An ending of its own is report: asked for, built and published, without a proof.

    `jobs` is how many of them the worker does before people go on; the rest follows the verdict. `piece` bytes
    at a time is how a resumable upload sends it; 0: at once, as a plain form does. Without a file it is a link.
    """

    name: str
    file_name: str = ""
    content: bytes = b""
    ending: str = "verify"
    jobs: int | None = None
    piece: int = 0


_PHOTO = picture("JPEG", (640, 480))

STORIES = (
    Story("pdf-verified", "laporan.pdf", PDF),
    Story("picture-verified", "foto.jpg", _PHOTO),
    Story("in-pieces-verified", "foto.jpg", _PHOTO, piece=len(_PHOTO) // 3),
    Story("in-pieces-taken-down", "laporan.pdf", PDF, "take_down", piece=len(PDF) // 2),
    Story("verified-before-it-was-drawn", "laporan.pdf", PDF, jobs=1),
    Story("picture-taken-down", "foto.jpg", picture("JPEG", (64, 48)), "take_down"),
    Story("picture-returned", "foto.png", picture("PNG", (64, 48)), "return"),
    Story("refused", "laporan.pdf", b"MZ" + bytes(300), "refuse"),
    Story("link-visited"),
    Story("link-taken-down", ending="take_down"),
    Story("link-corrected", ending="correct"),
    Story("link-judged-again", ending="reopen"),
    Story("report-published", ending="report"),
)
# How files are drawn is tested elsewhere, and takes seconds; what is killed here is the worker.
building.draw = draw_lines


def tell(story: Story, acknowledge: Acknowledge) -> None:
    """Do what is left to do; `acknowledge` hears what the people see, after they see it."""
    if story.ending == "report":
        _report(load_world(), acknowledge)
        return
    _send(story, acknowledge)
    work_off_the_queue(story.jobs)
    if story.ending == "refuse":
        return
    _submit(load_world(), acknowledge)
    _review(load_world(), story, acknowledge)
    work_off_the_queue()
    _visit_links()
    if story.ending == "take_down":
        _take_down(load_world(), acknowledge)
    if story.ending in {"correct", "reopen"}:
        _begin_version(load_world(), story, acknowledge)
        _submit(load_world(), acknowledge)
        _review(load_world(), story, acknowledge)


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
    if world.update.state != UpdateState.DRAFT or world.update.corrects_id is not None:
        return
    way = _send_link if not story.file_name else _send_in_pieces if story.piece else _send_at_once
    evidence = way(story, world)
    acknowledge("received", **_receipt(evidence))


def _send_at_once(story: Story, world: World) -> Evidence:
    file = SimpleUploadedFile(story.file_name, story.content)
    return attach_file(**_place(world), file=file, at=timezone.now(), idempotency_key="kirim-1").evidence


def _send_in_pieces(story: Story, world: World) -> Evidence:
    """As the resumable upload does: announce, ask how much is there, go on from there."""
    announced = {"name": story.file_name, "size": len(story.content), "idempotency_key": "kirim-1"}
    evidence = attach_announced(**_place(world), **announced).evidence
    evidence = finish_file(evidence=evidence, at=timezone.now())
    while evidence.state == EvidenceState.RECEIVING:
        there = arrived_bytes(evidence)
        piece = story.content[there : there + story.piece]
        evidence = continue_file(evidence=evidence, offset=there, pieces=[piece], at=timezone.now())
    return evidence


def _send_link(_story: Story, world: World) -> Evidence:
    return attach_link(**_place(world), url="https://contoh.test/laporan", at=timezone.now()).evidence


def _place(world: World) -> dict[str, Any]:
    return {"update": world.update, "requirement": world.requirement, "by": world.reporter}


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


def _begin_version(world: World, story: Story, acknowledge: Acknowledge) -> None:
    if world.update.corrects_id is not None:
        return
    words: dict[str, Any] = {"update": world.update, "reason": "Keliru.", "at": timezone.now()}
    if story.ending == "correct":
        correct_update(**words, by=world.reporter)
    else:
        reopen_verdict(**words, by=world.verifier)
    acknowledge("version begun")


def _report(world: World, acknowledge: Acknowledge) -> None:
    if not ReportBuild.objects.exists():
        subject = Subject(ReportKind.STANDING, world.update.milestone.commitment.plan)
        request_report(subject=subject, by=world.admin)
        acknowledge("report asked for")
    work_off_the_queue()
    for build in ReportBuild.objects.filter(state=BuildState.READY):
        publish_report(build=build, by=world.admin, at=timezone.now(), fingerprint=build.payload_sha256)
        acknowledge("report published", sha256=build.payload_sha256)


def _visit_links() -> None:
    """Every week another page, so that copies come and go; who has been there this week does not go again."""
    for link in Evidence.objects.filter(kind=EvidenceKind.LINK, state__in=READABLE_STATES):
        for week in range(_WEEKS):
            fetch = partial(_fetch, f"Isi pekan {week}".encode())
            with override_settings(VISIT_LINKS=True):
                visit_link(pk=link.pk, now=link.created_at + timedelta(days=8 * week), fetch=fetch)


def _fetch(content: bytes, url: str, folder: Path) -> Finding:
    """What the visitor's process would have brought, without leaving this machine."""
    body, text = folder / "body", folder / "text"
    for path in (body, text):
        path.write_bytes(content)
    return Finding(
        None,
        status=200,
        final_url=url,
        content_type="text/html",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        body=body,
        text=text,
    )


def _take_down(world: World, acknowledge: Acknowledge) -> None:
    for item in world.update.items.exclude(evidence__state=EvidenceState.TAKEN_DOWN).select_related(
        "evidence"
    ):
        derivative = item.evidence.derivative_sha256
        take_down(
            evidence=item.evidence, reason=TakedownReason.PERSONAL_DATA, by=world.admin, at=timezone.now()
        )
        acknowledge("taken down", derivative_sha256=derivative)
