"""The way of a progress update: its transitions as a table, and the guards before each step."""

from renaksi.domain.update_flow.alike import AlikeFacts, Likeness, SeenItem, alike_problems
from renaksi.domain.update_flow.approving import ApprovalFacts, approval_problems, reason_problems
from renaksi.domain.update_flow.correcting import (
    CorrectionFacts,
    ReopeningFacts,
    correction_problems,
    plan_problems,
    reopening_problems,
)
from renaksi.domain.update_flow.problems import Problem
from renaksi.domain.update_flow.returning import RefusedItem, note_of, reason_of
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
    "AlikeFacts",
    "ApprovalFacts",
    "CorrectionFacts",
    "JudgedItem",
    "Likeness",
    "NamedItem",
    "Problem",
    "RefusedItem",
    "ReopeningFacts",
    "ReviewFacts",
    "SeenItem",
    "SubmissionFacts",
    "Transition",
    "TransitionRefused",
    "alike_problems",
    "allowed",
    "apply",
    "approval_problems",
    "as_mermaid",
    "correction_problems",
    "note_of",
    "plan_problems",
    "reason_of",
    "reason_problems",
    "reopening_problems",
    "review_problems",
    "submission_problems",
    "transition_for",
]
