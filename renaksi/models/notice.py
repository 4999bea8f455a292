"""What people are told, and the days on which nobody works."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.mail.models import OutgoingMail
from institutions.models import Institution
from renaksi.enums import HolidayKind, NoticeKind
from renaksi.models.milestone import Milestone
from renaksi.models.plan import ReportingPeriod
from renaksi.models.reporting import ProgressUpdate


class Notice(models.Model):
    """One thing that one person is told once. `settled_at`: nothing is left to mail of it; `mail` is what told it.

    `seen_at` is when the person first had it on the screen. `key` says what it is about ("returned:17:1",
    "due:period:4:12:261010:-7"), so that nothing is told twice.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(_("jenis"), max_length=16, choices=NoticeKind.choices)
    key = models.CharField(max_length=80)
    update = models.ForeignKey(
        ProgressUpdate, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    milestone = models.ForeignKey(
        Milestone, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    period = models.ForeignKey(
        ReportingPeriod, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    days = models.SmallIntegerField(null=True, blank=True)
    at = models.DateTimeField(_("waktu"))
    mail = models.ForeignKey(OutgoingMail, on_delete=models.SET_NULL, related_name="+", null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("pemberitahuan")
        verbose_name_plural = _("pemberitahuan")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["user", "seen_at"]),
            # What waits to be mailed, for everybody at once: a handful beside all that was told.
            models.Index(fields=["at"], condition=models.Q(settled_at=None), name="notice_to_mail"),
            # What the ladder of reminders told lately.
            models.Index(fields=["kind", "at"]),
        ]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="notice_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()}"


class Holiday(models.Model):
    """A day on which offices are closed; Saturdays and Sundays need no row."""

    on = models.DateField(_("tanggal"), unique=True)
    name = models.CharField(_("nama"), max_length=120)
    kind = models.CharField(
        _("jenis"), max_length=10, choices=HolidayKind.choices, default=HolidayKind.NATIONAL
    )

    class Meta:
        verbose_name = _("hari libur")
        verbose_name_plural = _("hari libur")
        ordering = ["on"]

    def __str__(self) -> str:
        return self.name
