from practices.models.curation import CurationTask
from practices.models.pages import KitItem, PracticeIndexPage, PracticePage, PracticeResult
from practices.models.submission import LifeCheck, PracticeCopy, PracticeSubmission
from practices.models.theme import Goal, Theme

__all__ = [
    "CurationTask",
    "Goal",
    "KitItem",
    "LifeCheck",
    "PracticeCopy",
    "PracticeIndexPage",
    "PracticePage",
    "PracticeResult",
    "PracticeSubmission",
    "Theme",
]
