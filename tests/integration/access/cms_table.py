"""Reads `cms_table.txt`: what each address of the CMS and of Wagtail's public side answers to whom."""

from pathlib import Path

from tests.integration.access.probe import VERBS
from tests.integration.access.world import ACTORS

FILE = Path(__file__).with_suffix(".txt")
# Of these the file tells; all others are turned away by the gate.
STAFF = ("editor", "admin")
GATE = {"anonymous": "door", **{who: "404" for who in ACTORS if who not in {"anonymous", *STAFF}}}

Outcomes = dict[tuple[str, str, str], str]


def declared() -> Outcomes:
    """By name of the address, actor and verb."""
    found: Outcomes = {}
    for line in FILE.read_text().splitlines():
        row, *cells = (cell.strip() for cell in line.split("|"))
        if not line.startswith("#") and cells:
            found |= _behind_the_gate(row, cells) if len(cells) == len(VERBS) else _in_public(row, cells[0])
    return found


def _behind_the_gate(row: str, cells: list[str]) -> Outcomes:
    told = {(row, who, verb): outcome for who, outcome in GATE.items() for verb in VERBS}
    for verb, outcomes in zip(VERBS, cells, strict=True):
        told |= {(row, who, verb): outcome for who, outcome in zip(STAFF, outcomes.split(), strict=True)}
    return told


def _in_public(row: str, outcomes: str) -> Outcomes:
    """The same for everybody."""
    by_verb = dict(zip(VERBS, outcomes.split(), strict=True))
    return {(row, who, verb): by_verb[verb] for who in ACTORS for verb in VERBS}
