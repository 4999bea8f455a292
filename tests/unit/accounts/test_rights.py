from pathlib import Path

import pytest

from accounts.domain.rights import (
    OPEN_TO_EVERYBODY,
    RIGHTS,
    RIGHTS_BY_LINK,
    Right,
    Scope,
    as_table,
    roles_with,
    scope_of,
)
from accounts.enums import INSTITUTION_ROLES, REGION_ROLES, Role

ROOT = Path(__file__).resolve().parents[3]
# A role is held for an institution, for a region, for granted plans or for the whole: no right reaches further.
FARTHEST = {
    **dict.fromkeys(INSTITUTION_ROLES, Scope.OWN_INSTITUTION),
    **dict.fromkeys(REGION_ROLES, Scope.OWN_REGION),
    Role.MONITOR: Scope.GRANTED_PLANS,
    Role.VERIFIER: Scope.GRANTED_PLANS,
    Role.EDITOR: Scope.EVERYWHERE,
    Role.ADMIN: Scope.EVERYWHERE,
}


@pytest.mark.parametrize("role", Role)
def test_no_right_of_a_role_reaches_further_than_the_role(role):
    assert set(RIGHTS[role].values()) == {FARTHEST[role]}


@pytest.mark.parametrize("right", Right)
def test_every_right_is_somebody_s(right):
    assert roles_with(right) != frozenset()


@pytest.mark.parametrize("role", Role)
def test_what_is_published_is_everybody_s(role):
    assert [scope_of(role, right) for right in OPEN_TO_EVERYBODY] == [Scope.EVERYWHERE]


def test_who_reports_neither_verifies_nor_takes_down():
    writers = roles_with(Right.WRITE_UPDATES)
    assert writers & (roles_with(Right.VERIFY) | roles_with(Right.TAKE_DOWN)) == frozenset()


def test_evidence_is_nothing_of_an_editor_s():
    assert scope_of(Role.EDITOR, Right.READ_UPDATES) is None


def test_deciding_and_publishing_are_the_admin_s_alone():
    alone = {Right.PUBLISH_PLANS, Right.DECIDE, Right.PUBLISH_REPORTS, Right.WRITE_ON_BEHALF}
    assert {right for right in Right if roles_with(right) == {Role.ADMIN}} == alone


def test_accounts_are_the_admin_s_everywhere_and_a_coordinator_s_in_the_own_region():
    scopes = {role: scope_of(role, Right.MANAGE_ACCOUNTS) for role in roles_with(Right.MANAGE_ACCOUNTS)}
    assert scopes == {Role.ADMIN: Scope.EVERYWHERE, Role.COORDINATOR: Scope.OWN_REGION}


def test_link_gives_nothing_that_a_focal_point_lacks():
    assert set(RIGHTS[Role.FOCAL_POINT]) >= RIGHTS_BY_LINK == {Right.READ_UPDATES, Right.WRITE_UPDATES}


def test_the_documented_table_is_the_table():
    text = (ROOT / "docs" / "rights.md").read_text(encoding="utf-8")
    assert text[text.index("|") :] == as_table()
