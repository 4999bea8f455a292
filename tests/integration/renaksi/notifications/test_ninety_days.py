"""Ninety days of one round, run day by day: who gets what when, as a table."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.enums import MailChoice
from accounts.models import User
from foundation.mail.models import OutgoingMail
from renaksi.actions.attachments import attach_link
from renaksi.actions.periods import extend_period
from renaksi.actions.reviews import judge_item, return_update, verify_update
from renaksi.actions.updates import save_draft, start_update, submit_update
from renaksi.enums import ItemVerdict, NoticeKind, ReturnReason
from renaksi.models import Holiday, Milestone, Notice, ProgressUpdate
from tests import actors
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import CommitmentFactory, MilestoneFactory, PeriodFactory, PlanFactory
from tests.reporting import FULL_TEXT

pytestmark = [pytest.mark.django_db, pytest.mark.once]

FIRST_DAY, DAYS = date(2026, 9, 20), 90
# The round is open from 20 Sep to 10 Oct, a Saturday. Made-up holidays: Monday 5 and Friday 9 Oct.
OFF = (date(2026, 10, 5), date(2026, 10, 9))

# Ani reports in time, has it returned and mends it; that milestone is due on 30 Nov. Budi and Cici work for one
# office that gets more time and reports in the last days of it. Dedi never reports: Eka is the head of that
# office, Sari the secretariat. Ani and Dedi get returns at once, Budi chose the digest, Cici chose quiet.
TABLE = """
Mon 28 Sep  Ani   Segera berakhir
Mon 28 Sep  Budi  Segera berakhir
Mon 28 Sep  Dedi  Segera berakhir
Thu 01 Oct  Sari  Hari libur belum diisi
Tue 06 Oct  Budi  Segera berakhir
Tue 06 Oct  Dedi  Segera berakhir
Thu 08 Oct  Budi  Segera berakhir
Thu 08 Oct  Dedi  Segera berakhir
Fri 09 Oct  Budi  Masa pelaporan diperpanjang
Mon 12 Oct  Dedi  Lewat tenggat
Mon 12 Oct  Ani   Laporan dikembalikan: Peta layanan (B09 2026)
Tue 13 Oct  Budi  Segera berakhir
Mon 19 Oct  Budi  Segera berakhir
Mon 19 Oct  Dedi  Lewat tenggat
Wed 21 Oct  Ani   Laporan terverifikasi
Mon 02 Nov  Sari  Hari libur belum diisi
Mon 09 Nov  Dedi  Lewat tenggat
Mon 16 Nov  Ani   Segera berakhir
Mon 16 Nov  Eka   Unit Anda belum melapor
Mon 23 Nov  Ani   Segera berakhir
Mon 23 Nov  Sari  Instansi yang belum melapor
Mon 30 Nov  Ani   Segera berakhir
Tue 01 Dec  Ani   Lewat tenggat
Tue 01 Dec  Sari  Hari libur belum diisi
Mon 07 Dec  Ani   Lewat tenggat
"""


class Story:
    """What people do on some of the days, at ten o'clock."""

    def __init__(self) -> None:
        self.plan = PlanFactory()
        self.period = PeriodFactory(plan=self.plan)
        prompt, slow, silent = (
            InstitutionFactory(name=name) for name in ("Dinas Rajin", "Dinas Lambat", "Dinas Diam")
        )
        self.map = self._milestone(prompt, "Peta layanan", due_on=date(2026, 11, 30))
        self.portal = self._milestone(slow, "Portal aduan", due_on=None)
        self._milestone(silent, "Data terbuka", due_on=None)
        self.ani = actors.focal_point(prompt, name="Ani", email="ani@contoh.test")
        self.budi = self._choosing(actors.focal_point(slow), "Budi", MailChoice.DIGEST)
        self._choosing(actors.focal_point(slow), "Cici", MailChoice.QUIET)
        self._choosing(actors.focal_point(silent), "Dedi", MailChoice.AT_ONCE)
        self._choosing(actors.approver(silent), "Eka", MailChoice.AT_ONCE)
        self.sari = self._choosing(actors.secretariat_admin(), "Sari", MailChoice.DIGEST)
        self.verifier = self._choosing(actors.verifier(self.plan), "Vera", MailChoice.AT_ONCE)
        self.steps: dict[date, Callable[[datetime], object]] = {
            date(2026, 9, 29): lambda at: self.report(self.map, self.ani, at),
            date(2026, 10, 8): self.extend,
            date(2026, 10, 12): self.send_back,
            date(2026, 10, 15): lambda at: self.report(self.map, self.ani, at),
            date(2026, 10, 19): lambda at: self.report(self.portal, self.budi, at),
            date(2026, 10, 20): self.verify,
        }

    def _milestone(self, institution, title: str, **fields) -> Milestone:
        commitment = CommitmentFactory(plan=self.plan)
        return MilestoneFactory(commitment=commitment, responsible=institution, title=title, **fields)

    def _choosing(self, user: User, name: str, choice: MailChoice) -> User:
        user.name, user.mail_choice, user.email = name, choice, f"{name.lower()}@contoh.test"
        user.save()
        return user

    def report(self, milestone: Milestone, by: User, at: datetime) -> None:
        update = start_update(milestone=milestone, period=self.period, by=by, at=at)
        update = save_draft(update=update, content=FULL_TEXT, revision=update.revision, by=by, at=at)
        attach_link(
            update=update, url=f"https://contoh.test/{at:%d}", title="Peta", requirement=None, by=by, at=at
        )
        submit_update(update=update, by=by, at=at)

    def extend(self, at: datetime) -> None:
        office = self.portal.responsible
        extend_period(
            period=self.period,
            institution=office,
            closes_on=date(2026, 10, 20),
            reason="Banjir",
            by=self.sari,
            at=at,
        )

    def _judge(self, verdict: ItemVerdict, at: datetime, **fields) -> ProgressUpdate:
        update = ProgressUpdate.objects.get(milestone=self.map)
        for item in update.items.filter(verdict=ItemVerdict.PENDING):
            judge_item(item=item, verdict=verdict, by=self.verifier, at=at, **fields)
        return update

    def send_back(self, at: datetime) -> None:
        why = {"reason_code": ReturnReason.UNSIGNED, "note": "Unggah yang ditandatangani."}
        update = self._judge(ItemVerdict.REFUSED, at, **why)
        return_update(update=update, by=self.verifier, at=at, **why)

    def verify(self, at: datetime) -> None:
        update = self._judge(ItemVerdict.ACCEPTED, at)
        verify_update(update=update, verified_step=75, by=self.verifier, at=at)


