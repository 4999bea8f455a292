"""Reports are the secretariat's: who publishes them builds them, editors write their words in them."""

from django.db.models import QuerySet

from accounts.domain.rights import Right
from accounts.permissions import Actor, may_everywhere
from reports.models import ReportBuild


def may_build_reports(user: Actor) -> bool:
    return may_everywhere(user, Right.PUBLISH_REPORTS)


def may_write_report_texts(user: Actor) -> bool:
    """Also see which reports there are, how far their versions are, and what they would say today."""
    return may_everywhere(user, Right.WRITE_REPORT_TEXTS)


def builds_readable_by(user: Actor) -> QuerySet[ReportBuild]:
    """What a person may open and download; the rest does not exist for them."""
    return ReportBuild.objects.all() if may_build_reports(user) else ReportBuild.objects.none()
