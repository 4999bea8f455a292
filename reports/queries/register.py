"""The register of fingerprints: is this one of ours, which report is it, and does it still stand?"""

import re
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation

from evidence.own_documents import OwnDocument
from foundation.languages import INDONESIAN, Told, told
from reports.document.payload import short_fingerprint
from reports.enums import BuildState, FileFormat
from reports.models import ReportBuild, ReportFile
from reports.queries.published import ABOUT, part_of, registered_builds, title_of
from reports.queries.versions import VersionLine, newest_version_after

# Fewer digits may be of any file.
FEWEST_DIGITS = 12
WHOLE = 64
_GAPS = re.compile(r"[\s:\u2010-\u2015-]+")
_DIGITS = re.compile(rf"[0-9a-f]{{{FEWEST_DIGITS},{WHOLE}}}")


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """What is known of a fingerprint. `file` is the kind of file whose own it is; None: what every page bears.

    `newer` is the newest version that stands, if it is a later one.
    """

    build: ReportBuild
    file: FileFormat | None
    title: str
    part: Told
    plan: Told
    short: str
    newer: VersionLine | None

    @property
    def is_withdrawn(self) -> bool:
        return self.build.state == BuildState.WITHDRAWN

    @property
    def published_at(self) -> datetime | None:
        return self.build.published_at


def cleaned_digits(text: str) -> str:
    """What was typed without its spaces and dashes, in small letters; blank if that is no fingerprint."""
    digits = _GAPS.sub("", text[:200]).lower()
    return digits if _DIGITS.fullmatch(digits) else ""


def find_by_fingerprint(digits: str) -> RegisterEntry | None:
    """By the first 12 or more digits of a report's fingerprint or of one of its files; at most four queries.

    Withdrawn versions are known, too; of two with the same digits the one that stands comes first.
    """
    wanted = cleaned_digits(digits)
    if not wanted:
        return None
    build = _standing_first(registered_builds().filter(**_beginning("payload_sha256", wanted)))
    if build is not None:
        # Whole, it is that of the file with the data, too.
        return _entry(build, FileFormat.PAYLOAD if len(wanted) == WHOLE else None)
    file = (
        ReportFile.objects.filter(build__in=ReportBuild.objects.registered(), **_beginning("sha256", wanted))
        .order_by("build__withdrawn_at", "-build__published_at")
        .first()
    )
    if file is None:
        return None
    return _entry(registered_builds().get(pk=file.build_id), FileFormat(file.format))


def own_report(sha256: str) -> OwnDocument | None:
    """A file of a version that stands, by its whole fingerprint: for `evidence.own_documents`. One query."""
    file = (
        ReportFile.objects.filter(build__in=ReportBuild.objects.published(), sha256=sha256)
        .select_related(*(f"build__{name}" for name in ABOUT))
        .order_by("-build__published_at")
        .first()
    )
    if file is None:
        return None
    with translation.override(INDONESIAN):
        title = ", ".join(filter(None, (title_of(file.build.report), file.build.report.plan.label)))
        site = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
        return OwnDocument(title, f"{site}{file.build.get_absolute_url()}")


def _beginning(field: str, digits: str) -> dict[str, str]:
    """A range, so that each database uses its index: "g" is what follows the last digit."""
    return {f"{field}__gte": digits, f"{field}__lt": f"{digits}g"}


def _standing_first(builds: QuerySet[ReportBuild]) -> ReportBuild | None:
    found = list(builds.order_by("-published_at", "-pk")[:10])
    return min(found, key=lambda build: build.state != BuildState.PUBLISHED, default=None)


def _entry(build: ReportBuild, file: FileFormat | None) -> RegisterEntry:
    return RegisterEntry(
        build=build,
        file=file,
        title=title_of(build.report),
        part=part_of(build.report),
        plan=told(build.report.plan, "label"),
        short=short_fingerprint(build.payload_sha256),
        newer=newest_version_after(build),
    )
