"""Fills the demo's list of reports: of its sample plan, and of the real plans as they stand. Run again it adds nothing."""

import time
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import Role
from accounts.models import User
from renaksi.models import ActionPlan
from reports.actions.building import build_report
from reports.actions.publishing import publish_report
from reports.actions.requesting import ReportRefused, request_report
from reports.enums import BuildState, ReportKind
from reports.models import ReportBuild
from reports.subject import Subject

# Real plans whose commitments the product brings along.
REAL_PLANS = ("ran-2018-2020", "ran-2023-2024")
# The background worker may have taken the build: then it is waited for.
MOST_SECONDS = 15 * 60
SECONDS_BETWEEN_LOOKS = 2


class Command(BaseCommand):
    help = gettext_lazy("Susun dan terbitkan laporan peragaan; hanya di situs yang punya rencana contoh")  # type: ignore[assignment]  # Django prints it as text

    def handle(self, *args: Any, **options: Any) -> None:
        sample = ActionPlan.objects.public().filter(is_sample=True).order_by("pk").first()
        publisher = User.objects.filter(memberships__role=Role.ADMIN, is_active=True).order_by("pk").first()
        if sample is None or publisher is None:
            raise CommandError(_("Rencana contoh belum ada: jalankan dahulu “manage.py seed --demo”."))
        for subject in _subjects(sample):
            self._publish(subject, publisher)

    def _publish(self, subject: Subject, publisher: User) -> None:
        if ReportBuild.objects.published().filter(report__slug=subject.slug).exists():
            self.stdout.write(_("%(report)s: sudah terbit") % {"report": subject.slug})
            return
        try:
            build = _ready(subject)
            publish_report(build=build, by=publisher, at=timezone.now(), fingerprint=build.payload_sha256)
        except ReportRefused as refusal:
            # One that fails keeps no other from the list.
            self.stderr.write(f"{subject.slug}: {refusal}")
            return
        self.stdout.write(_("%(report)s: terbit") % {"report": subject.slug})


def _subjects(sample: ActionPlan) -> Iterator[Subject]:
    period = sample.periods.filter(ends_on__lte=timezone.localdate()).order_by("-ends_on").first()
    if period is not None:
        yield Subject(ReportKind.QUARTERLY, sample, period)
    yield Subject(ReportKind.BRIEFING, sample)
    for plan in ActionPlan.objects.public().filter(slug__in=REAL_PLANS).order_by("start_on"):
        yield Subject(ReportKind.STANDING, plan)


def _ready(subject: Subject) -> ReportBuild:
    """Built here, or by the worker that was faster. Raises ReportRefused."""
    ready = ReportBuild.objects.filter(report__slug=subject.slug, state=BuildState.READY)
    waiting = ready.order_by("-version", "-pk").first() or request_report(subject=subject, by=None)
    build_report(build=waiting, now=timezone.now())
    ends = time.monotonic() + MOST_SECONDS
    waiting.refresh_from_db()
    while waiting.is_unfinished and time.monotonic() < ends:
        time.sleep(SECONDS_BETWEEN_LOOKS)
        waiting.refresh_from_db()
    if waiting.state != BuildState.READY:
        raise ReportRefused(waiting.last_error or waiting.get_state_display())
    return waiting
