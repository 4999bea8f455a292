"""What happens to the sample's proofs, played through the actions: received, checked, drawn, visited, taken down."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from accounts.models import User
from evidence.actions.checking import check_received_file
from evidence.actions.links import Fetch, look_at_link
from evidence.actions.previewing import draw_preview
from evidence.actions.takedown import take_down
from evidence.domain.link_problems import LinkProblem
from evidence.enums import TakedownReason
from evidence.links.visitor import Finding
from home.seed.sample_proofs import proof_file
from renaksi.actions.attachments import attach_file, attach_link
from renaksi.actions.examples import set_example
from renaksi.domain.periods import Window
from renaksi.models import EvidenceRequirement, ProgressUpdate

_WEEK = timedelta(days=7)


def attach_sample_file(
    update: ProgressUpdate,
    proof: dict[str, Any],
    requirement: EvidenceRequirement,
    window: Window,
    at: datetime,
) -> None:
    """Checked and drawn at once, so that a verifier finds its pages before any worker has started."""
    item = attach_file(
        update=update,
        file=proof_file(proof["title"], proof.get("file", ""), proof.get("rows", 0)),
        title=_title(proof),
        requirement=requirement,
        document_date=window.opens,
        by=update.author,
        at=at,
    )
    check_received_file(pk=item.evidence_id, now=at)
    draw_preview(pk=item.evidence_id, now=at)


def put_sample_example(requirement: EvidenceRequirement, title: str, by: User, at: datetime) -> None:
    """What a good proof looks like, public at once; its name says that it is a sample of a sample."""
    evidence = set_example(requirement=requirement, file=proof_file(title), by=by, at=at)
    check_received_file(pk=evidence.pk, now=at)
    draw_preview(pk=evidence.pk, now=at)


def attach_sample_link(
    update: ProgressUpdate,
    proof: dict[str, Any],
    requirement: EvidenceRequirement,
    window: Window,
    at: datetime,
) -> None:
    """To a host that cannot exist (RFC 2606). With a `page` it was seen there, and is gone since."""
    item = attach_link(
        update=update,
        url=proof["url"],
        title=_title(proof),
        requirement=requirement,
        document_date=window.opens,
        by=update.author,
        at=at,
    )
    if "page" not in proof:
        return
    visits = (_shows(proof["page"]), _finds_nothing, _finds_nothing)
    for week, fetch in enumerate(visits, start=1):
        look_at_link(pk=item.evidence_id, now=at + week * _WEEK, fetch=fetch)


def take_down_samples(
    update: ProgressUpdate, proofs: Iterable[dict[str, Any]], by: User, at: datetime
) -> None:
    for proof in proofs:
        if "takedown" not in proof:
            continue
        evidence = update.items.get(evidence__title=_title(proof)).evidence
        told = proof["takedown"]
        take_down(evidence=evidence, reason=TakedownReason(told["reason"]), note=told["note"], by=by, at=at)


def _title(proof: dict[str, Any]) -> str:
    return f"{proof['title']} (contoh)"


def _shows(text: str) -> Fetch:
    """Stands in for the web, as a page would arrive from there: its bytes and its text."""

    def fetch(url: str, folder: Path) -> Finding:
        body, plain = folder / "body", folder / "text"
        body.write_text(f"<pre>{text}</pre>", encoding="utf-8")
        plain.write_text(text, encoding="utf-8")
        content = body.read_bytes()
        return Finding(
            problem=None,
            status=200,
            final_url=url,
            content_type="text/html",
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            body=body,
            text=plain,
        )

    return fetch


def _finds_nothing(_url: str, _folder: Path) -> Finding:
    return Finding(LinkProblem.NOT_FOUND, status=404)
