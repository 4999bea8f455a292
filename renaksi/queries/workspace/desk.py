"""What lies beside a report on the desk: its proofs one after the other, and the one that is shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import User
from evidence.models import Evidence
from evidence.permissions import may_inspect
from renaksi.queries.workspace.proofs import Proof, RequirementProofs

# The part of the page that shows a proof; links without scripts lead there.
PANEL = "pratinjau"


@dataclass(frozen=True, slots=True)
class DeskProof:
    """`number` counts from 1; `url` shows it beside the report, `panel` is that part of the page alone.

    `opens` leads to the file or source through the door, which writes down who opened it.
    """

    proof: Proof
    number: int
    url: str
    panel: str
    opens: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class DeskProofs:
    """`lines` by the id of their item."""

    lines: dict[int, DeskProof]

    @property
    def shown(self) -> DeskProof | None:
        return next((line for line in self.lines.values() if line.is_shown), None)

    @property
    def count(self) -> int:
        return len(self.lines)


def desk_proofs(requirements: Iterable[RequirementProofs], *, chosen: str, query: str) -> DeskProofs:
    """`chosen` is the public id that the address asks for; else the first without verdict that can be looked at."""
    proofs = [proof for requirement in requirements for proof in requirement.proofs]
    shown = _shown(proofs, chosen)
    lines = {
        proof.item_id: DeskProof(
            proof=proof,
            number=number,
            url=f"?{_with(query, proof)}#{PANEL}",
            panel=f"{proof.viewer}?sisi=1",
            opens=reverse("evidence:open", args=[proof.public_id]),
            is_shown=proof is shown,
        )
        for number, proof in enumerate(proofs, start=1)
    }
    return DeskProofs(lines)


def _shown(proofs: list[Proof], chosen: str) -> Proof | None:
    asked = [proof for proof in proofs if str(proof.public_id) == chosen]
    waiting = [proof for proof in proofs if proof.is_readable and not proof.is_judged]
    return next(iter([*asked, *waiting, *proofs]), None)


def _with(query: str, proof: Proof) -> str:
    return "&".join(filter(None, [query, urlencode({"bukti": proof.public_id})]))


def evidence_of(line: DeskProof, user: User) -> Evidence | None:
    """With what the viewer needs; None if this person may not look at it."""
    known = Evidence.objects.select_related("institution", "uploader", "hints_cleared_by")
    evidence = known.get(public_id=line.proof.public_id)
    return evidence if may_inspect(user, evidence) else None
