"""What the institutions of a focal point owe in the periods that run, by deadline."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import User
from institutions.models import Institution
from renaksi.models import Commitment
from renaksi.permissions import reporting_institutions
from renaksi.queries.blocking import AwaitedMilestone, awaited_from
from renaksi.queries.examples import requirement_lines
from renaksi.queries.workspace.corrections import OpenCorrection, open_corrections
from renaksi.queries.workspace.deadlines import Deadline
from renaksi.queries.workspace.owed_reports import OPEN_GROUPS, Group, OwedReport, owed_reports
from renaksi.queries.workspace.running import next_opening


@dataclass(frozen=True, slots=True)
class ReportGroup:
    code: str
    title: str
    hint: str
    reports: tuple[OwedReport, ...]


@dataclass(frozen=True, slots=True)
class HomePage:
    """`deadline` is the next one for what is not sent yet; `periods` names what runs."""

    institutions: tuple[str, ...]
    periods: tuple[str, ...]
    next_opening: str
    deadline: Deadline | None
    corrections: tuple[OpenCorrection, ...]
    groups: tuple[ReportGroup, ...]
    sent: int
    total: int
    awaited: tuple[AwaitedMilestone, ...]


def home_page(user: User, *, today: date) -> HomePage:
    """The same number of queries for any number of reports."""
    institutions = {one.pk: one for one in reporting_institutions(user)}
    running, reports = owed_reports(user, institutions, today)
    deadlines = [
        report.deadline
        for report in reports
        if report.group in OPEN_GROUPS and report.deadline.code != "danger"
    ]
    return HomePage(
        institutions=tuple(one.name for one in institutions.values()),
        periods=tuple(dict.fromkeys(str(one.period) for one in running)),
        next_opening=next_opening(institutions, today) if not running else "",
        deadline=min(deadlines, key=lambda one: one.on, default=None),
        corrections=open_corrections(user),
        groups=_groups(_with_requirements(reports)),
        sent=sum(report.group in {Group.SENT, Group.VERIFIED} for report in reports),
        total=len(reports),
        awaited=_awaited(user, institutions, today),
    )


def _awaited(
    user: User, institutions: Mapping[int, Institution], today: date
) -> tuple[AwaitedMilestone, ...]:
    """What others write of their waiting is no report of one's own: who came by a link is not told."""
    if user.came_by is not None:
        return ()
    return awaited_from(institutions, Commitment.objects.public(), as_of=today, all_reasons=True)


def _with_requirements(reports: Iterable[OwedReport]) -> list[OwedReport]:
    found = list(reports)
    lines = requirement_lines(one.milestone_id for one in found if one.group in OPEN_GROUPS)
    return [
        replace(one, requirements=lines.get(one.milestone_id, ())) if one.group in OPEN_GROUPS else one
        for one in found
    ]


def _groups(reports: Iterable[OwedReport]) -> tuple[ReportGroup, ...]:
    found = sorted(reports, key=lambda one: (one.deadline.on, one.due_on or date.max, one.milestone))
    titles = {
        Group.RETURNED: (
            _("Dikembalikan"),
            _("Perbaiki, lalu kirim lagi: alasannya ada di bawah setiap laporan."),
        ),
        Group.OPEN: (_("Belum dilaporkan"), ""),
        Group.DRAFT: (_("Draf"), _("Tersimpan, belum dikirim.")),
        Group.SENT: (_("Terkirim"), _("Menunggu persetujuan atau telaah; tidak ada yang perlu dilakukan.")),
        Group.VERIFIED: (_("Terverifikasi"), ""),
        Group.MISSED: (
            _("Tidak dilaporkan"),
            _("Masa pelaporannya sudah ditutup. Minta perpanjangan kepada sekretariat."),
        ),
    }
    return tuple(
        ReportGroup(group.value, title, hint, tuple(one for one in found if one.group == group))
        for group, (title, hint) in titles.items()
        if any(one.group == group for one in found)
    )