def clock(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def headings(mail: OutgoingMail) -> list[str]:
    """Of a digest what its groups are called, else its subject."""
    labels = {str(kind.label).upper(): str(kind.label) for kind in NoticeKind}
    return [labels[line] for line in mail.text.splitlines() if line in labels] or [mail.subject]


def table() -> list[str]:
    mails = OutgoingMail.objects.order_by("created_at", "recipient")
    return [
        f"{timezone.localdate(mail.created_at):%a %d %b}  {mail.recipient.split('@')[0].capitalize():<5} "
        f"{' · '.join(headings(mail))}"
        for mail in mails
    ]


def test_who_gets_what_in_ninety_days_of_a_round(django_capture_on_commit_callbacks):
    Holiday.objects.bulk_create(Holiday(on=day, name="Libur uji") for day in OFF)
    story = Story()
    for day in (FIRST_DAY + timedelta(number) for number in range(DAYS)):
        call_command("send_reminders", at=day, stdout=StringIO())
        if day in story.steps:
            with django_capture_on_commit_callbacks(execute=True):
                story.steps[day](clock(day, 10))
    assert table() == TABLE.strip().splitlines()
    digests = OutgoingMail.objects.filter(kind="digest")
    days = Counter((mail.recipient, timezone.localdate(mail.created_at)) for mail in digests)
    assert set(days.values()) == {1}
    assert [mail.subject for mail in digests if "\n- " not in mail.text] == []
    assert Notice.objects.filter(user__name="Cici").exists()
    assert not OutgoingMail.objects.filter(recipient="cici@contoh.test").exists()
    assert not Notice.objects.filter(settled_at=None, at__lt=clock(day, 6)).exists()
