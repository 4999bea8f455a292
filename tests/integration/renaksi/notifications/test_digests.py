"""One digest for each person and day, of what they may still read and what still stands."""

from datetime import date, datetime, timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Membership, User
from foundation.mail.models import OutgoingMail
from renaksi.enums import NoticeKind, PeriodState, UpdateState
from renaksi.models import Holiday, Milestone, Notice
from renaksi.notifications.digests import send_digests
from renaksi.notifications.notices import tell
from renaksi.notifications.reminders import write_reminders
from renaksi.queries.awaited import awaited
from tests import actors
from tests.architecture.sources import APPS
from tests.factories.institutions import CityFactory, InstitutionFactory
from tests.factories.renaksi import CommitmentFactory, MilestoneFactory, UpdateFactory
from tests.reporting import draft, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def at(month: int, day: int, hour: int = 6) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=timezone.get_default_timezone())


MORNING = at(10, 6)  # a Tuesday, four days before the round closes
TOMORROW = MORNING + timedelta(days=1)


def remind(now: datetime) -> None:
    write_reminders(awaited(timezone.localdate(now)), now)


def told() -> list[tuple[str, str]]:
    """What stands without an officer has its own tests."""
    notices = Notice.objects.exclude(kind=NoticeKind.OWNERLESS)
    return sorted(notices.values_list("kind", "user__email"))


def lines_mailed() -> list[str]:
    texts = OutgoingMail.objects.order_by("pk").values_list("text", flat=True)
    return [line.removeprefix("- ") for text in texts for line in text.splitlines() if line.startswith("- ")]


# --- Who is told of what ----------------------------------------------------------------------


@pytest.fixture
def quiet_otherwise(line):
    """Nothing is due but the reports of the round."""
    line.milestone.due_on = None
    line.milestone.save()
    Holiday.objects.create(on=date(2027, 1, 1), name="Tahun Baru")
    return line


def test_reporters_hear_of_what_they_owe(quiet_otherwise):
    line = quiet_otherwise
    remind(MORNING)
    assert told() == [("due", line.reporter.email)]
    send_digests(awaited(date(2026, 10, 6)), MORNING)
    name = line.institution.name
    assert lines_mailed() == [
        f"{name}: 1 laporan B09 2026 belum dikirim. Batas 10 Okt 2026 pukul 23.59 WIB, 4 hari lagi."
    ]


def test_nothing_is_told_of_what_was_sent(quiet_otherwise):
    submitted(quiet_otherwise)
    remind(MORNING)
    assert told() == []


def test_a_draft_is_not_sent_yet(quiet_otherwise):
    draft(quiet_otherwise)
    remind(MORNING)
    assert [kind for kind, _who in told()] == ["due"]


@pytest.mark.parametrize(
    "state", [UpdateState.SUBMITTED, UpdateState.IN_REVIEW, UpdateState.VERIFIED, UpdateState.WITHDRAWN]
)
def test_nothing_is_told_of_a_report_in_these_states(quiet_otherwise, state):
    line = quiet_otherwise
    sent = {"submitted_by": line.reporter, "submitted_at": at(10, 1), "state": state}
    UpdateFactory(milestone=line.milestone, period=line.period, **sent)
    remind(MORNING)
    assert told() == []


def test_a_returned_report_has_its_own_deadline(quiet_otherwise):
    line = quiet_otherwise
    sent = {"submitted_by": line.reporter, "submitted_at": at(10, 1), "state": UpdateState.RETURNED}
    update = UpdateFactory(milestone=line.milestone, period=line.period, **sent)
    remind(MORNING)
    assert told() == []
    remind(at(10, 26))  # five days before verify-by, the week before it fell on a Saturday
    assert [(notice.kind, notice.update, notice.days) for notice in Notice.objects.all()] == [
        (NoticeKind.DUE, update, -7)
    ]


def test_nobody_is_warned_of_a_round_that_was_closed_early_but_told_that_it_is_over(quiet_otherwise):
    line = quiet_otherwise
    line.period.state = PeriodState.CLOSED
    line.period.save()
    remind(MORNING)
    assert told() == []
    remind(at(10, 12))
    assert told() == [("overdue", line.reporter.email)]


def test_nobody_is_told_of_a_withdrawn_milestone(quiet_otherwise):
    line = quiet_otherwise
    line.milestone.withdrawn_on, line.milestone.withdrawn_reason = date(2026, 8, 1), "Dihentikan"
    line.milestone.save()
    remind(MORNING)
    assert told() == []


