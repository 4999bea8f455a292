"""The words of the facets of the list of reports: every value that a published report has, with its label."""

from collections.abc import Mapping

from foundation.languages import told
from institutions.models import Institution, Region
from renaksi.models import ActionPlan
from reports.enums import ReportKind, ReportLanguage
from reports.models import Report, ReportBuild


def facet_labels() -> Mapping[str, Mapping[str, str]]:
    """By facet, value → label in the order of the page; four queries."""
    published = ReportBuild.objects.published()
    about = Report.objects.filter(builds__in=published).order_by()
    plans = ActionPlan.objects.filter(pk__in=about.values("plan"))
    regions = Region.objects.filter(pk__in=about.values("region")).order_by("name")
    institutions = Institution.objects.filter(pk__in=about.values("institution")).order_by("name")
    years = (
        published.filter(as_of__isnull=False).order_by("-as_of__year").values_list("as_of__year", flat=True)
    )
    return {
        "kind": {kind.value: str(kind.label) for kind in ReportKind},
        "plan": {plan.slug: told(plan, "label") for plan in plans},
        "year": {str(year): str(year) for year in years.distinct()},
        "region": {region.code: region.name for region in regions},
        "institution": {one.slug: told(one, "name") for one in institutions},
        "language": {code.value: str(code.label) for code in ReportLanguage},
    }
