"""Who may do what, as a table: rights by role, and how far each reaches.

The permissions of every app ask this table, docs/rights.md is drawn from it, and the tests try each of
its cells. Whoever is not signed in has the rights in `OPEN_TO_EVERYBODY` and no other.
"""

from collections.abc import Mapping
from enum import Enum

from accounts.enums import Role


class Right(Enum):
    """The value says it in words."""

    READ_PUBLISHED = "read what is published"
    READ_UPDATES = "read drafts of updates and internal evidence"
    READ_DRAFT_TEXTS = "read drafts of plans, practices and pages"
    WRITE_UPDATES = "write and submit updates"
    WRITE_ON_BEHALF = "write updates on behalf, with the letter as source"
    APPROVE_FOR_AGENCY = "approve for the agency before it goes up"
    APPROVE_FOR_REGION = "approve for the region before it goes up"
    VERIFY = "verify and return updates"
    TAKE_DOWN = "take evidence down"
    NOTE_INDEPENDENTLY = "write independent notes and assessments"
    DRAFT_PLANS = "draft plans, commitments and milestones"
    PUBLISH_PLANS = "publish plans, commitments and milestones"
    DECIDE = "decide on periods, extensions, grants and completion"
    CURATE_PRACTICES = "curate practices"
    EDIT_PAGES = "edit news, events and pages"
    WRITE_REPORT_TEXTS = "write the editors’ words in reports"
    PUBLISH_REPORTS = "publish reports"
    MANAGE_ACCOUNTS = "manage accounts"


class Scope(Enum):
    """How far a right reaches; the value says it in words."""

    OWN_INSTITUTION = "own institution"
    OWN_REGION = "own region"
    GRANTED_PLANS = "granted plans"
    EVERYWHERE = "everywhere"


OPEN_TO_EVERYBODY = frozenset({Right.READ_PUBLISHED})
# What a session that was opened by a sign-in link may at most; the link says for whom and for which period.
RIGHTS_BY_LINK = frozenset({Right.READ_UPDATES, Right.WRITE_UPDATES})

_R = Right
_INSTITUTION, _REGION, _PLANS = Scope.OWN_INSTITUTION, Scope.OWN_REGION, Scope.GRANTED_PLANS

RIGHTS: Mapping[Role, Mapping[Right, Scope]] = {
    Role.FOCAL_POINT: {_R.READ_UPDATES: _INSTITUTION, _R.WRITE_UPDATES: _INSTITUTION},
    Role.APPROVER: {
        _R.READ_UPDATES: _INSTITUTION,
        _R.WRITE_UPDATES: _INSTITUTION,
        _R.APPROVE_FOR_AGENCY: _INSTITUTION,
    },
    Role.COORDINATOR: {
        _R.READ_UPDATES: _REGION,
        _R.WRITE_UPDATES: _REGION,
        _R.APPROVE_FOR_REGION: _REGION,
        _R.MANAGE_ACCOUNTS: _REGION,
    },
    Role.MONITOR: {_R.READ_UPDATES: _PLANS, _R.NOTE_INDEPENDENTLY: _PLANS},
    Role.EDITOR: dict.fromkeys(
        (_R.READ_DRAFT_TEXTS, _R.DRAFT_PLANS, _R.CURATE_PRACTICES, _R.EDIT_PAGES, _R.WRITE_REPORT_TEXTS),
        Scope.EVERYWHERE,
    ),
    Role.VERIFIER: dict.fromkeys((_R.READ_UPDATES, _R.VERIFY, _R.TAKE_DOWN), _PLANS),
    # The secretariat writes on behalf only, and approves for nobody.
    Role.ADMIN: dict.fromkeys(
        set(Right) - OPEN_TO_EVERYBODY - {_R.WRITE_UPDATES, _R.APPROVE_FOR_AGENCY, _R.APPROVE_FOR_REGION},
        Scope.EVERYWHERE,
    ),
}


def scope_of(role: Role, right: Right) -> Scope | None:
    """None: the role does not have the right at all."""
    if right in OPEN_TO_EVERYBODY:
        return Scope.EVERYWHERE
    return RIGHTS[role].get(right)


def roles_with(right: Right) -> frozenset[Role]:
    return frozenset(role for role in Role if scope_of(role, right) is not None)


def as_table() -> str:
    """For docs/rights.md: a row for each right, a column for each role."""
    heads = ["", "public", *(role.value.replace("_", " ") for role in Role)]
    rows = [[right.value, *_cells(right)] for right in Right]
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cells(right: Right) -> list[str]:
    scopes = [scope_of(role, right) for role in Role]
    public = Scope.EVERYWHERE.value if right in OPEN_TO_EVERYBODY else ""
    return [public, *(scope.value if scope else "" for scope in scopes)]
