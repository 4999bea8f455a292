"""Addresses of everything that the public sees; sample data are not for search engines."""

from django.contrib.sitemaps import Sitemap
from django.db.models import Q, QuerySet
from django.urls import reverse
from wagtail.contrib.sitemaps import Sitemap as PageSitemap

from institutions.models import Institution, Region
from renaksi.models import ActionPlan, Commitment


class ListSitemap(Sitemap[str]):
    def items(self) -> list[str]:
        return ["plan_list", "commitment_list", "region_list"]

    def location(self, item: str) -> str:
        return reverse(item)


class PlanSitemap(Sitemap[ActionPlan]):
    def items(self) -> QuerySet[ActionPlan]:
        return ActionPlan.objects.public().real().order_by("pk")


class CommitmentSitemap(Sitemap[Commitment]):
    def items(self) -> QuerySet[Commitment]:
        return Commitment.objects.public().real().select_related("plan").order_by("pk")


class InstitutionSitemap(Sitemap[Institution]):
    """Those that a published real commitment names."""

    def items(self) -> QuerySet[Institution]:
        named = Commitment.objects.public().real().values("partnerships__institution")
        return Institution.objects.filter(pk__in=named, merged_into__isnull=True).order_by("pk")


class RegionSitemap(Sitemap[Region]):
    """Those with a published real commitment."""

    def items(self) -> QuerySet[Region]:
        public = Commitment.objects.public().real()
        return Region.objects.filter(
            Q(pk__in=public.values("region")) | Q(pk__in=public.values("plan__region")), is_sample=False
        ).order_by("pk")


SITEMAPS = {
    "halaman": PageSitemap,
    "daftar": ListSitemap,
    "renaksi": PlanSitemap,
    "komitmen": CommitmentSitemap,
    "instansi": InstitutionSitemap,
    "daerah": RegionSitemap,
}
