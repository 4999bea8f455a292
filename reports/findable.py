"""What the search finds of reports: the newest published version of each."""

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from foundation.languages import ENGLISH
from foundation.search.sources import Findable, Source
from reports.models import Report, ReportBuild
from reports.queries.published import newest_builds, part_of, published_builds, title_of


def _describe(build: ReportBuild) -> Findable:
    report = build.report
    with translation.override(ENGLISH):
        title_en, part_en = title_of(report), part_of(report)
    plan = report.plan
    return Findable(
        title=_line(title_of(report), part_of(report)),
        title_en=_line(title_en, part_en),
        codes=(build.payload_sha256[:16],),
        context=plan.label,
        context_en=plan.label_en,
        path=build.get_absolute_url(),
        is_sample=plan.is_sample,
    )


def _line(*parts: str) -> str:
    return ": ".join(filter(None, parts))


def _builds_of(report: Report) -> Iterator[int]:
    yield from report.builds.published().values_list("pk", flat=True)


SOURCES = (
    Source(
        kind="laporan",
        label=_("Laporan"),
        records=published_builds,
        public=newest_builds,
        describe=_describe,
        watched={Report: _builds_of},
    ),
)
