"""Addresses of everything that the public sees, in both languages; sample data are not for search engines.

One file per kind and an index over them: a file may hold 50,000 addresses.
"""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from wagtail.models import Page, Site

from foundation.reach.sitemaps import TwiceToldSitemap, register_sitemap
from institutions.models import Institution, Region
from practices.models import PracticePage
from renaksi.models import ActionPlan, Commitment


class ListSitemap(TwiceToldSitemap):
    def items(self) -> list[str]:
        return ["plan_list", "commitment_list", "region_list", "reports:list", "reports:verification"]

    def location(self, item: str) -> str:
        return reverse(item)


class TellingPageSitemap(TwiceToldSitemap):
    """The pages of the CMS, most of them practices and news."""

    def items(self) -> QuerySet[Page]:
        site = Site.objects.get(is_default_site=True)
        samples = PracticePage.objects.filter(is_sample=True).values("pk")
        return (
            Page.objects.live()
            .descendant_of(site.root_page, inclusive=True)
            .exclude(pk__in=samples)
            .defer_streamfields()
            .order_by("path")
        )

    def location(self, item: Page) -> str:
        return item.get_url() or ""

    def lastmod(self, item: Page) -> datetime | None:
        return item.last_published_at


class PlanSitemap(TwiceToldSitemap):
    def items(self) -> QuerySet[ActionPlan]:
        return ActionPlan.objects.public().real().order_by("pk")


class CommitmentSitemap(TwiceToldSitemap):
    def items(self) -> QuerySet[Commitment]:
        return Commitment.objects.public().real().select_related("plan").order_by("pk")


class InstitutionSitemap(TwiceToldSitemap):
    """Those that a published real commitment names."""

    def items(self) -> QuerySet[Institution]:
        named = Commitment.objects.public().real().values("partnerships__institution")
        return Institution.objects.filter(pk__in=named, merged_into__isnull=True).order_by("pk")


class RegionSitemap(TwiceToldSitemap):
    """Those with a published real commitment."""

    def items(self) -> QuerySet[Region]:
        public = Commitment.objects.public().real()
        return Region.objects.filter(
            Q(pk__in=public.values("region")) | Q(pk__in=public.values("plan__region")), is_sample=False
        ).order_by("pk")


def register_sitemaps() -> None:
    register_sitemap("halaman", TellingPageSitemap)
    register_sitemap("daftar", ListSitemap)
    register_sitemap("renaksi", PlanSitemap)
    register_sitemap("komitmen", CommitmentSitemap)
    register_sitemap("instansi", InstitutionSitemap)
    register_sitemap("daerah", RegionSitemap)
