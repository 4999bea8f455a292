"""What a report would say today, stored nowhere."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from reports.document import Payload, Replaced
from reports.domain.comparison import Comparison, compare
from reports.models import Report, ReportBuild, ReportText
from reports.payload import assemble
from reports.queries.finding import newest_public_version, previous_payload
from reports.rendering.twin import twin_html
from reports.storage import read_payload
from reports.subject import Subject, subject_of


def payload_now(
    subject: Subject, *, now: datetime, today: date | None = None, drafts: Iterable[ReportText] = ()
) -> Payload:
    """With the texts that are kept; `drafts` stand in the place of those that they rewrite.

    `today` is the day whose figures it tells, if another one than that of `now`.
    """
    report = Report.objects.filter(slug=subject.slug).first()
    replaces = _replaces(report) if report else None
    assembled = assemble(
        subject,
        today=today or timezone.localdate(now),
        gathered_at=now,
        version=replaces.version + 1 if replaces else 1,
        replaces=replaces,
        texts=_texts(report, drafts),
        previous=previous_payload(report) if report else None,
    )
    return assembled.payload


def preview_html(subject: Subject, *, now: datetime, drafts: Iterable[ReportText] = ()) -> str:
    """The twin as one HTML document."""
    payload = payload_now(subject, now=now, drafts=drafts)
    return twin_html(payload, payload.to_bytes()).decode()


def changes_since_build(build: ReportBuild, *, now: datetime) -> Comparison:
    """What a version would say otherwise of its own day if it were built again. Raises what `read_payload` does."""
    then = read_payload(build)
    day = timezone.localdate(datetime.fromisoformat(then.gathered_at))
    return compare(then, payload_now(subject_of(build.report), now=now, today=day))


def _replaces(report: Report) -> Replaced | None:
    newest = newest_public_version(report)
    if newest is None or newest.published_at is None:
        return None
    return Replaced(
        version=newest.version,
        fingerprint=newest.payload_sha256,
        published_on=timezone.localdate(newest.published_at).isoformat(),
        reason=_("ditulis saat versi baru disusun"),
    )


def _texts(report: Report | None, drafts: Iterable[ReportText]) -> list[ReportText]:
    rewritten = list(drafts)
    places = {(text.slot, text.commitment_id) for text in rewritten}
    kept = report.texts.all() if report else ()
    return [*(text for text in kept if (text.slot, text.commitment_id) not in places), *rewritten]
