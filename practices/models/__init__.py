from practices.models.curation import CurationTask
from practices.models.links import PracticeCommitment, PracticeProof
from practices.models.pages import KitItem, PracticeIndexPage, PracticePage, PracticeResult
from practices.models.submission import LifeCheck, PracticeCopy, PracticeSubmission
from practices.models.theme import Goal, Theme

__all__ = [
    "CurationTask",
    "Goal",
    "KitItem",
    "LifeCheck",
    "PracticeCommitment",
    "PracticeCopy",
    "PracticeIndexPage",
    "PracticePage",
    "PracticeProof",
    "PracticeResult",
    "PracticeSubmission",
    "Theme",
]
