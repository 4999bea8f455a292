"""Reports are the secretariat's: who publishes them builds them."""

from django.db.models import QuerySet

from accounts.domain.rights import Right
from accounts.permissions import Actor, may_everywhere
from reports.models import ReportBuild


def may_build_reports(user: Actor) -> bool:
    return may_everywhere(user, Right.PUBLISH_REPORTS)


def builds_readable_by(user: Actor) -> QuerySet[ReportBuild]:
    """What a person may see and download; the rest does not exist for them."""
    return ReportBuild.objects.all() if may_build_reports(user) else ReportBuild.objects.none()
