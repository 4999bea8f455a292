"""Records of the action plan, one module per concern."""

from renaksi.models.assessment import (
    Assessment,
    CompletionDecision,
    IndependentNote,
    PlanFinding,
    PlanGrant,
)
from renaksi.models.commitment import Amendment, Commitment, Partnership, PolicyArea
from renaksi.models.desk import Handover, ReasonTemplate, ReportSheet, ReviewLock
from renaksi.models.milestone import CheckpointTarget, EvidenceRequirement, Milestone
from renaksi.models.notice import Holiday, Notice
from renaksi.models.plan import ActionPlan, PeriodExtension, ReportingPeriod
from renaksi.models.reporting import EvidenceItem, ProgressUpdate, Review, UpdateEvent
from renaksi.models.settings import TrackingSettings
from renaksi.models.standing import CommitmentMark, CommitmentStanding

__all__ = [
    "ActionPlan",
    "Amendment",
    "Assessment",
    "CheckpointTarget",
    "Commitment",
    "CommitmentMark",
    "CommitmentStanding",
    "CompletionDecision",
    "EvidenceItem",
    "EvidenceRequirement",
    "Handover",
    "Holiday",
    "IndependentNote",
    "Milestone",
    "Notice",
    "Partnership",
    "PeriodExtension",
    "PlanFinding",
    "PlanGrant",
    "PolicyArea",
    "ProgressUpdate",
    "ReasonTemplate",
    "ReportSheet",
    "ReportingPeriod",
    "Review",
    "ReviewLock",
    "TrackingSettings",
    "UpdateEvent",
]
