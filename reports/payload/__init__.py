"""Everything that a progress report says, as frozen values: the template only places them."""

from reports.payload.report import ProgressReport, progress_report

__all__ = ["ProgressReport", "progress_report"]
