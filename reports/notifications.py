"""The one mail that tells who asked for a report that it is ready, or that it failed and why."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.mail.outbox import queue_mail
from renaksi.notifications.letters import absolute
from reports.enums import BuildState
from reports.models import ReportBuild


def tell_who_waits(build: ReportBuild) -> None:
    """In the transaction that ends the build, so that each gets exactly one."""
    # Not the language in which somebody reads the CMS.
    with translation.override(settings.LANGUAGE_CODE):
        for person in build.waiting_for.filter(is_active=True).exclude(email="").order_by("pk"):
            _mail(build, person)


def _mail(build: ReportBuild, person: User) -> None:
    is_ready = build.state == BuildState.READY
    words = _("Laporan siap diperiksa: %(report)s") if is_ready else _("Laporan gagal disusun: %(report)s")
    subject = words % {"report": build.report}
    context = {
        "to": person,
        "subject": subject,
        "build": build,
        "is_ready": is_ready,
        "url": absolute(reverse("cms_report:index")),
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
