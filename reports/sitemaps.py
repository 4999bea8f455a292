"""The newest published version of each report, for search engines; sample data are not for them."""

from datetime import datetime

from django.db.models import QuerySet

from foundation.reach.sitemaps import TwiceToldSitemap
from reports.models import ReportBuild
from reports.queries.published import newest_builds


class ReportSitemap(TwiceToldSitemap):
    def items(self) -> QuerySet[ReportBuild]:
        return newest_builds().filter(report__plan__is_sample=False).order_by("pk")

    def lastmod(self, item: ReportBuild) -> datetime | None:
        return item.published_at
