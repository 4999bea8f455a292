"""Ninety days of one round, run day by day: who gets what when, as a table."""

import re
from collections import Counter
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.enums import MailChoice
from foundation.mail.models import OutgoingMail
from renaksi.enums import NoticeKind, ReturnReason, ReviewVerdict, UpdateState
from renaksi.models import Holiday, Notice, Review
from renaksi.notifications.notices import tell
from tests import actors
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import CommitmentFactory, MilestoneFactory, PeriodFactory, PlanFactory, UpdateFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]

FIRST_DAY, DAYS = date(2026, 9, 20), 90
# The round is open from 20 Sep to 10 Oct, a Saturday. Made-up holidays: Monday 5 Oct and Friday 9 Oct.
OFF = (date(2026, 10, 5), date(2026, 10, 9))

# Ani reports in time, and one milestone of hers is due on 30 Nov; Budi and Cici work for one office that
# reports late, Dedi's never does. Eka is the head of Dedi's office, Sari the secretariat.
TABLE = """
28 Sep Ani   SEGERA BERAKHIR
28 Sep Budi  SEGERA BERAKHIR
28 Sep Dedi  SEGERA BERAKHIR
01 Oct Sari  HARI LIBUR BELUM DIISI
06 Oct Budi  SEGERA BERAKHIR
06 Oct Dedi  SEGERA BERAKHIR
08 Oct Budi  SEGERA BERAKHIR
08 Oct Dedi  SEGERA BERAKHIR
12 Oct Ani   Laporan dikembalikan: Peta layanan (B09 2026)
12 Oct Budi  LEWAT TENGGAT
12 Oct Dedi  LEWAT TENGGAT
19 Oct Dedi  LEWAT TENGGAT
21 Oct Ani   LAPORAN TERVERIFIKASI
02 Nov Sari  HARI LIBUR BELUM DIISI
09 Nov Dedi  LEWAT TENGGAT
16 Nov Ani   SEGERA BERAKHIR
16 Nov Eka   UNIT ANDA BELUM MELAPOR
23 Nov Ani   SEGERA BERAKHIR
23 Nov Sari  INSTANSI YANG BELUM MELAPOR
30 Nov Ani   SEGERA BERAKHIR
01 Dec Ani   LEWAT TENGGAT
01 Dec Sari  HARI LIBUR BELUM DIISI
07 Dec Ani   LEWAT TENGGAT
"""


def test_ninety_days(django_capture_on_commit_callbacks):
    world = small_world()
    story = {
        date(2026, 9, 29): lambda at: report(world, world.ani, at),
        date(2026, 10, 12): lambda at: send_back(world, at),
        date(2026, 10, 15): lambda at: UpdateState.SUBMITTED and world.sent.mend(),
        date(2026, 10, 14): lambda at: report(world, world.budi, at),
        date(2026, 10, 20): lambda at: verify(world, at),
    }
    for day in (FIRST_DAY + timedelta(n) for n in range(DAYS)):
        call_command("send_reminders", at=day, verbosity=0, stdout=SimpleNamespace(write=lambda *_: None))
        if day in story:
            with django_capture_on_commit_callbacks(execute=True):
                story[day](clock(day, 10))
    assert table() == TABLE.strip().splitlines()
