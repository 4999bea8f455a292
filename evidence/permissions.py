"""Who may open, judge and take down a proof. What it proves is known only above: the apps there register their rules."""

from collections.abc import Callable

from accounts.domain.rights import Right
from accounts.models import User
from accounts.permissions import Actor, may_everywhere
from evidence.enums import READABLE_STATES, EvidenceState
from evidence.models import Evidence

Rule = Callable[[User, Evidence], bool]

_reader_rules: list[Rule] = []
_judge_rules: list[Rule] = []
_takedown_rules: list[Rule] = []


def register_reader_rule(rule: Rule) -> None:
    """From `AppConfig.ready()`; a proof opens for whom any of the rules says yes."""
    if rule not in _reader_rules:
        _reader_rules.append(rule)


def register_judge_rule(rule: Rule) -> None:
    """From `AppConfig.ready()`; whom any of the rules names may say that a proof holds no personal data."""
    if rule not in _judge_rules:
        _judge_rules.append(rule)


def register_takedown_rule(rule: Rule) -> None:
    """From `AppConfig.ready()`; whom any of the rules names may take a proof down."""
    if rule not in _takedown_rules:
        _takedown_rules.append(rule)


def may_judge(user: Actor, evidence: Evidence) -> bool:
    """Nobody judges what they sent themselves."""
    if not isinstance(user, User) or not user.is_active or user.pk == evidence.uploader_id:
        return False
    return any(rule(user, evidence) for rule in _judge_rules)


def may_take_down(user: Actor, evidence: Evidence) -> bool:
    """The secretariat everything; who verifies, what belongs to their plans: leaked data waits for nobody."""
    if may_everywhere(user, Right.TAKE_DOWN):
        return True
    if not isinstance(user, User) or not user.is_active:
        return False
    return any(rule(user, evidence) for rule in _takedown_rules)


def may_open(user: Actor, evidence: Evidence) -> bool:
    """Everybody what is published; who has to do with it what has passed the check; nobody the rest."""
    if evidence.state == EvidenceState.PUBLISHED:
        return True
    return evidence.state in READABLE_STATES and may_inspect(user, evidence)


def may_inspect(user: Actor, evidence: Evidence) -> bool:
    """Who has to do with it sees how far it has come, in any state: published or not, checked or not."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return any(rule(user, evidence) for rule in _reader_rules)
