"""What must be true of reports whatever was killed and whenever."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from foundation.mail.models import OutgoingMail
from reports.document.payload import fingerprint
from reports.enums import BUILT_STATES, BuildState, FileFormat
from reports.models import ReportBuild, ReportFile
from reports.storage import is_whole, payload_bytes
from tests.faults.seen import Seen


def reports_at_once(seen: Seen) -> Iterator[str]:
    for build in ReportBuild.objects.all():
        yield from _files_are_whole(build)
        mails = OutgoingMail.objects.filter(kind="report", key__startswith=f"report:{build.pk}:").count()
        if mails != (build.state in BUILT_STATES):
            yield f"half transition: a report is {build.state}, and {mails} mails tell that it ended"
    for report, count in Counter(ReportBuild.objects.values_list("report", flat=True)).items():
        if count > 1:
            yield f"doubled: {count} builds of one request ({report})"
    yield from _what_was_seen_is_kept(seen)


def _files_are_whole(build: ReportBuild) -> Iterator[str]:
    files = list(build.files.all())
    wanted = set(FileFormat.values) if build.state in BUILT_STATES else set()
    if {file.format for file in files} != wanted:
        yield f"half transition: a report is {build.state} with {len(files)} files"
    for file in files:
        if not is_whole(file):
            yield f"row without its file: {build.state} {file.format}"
    if wanted and fingerprint(payload_bytes(build)) != build.payload_sha256:
        yield "a report whose fingerprint is not that of its payload"


def _what_was_seen_is_kept(seen: Seen) -> Iterator[str]:
    if seen.of("report asked for") and not ReportBuild.objects.exists():
        yield "lost: a report that was seen to be asked for"
    for told in seen.of("report published"):
        if not ReportBuild.objects.published().filter(payload_sha256=told["sha256"]).exists():
            yield "lost: a report that was seen published"


def reports_after_repair() -> Iterator[str]:
    for build in ReportBuild.objects.exclude(state__in=BUILT_STATES):
        yield f"still {build.state} after the sweep and the worker"
    known = set(ReportFile.objects.values_list("name", flat=True))
    folder = Path(settings.REPORT_ROOT)
    for path in folder.rglob("*") if folder.is_dir() else ():
        if path.name != "kerja" and path.name not in known:
            yield f"file of a report without its row: {path.name}"


def reports_at_the_end() -> Iterator[str]:
    if set(ReportBuild.objects.values_list("state", flat=True)) != {BuildState.PUBLISHED}:
        yield "the story was told again, but its report is not published"
