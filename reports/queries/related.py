"""Published reports on the pages of plans, commitments, regions and institutions (`renaksi.related`)."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.formats import long_date
from foundation.languages import told
from renaksi.related import RelatedItem, Subject
from reports.models import ReportBuild
from reports.queries.published import newest_builds, part_of, title_of

RELATED = 3


def reports_of(subject: Subject) -> tuple[RelatedItem, ...]:
    """What is about the record itself; of a commitment not those of its region or institution. One query.

    A practice, a theme and a news post have no reports, though they lie in regions.
    """
    if subject.practice_ids or subject.theme_ids:
        return ()
    if subject.plan_ids:
        about = Q(
            report__plan__in=subject.plan_ids,
            report__region=None,
            report__institution=None,
            report__commitment=None,
        )
    elif subject.commitment_ids:
        about = Q(report__commitment__in=subject.commitment_ids)
    else:
        about = Q(report__region__in=subject.region_ids) | Q(report__institution__in=subject.institution_ids)
    found = newest_builds().filter(about).order_by("-published_at", "-pk")
    return tuple(_item(build) for build in found[:RELATED])


def _item(build: ReportBuild) -> RelatedItem:
    part = part_of(build.report)
    return RelatedItem(
        kind=_("Laporan"),
        title=f"{title_of(build.report)}: {part}" if part else title_of(build.report),
        url=build.get_absolute_url(),
        text=told(build.report.plan, "label"),
        source=_("data per %(day)s") % {"day": long_date(build.as_of)} if build.as_of else "",
        day=build.published_at and timezone.localdate(build.published_at),
    )
