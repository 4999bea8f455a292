"""The way of a progress update: its transitions as a table, and the guards before each step."""

from renaksi.domain.update_flow.approving import ApprovalFacts, approval_problems, reason_problems
from renaksi.domain.update_flow.problems import Problem
from renaksi.domain.update_flow.reviewing import JudgedItem, ReviewFacts, review_problems
from renaksi.domain.update_flow.submitting import NamedItem, SubmissionFacts, submission_problems
from renaksi.domain.update_flow.transitions import (
    TRANSITIONS,
    Actor,
    Transition,
    TransitionRefused,
    allowed,
    apply,
    as_mermaid,
    transition_for,
)

__all__ = [
    "TRANSITIONS",
    "Actor",
    "ApprovalFacts",
    "JudgedItem",
    "NamedItem",
    "Problem",
    "ReviewFacts",
    "SubmissionFacts",
    "Transition",
    "TransitionRefused",
    "allowed",
    "apply",
    "approval_problems",
    "as_mermaid",
    "reason_problems",
    "review_problems",
    "submission_problems",
    "transition_for",
]