def test_a_milestone_s_own_due_date_has_the_same_rungs(quiet_otherwise):
    line = quiet_otherwise
    line.milestone.due_on = date(2026, 12, 31)
    line.milestone.save()
    remind(at(12, 17))
    assert [(notice.kind, notice.milestone, notice.days) for notice in Notice.objects.all()] == [
        (NoticeKind.DUE, line.milestone, -14)
    ]


def test_without_a_focal_point_the_head_is_told_and_without_one_the_coordinator(quiet_otherwise):
    line = quiet_otherwise
    line.institution.region = CityFactory()
    line.institution.save()
    Membership.objects.filter(user=line.reporter).delete()
    coordinator = actors.coordinator(line.institution.region)
    remind(MORNING)
    head = actors.approver(line.institution)
    remind(at(10, 12))
    assert told() == [("due", coordinator.email), ("overdue", head.email)]


def test_the_same_day_tells_nothing_twice(quiet_otherwise):
    remind(MORNING)
    remind(MORNING + timedelta(hours=5))
    assert len(told()) == 1


def test_a_holiday_moves_the_reminder(quiet_otherwise):
    Holiday.objects.create(on=date(2026, 10, 6), name="Libur uji")
    Holiday.objects.create(on=date(2026, 10, 5), name="Libur uji")
    remind(MORNING)
    assert told() == []
    remind(TOMORROW)
    assert [kind for kind, _who in told()] == ["due"]


def test_an_approver_is_reminded_of_what_waits(quiet_otherwise):
    line = quiet_otherwise
    head = actors.approver(line.institution)
    waiting = {"state": UpdateState.AWAITING_AGENCY, "submitted_by": line.reporter}
    UpdateFactory(milestone=line.milestone, period=line.period, submitted_at=at(10, 1, 9), **waiting)
    remind(MORNING)  # the third working day
    assert told() == []
    remind(TOMORROW)
    remind(TOMORROW + timedelta(days=1))
    assert told() == [("to_approve", head.email)]


def test_the_secretariat_is_asked_for_the_holidays_once_a_month(line):
    line.period.delete()
    for day in (1, 2, 5):
        remind(at(10, day))
    remind(at(11, 2))
    notices = Notice.objects.filter(kind=NoticeKind.HOLIDAYS_MISSING)
    assert [(notice.user, notice.days, notice.at) for notice in notices.order_by("at")] == [
        (line.admin, 2027, at(10, 1)),
        (line.admin, 2027, at(11, 2)),
    ]


# --- What is mailed ---------------------------------------------------------------------------


def news(line, kind=NoticeKind.VERIFIED, *, now=MORNING, people=None, **about):
    about = about or {"update": UpdateFactory(milestone=line.milestone, period=line.period)}
    tell(people or [line.reporter], kind, key=f"{kind}:{Notice.objects.count()}", at=now, **about)


def test_one_mail_a_day_and_the_rest_tomorrow(line):
    news(line)
    send_digests([], MORNING)
    news(line, NoticeKind.EXTENDED, now=MORNING + timedelta(hours=1), period=line.period)
    send_digests([], MORNING + timedelta(hours=2))
    assert len(lines_mailed()) == 1
    send_digests([], TOMORROW)
    assert OutgoingMail.objects.count() == 2
    send_digests([], TOMORROW + timedelta(days=1))
    assert OutgoingMail.objects.count() == 2


def test_the_newest_stands_first(line):
    news(
        line,
        NoticeKind.EXTENDED,
        now=MORNING - timedelta(hours=9),
        period=line.period,
        institution=line.institution,
    )
    news(line, NoticeKind.ROUND_OPENED, now=MORNING - timedelta(hours=5), period=line.period)
    news(line, now=MORNING - timedelta(hours=7))
    send_digests([], MORNING)
    assert [words.split()[-1] for words in lines_mailed()] == ["WIB.", "terverifikasi.", "WIB."]
    assert [" dibuka " in words for words in lines_mailed()] == [True, False, False]


def leave(user: User) -> None:
    Membership.objects.filter(user=user).delete()


