"""The one mail that tells who asked that a report is ready, or failed and why; or that all of an order have ended."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.mail.outbox import queue_mail
from renaksi.notifications.letters import absolute
from reports.enums import UNFINISHED_STATES, BatchState, BuildState
from reports.models import ReportBatch, ReportBuild


def tell_who_waits(build: ReportBuild) -> None:
    """In the transaction that ends the build, so that each gets exactly one."""
    # Not the language in which somebody reads the CMS.
    with translation.override(settings.LANGUAGE_CODE):
        for person in build.waiting_for.filter(is_active=True).exclude(email="").order_by("pk"):
            _mail(build, person)
    if build.batch is not None:
        tell_who_ordered(build.batch)


def _mail(build: ReportBuild, person: User) -> None:
    is_ready = build.state == BuildState.READY
    words = _("Laporan siap diperiksa: %(report)s") if is_ready else _("Laporan gagal disusun: %(report)s")
    subject = words % {"report": build.report}
    context = {
        "to": person,
        "subject": subject,
        "build": build,
        "is_ready": is_ready,
        "url": absolute(reverse("cms_report:report", args=[build.report_id])),
    }
    assert build.finished_at is not None  # noqa: S101 - it has just ended
    queue_mail(
        # A report that is tried again may end again.
        key=f"report:{build.pk}:{build.finished_at.timestamp()}:{person.pk}",
        kind="report",
        recipient=person.email,
        subject=subject,
        text=render_to_string("emails/report.txt", context),
        html=render_to_string("emails/report.html", context),
        at=build.finished_at,
    )


def tell_who_ordered(batch: ReportBatch) -> None:
    """In the transaction that ends what an order still waited for: the last of its builds, or asking for them."""
    # Of two builds that end at the same moment the second waits here, and sees that the first has ended.
    found = ReportBatch.objects.select_for_update(no_key=True).get(pk=batch.pk)
    person = found.requested_by
    if found.state != BatchState.FILLED or found.builds.filter(state__in=UNFINISHED_STATES).exists():
        return
    if person is not None and person.is_active and person.email:
        with translation.override(settings.LANGUAGE_CODE):
            _mail_of_order(found, person)


def _mail_of_order(batch: ReportBatch, person: User) -> None:
    subject, now = _("Laporan semua daerah selesai disusun: %(batch)s") % {"batch": batch}, timezone.now()
    context = {
        "to": person,
        "subject": subject,
        "batch": batch,
        "ready": batch.builds.filter(state=BuildState.READY).count(),
        "failed": batch.builds.filter(state=BuildState.FAILED).count(),
        "left_out": len(batch.left_out),
        "url": absolute(reverse("cms_report:batch_builds", args=[batch.pk])),
    }
    queue_mail(
        # What failed may be tried again, and end again.
        key=f"report_batch:{batch.pk}:{now.timestamp()}",
        kind="report",
        recipient=person.email,
        subject=subject,
        text=render_to_string("emails/report_batch.txt", context),
        html=render_to_string("emails/report_batch.html", context),
        at=now,
    )
