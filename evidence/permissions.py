"""Who may open a proof. What it proves is known only above: the apps there register their rule."""

from collections.abc import Callable

from accounts.models import User
from accounts.permissions import Actor
from evidence.enums import READABLE_STATES, EvidenceState
from evidence.models import Evidence

ReaderRule = Callable[[User, Evidence], bool]

_reader_rules: list[ReaderRule] = []


def register_reader_rule(rule: ReaderRule) -> None:
    """From `AppConfig.ready()`; a proof opens for whom any of the rules says yes."""
    if rule not in _reader_rules:
        _reader_rules.append(rule)


def may_open(user: Actor, evidence: Evidence) -> bool:
    """Everybody what is published; who has to do with it what has passed the check; nobody the rest."""
    if evidence.state == EvidenceState.PUBLISHED:
        return True
    if evidence.state not in READABLE_STATES or not isinstance(user, User) or not user.is_active:
        return False
    return any(rule(user, evidence) for rule in _reader_rules)