def switch_off(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


@pytest.mark.parametrize("lose", [leave, switch_off])
def test_who_lost_the_right_gets_nothing_and_it_is_settled(line, lose):
    news(line)
    lose(line.reporter)
    assert send_digests([], MORNING) == []
    assert not Notice.objects.filter(settled_at=None).exists()


def test_of_two_institutions_only_what_is_still_one_s_own_is_mailed(line):
    other = actors.focal_point(InstitutionFactory())
    news(line, people=[other, line.reporter])
    assert [letter.recipient for letter in send_digests([], MORNING)] == [line.reporter.email]


def test_what_has_been_dealt_with_is_not_news(quiet_otherwise):
    line = quiet_otherwise
    update = UpdateFactory(milestone=line.milestone, period=line.period, state=UpdateState.DRAFT)
    actors.approver(line.institution)
    news(line, NoticeKind.TO_APPROVE, update=update, people=User.objects.filter(memberships__role="approver"))
    news(line, NoticeKind.RETURNED, update=update)
    tell(
        [line.reporter],
        NoticeKind.DUE,
        key="due",
        at=MORNING,
        period=line.period,
        institution=line.institution,
    )
    assert send_digests([], MORNING) == []


def test_who_has_approved_is_not_asked_for_what_waits_for_the_region(line):
    line.institution.region = CityFactory()
    line.institution.save()
    asked = [actors.approver(line.institution), actors.coordinator(line.institution.region)]
    waiting = {"state": UpdateState.AWAITING_AGENCY, "submitted_by": line.reporter, "submitted_at": at(10, 1)}
    update = UpdateFactory(milestone=line.milestone, period=line.period, **waiting)
    for hour, state in enumerate((UpdateState.AWAITING_AGENCY, UpdateState.AWAITING_REGION)):
        news(line, NoticeKind.TO_APPROVE, update=update, people=[asked[hour]])
        type(update).objects.update(state=state)
    assert [letter.recipient for letter in send_digests([], MORNING)] == [asked[1].email]


def test_head_who_stands_in_for_the_focal_point_reads_of_a_deadline_once(quiet_otherwise):
    line = quiet_otherwise
    Membership.objects.filter(user=line.reporter).delete()
    head = actors.approver(line.institution)
    remind(at(11, 19))  # the run after a pause: the last rung of the reporters and that of the heads
    assert told() == [("head_overdue", head.email), ("overdue", head.email)]
    [letter] = send_digests(awaited(date(2026, 11, 19)), at(11, 19))
    assert len(letter.lines) == 1
    assert "UNIT ANDA BELUM MELAPOR" in letter.text


def test_what_is_long_past_is_not_news(line):
    news(line, now=MORNING - timedelta(days=15))
    assert send_digests([], MORNING) == []


def test_another_institution_hears_that_it_is_waited_for_without_reading_the_report(line):
    waited_for = InstitutionFactory()
    person = actors.focal_point(waited_for)
    update = UpdateFactory(
        milestone=line.milestone, period=line.period, blocked_by=waited_for, narrative="Rahasia"
    )
    news(line, NoticeKind.BLOCKING, update=update, people=[person, line.outsider])
    [letter] = send_digests([], MORNING)
    assert (letter.recipient, "Rahasia" in letter.text + letter.html) == (person.email, False)
    assert letter.lines == (
        f"{line.institution.name} menunggu instansi Anda untuk “{line.milestone.title}”.",
    )


# --- The command ------------------------------------------------------------------------------


def rows() -> dict[str, int]:
    own = [model for model in apps.get_models() if model._meta.app_label in (*APPS, "django_tasks_db")]
    return {model._meta.label: model._base_manager.count() for model in own}


def run(*options: str) -> str:
    out = StringIO()
    call_command("send_reminders", *options, stdout=out)
    return out.getvalue()


def test_dry_run_tells_who_would_get_what_and_writes_nothing(quiet_otherwise):
    before = rows()
    told_by_command = run("--at", "2026-10-06", "--dry-run")
    assert rows() == before
    name, email = quiet_otherwise.institution.name, quiet_otherwise.reporter.email
    assert told_by_command.splitlines() == [
        f"{email}\tRenaksi, 6 Okt 2026: 1 hal untuk Anda",
        f"\t- {name}: 1 laporan B09 2026 belum dikirim. Batas 10 Okt 2026 pukul 23.59 WIB, 4 hari lagi.",
        "1 surel; tidak ada yang ditulis",
    ]
    assert run("--at", "2026-10-06") == "1 surel ditulis\n"
    assert rows()["foundation.OutgoingMail"] == 1


def test_a_day_that_is_none_is_refused():
    with pytest.raises(CommandError, match="2026-10-09"):
        call_command("send_reminders", "--at", "kemarin")


def queries_with(count: int, line) -> int:
    for _number in range(count - Milestone.objects.count()):
        institution = InstitutionFactory()
        MilestoneFactory(commitment=CommitmentFactory(plan=line.plan), responsible=institution)
        actors.focal_point(institution)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        remind(MORNING)
    assert Notice.objects.count() == count
    Notice.objects.all().delete()
    return len(captured)


def test_as_many_queries_for_any_number_of_institutions(quiet_otherwise):
    line = quiet_otherwise
    line.requirement.delete()
    line.milestone.delete()
    assert queries_with(1, line) == queries_with(3, line)
