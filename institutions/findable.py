"""What the search finds of institutions and regions."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from foundation.search.sources import Findable, Source
from institutions.models import Institution, InstitutionAlias, InstitutionChange, Region


def _institutions() -> QuerySet[Institution]:
    return Institution.objects.select_related("region").prefetch_related("aliases")


def _describe_institution(institution: Institution) -> Findable:
    """All names it was known by; one that went on in another is found by the names of the other."""
    names = [institution.short_name, *(alias.name for alias in institution.aliases.all())]
    others = dict.fromkeys(name for name in names if name and name != institution.name)
    return Findable(
        title=institution.name,
        title_en=institution.name_en,
        codes=(institution.short_name,),
        context=institution.region.name if institution.region else "",
        text="; ".join(others),
        path=institution.get_absolute_url(),
        is_sample=institution.is_sample,
    )


def _describe_region(region: Region) -> Findable:
    return Findable(
        title=region.name,
        codes=(region.code,),
        context=" · ".join(filter(None, (region.province.name if region.province else "", region.code))),
        path=region.get_absolute_url(),
        is_sample=region.is_sample,
    )


SOURCES = (
    Source(
        kind="instansi",
        label=_("Instansi"),
        records=_institutions,
        public=Institution.objects.standing,
        describe=_describe_institution,
        watched={
            InstitutionAlias: lambda alias: (alias.institution_id,),
            InstitutionChange: lambda change: filter(None, (change.source_id, change.target_id)),
        },
    ),
    Source(
        kind="daerah",
        label=_("Daerah"),
        records=lambda: Region.objects.select_related("province"),
        public=Region.objects.all,
        describe=_describe_region,
    ),
)
