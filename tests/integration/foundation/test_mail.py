"""The outbox: nothing lost, nothing written twice, what cannot be sent is seen."""

from datetime import UTC, datetime, timedelta
from email.errors import HeaderParseError
from smtplib import SMTPAuthenticationError, SMTPRecipientsRefused, SMTPSenderRefused

import pytest
from django.core import mail as mail_box
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from foundation.jobs.leases import take_lease
from foundation.mail.models import MailState, OutgoingMail
from foundation.mail.outbox import queue_mail
from foundation.mail.sending import LEASE_SECONDS, Outcome, forget_sent, send_mail, send_waiting

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
LATER = NOW + timedelta(hours=2)

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def queued(**fields):
    given = {"key": "digest:1:2026-11-23", "kind": "digest", "recipient": "ani@contoh.test", "at": NOW}
    words = {"subject": "Dua hal baru", "text": "Halo.", "html": "<p>Halo.</p>"}
    return queue_mail(**{**given, **words, **fields})


def stored(mail):
    return OutgoingMail.objects.get(pk=mail.pk)


# --- Writing ----------------------------------------------------------------------------------


def test_same_key_is_the_same_mail():
    first = queued()
    again = queued(subject="Lain", text="Lain")
    assert (again.pk, again.message_id, again.subject) == (first.pk, first.message_id, "Dua hal baru")
    assert OutgoingMail.objects.count() == 1


def test_subject_is_one_line():
    assert queued(subject="Dua\nhal\r\n baru").subject == "Dua hal baru"


def test_message_id_carries_the_domain_of_the_sender(settings):
    settings.DEFAULT_FROM_EMAIL = "Renaksi <renaksi@contoh.go.id>"
    assert queued().message_id.endswith("@contoh.go.id>")


def test_new_mail_queues_its_job_after_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        mail = queued()
        queued()
        assert DBTaskResult.objects.count() == 0
    assert [job.args_kwargs["args"] for job in DBTaskResult.objects.all()] == [[mail.pk]]


def test_mail_of_a_change_that_failed_was_never_written():
    with transaction.atomic():
        queued()
        transaction.set_rollback(True)
    assert OutgoingMail.objects.count() == 0


# --- Sending ----------------------------------------------------------------------------------


def test_sent_mail_carries_its_message_id_and_both_forms():
    mail = queued()
    assert send_mail(pk=mail.pk, now=NOW) == Outcome.SENT
    [message] = mail_box.outbox
    assert (message.to, message.subject, message.body) == (["ani@contoh.test"], "Dua hal baru", "Halo.")
    assert message.alternatives[0].content == "<p>Halo.</p>"
    assert message.extra_headers == {"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"}


def test_what_was_sent_is_not_kept():
    mail = queued()
    send_mail(pk=mail.pk, now=NOW)
    row = stored(mail)
    assert (row.state, row.sent_at, row.text, row.html) == (MailState.SENT, NOW, "", "")
    assert send_mail(pk=mail.pk, now=LATER) == Outcome.NOT_OURS
    assert len(mail_box.outbox) == 1


def test_mail_that_another_worker_has_is_left_alone():
    mail = queued()
    take_lease(OutgoingMail, mail.pk, now=NOW, seconds=LEASE_SECONDS)
    assert send_mail(pk=mail.pk, now=NOW) == Outcome.NOT_OURS
    assert send_waiting(NOW) == 0
    assert send_waiting(NOW + timedelta(seconds=LEASE_SECONDS)) == 1


def test_worker_that_was_given_up_on_does_not_call_it_sent(settings):
    """Its lease ran out while the server took its time; the successor holds the mail now."""
    mail = queued()
    settings.EMAIL_BACKEND = f"{__name__}.SlowServer"
    assert send_mail(pk=mail.pk, now=NOW) == Outcome.NOT_OURS
    assert stored(mail).state == MailState.QUEUED


class SlowServer(BaseEmailBackend):
    def send_messages(self, messages):
        for mail in OutgoingMail.objects.all():
            take_lease(OutgoingMail, mail.pk, now=LATER, seconds=LEASE_SECONDS)
        return len(messages)


# --- What goes wrong --------------------------------------------------------------------------


class Refusing(BaseEmailBackend):
    """Does as its next error says."""

    errors: list[Exception] = []
    asked = 0

    def send_messages(self, messages):
        type(self).asked += 1
        raise self.errors[0]


@pytest.fixture
def server_says(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    Refusing.asked = 0

    def says(error):
        Refusing.errors = [error]

    return says


@pytest.mark.parametrize(
    ("error", "outcome", "state", "said"),
    [
        (ConnectionRefusedError("no server"), Outcome.SERVER_DOWN, MailState.QUEUED, "no server"),
        (TimeoutError("no answer"), Outcome.SERVER_DOWN, MailState.QUEUED, "no answer"),
        (
            SMTPAuthenticationError(535, b"wrong password"),
            Outcome.SERVER_DOWN,
            MailState.QUEUED,
            "535 wrong password",
        ),
        (
            SMTPSenderRefused(550, b"who are you", "renaksi@localhost"),
            Outcome.SERVER_DOWN,
            MailState.QUEUED,
            "550 who are you",
        ),
        (SMTPRecipientsRefused({"a@b.c": (451, b"later")}), Outcome.PUT_OFF, MailState.QUEUED, "451 later"),
        (SMTPRecipientsRefused({"a@b.c": (550, b"nobody")}), Outcome.PARKED, MailState.PARKED, "550 nobody"),
        (
            ValueError("a line break in a header"),
            Outcome.PARKED,
            MailState.PARKED,
            "a line break in a header",
        ),
        (
            HeaderParseError("a second header in a header"),
            Outcome.PARKED,
            MailState.PARKED,
            "a second header in a header",
        ),
    ],
    ids=lambda value: getattr(value, "name", type(value).__name__),
)
def test_refusal_parks_the_mail_only_for_what_is_its_own_fault(server_says, error, outcome, state, said):
    server_says(error)
    mail = queued()
    assert send_mail(pk=mail.pk, now=NOW) == outcome
    row = stored(mail)
    assert (row.state, row.text, row.lease_until) == (state, "Halo.", None)
    assert row.last_error == said


@pytest.mark.parametrize(("age", "wait"), [(0, 1), (1, 1), (10, 5), (24 * 60, 60)])
def test_the_older_it_is_the_longer_it_waits(server_says, age, wait):
    server_says(ConnectionRefusedError())
    mail = queued(at=NOW - timedelta(minutes=age))
    send_mail(pk=mail.pk, now=NOW)
    assert stored(mail).next_try_at == NOW + timedelta(minutes=wait)
    assert send_mail(pk=mail.pk, now=NOW) == Outcome.NOT_OURS


def test_server_that_is_down_for_days_costs_no_mail_its_chance(server_says, settings):
    server_says(ConnectionRefusedError())
    mail = queued()
    for hour in range(72):
        send_waiting(NOW + timedelta(hours=hour))
    assert stored(mail).state == MailState.QUEUED
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_waiting(NOW + timedelta(hours=73)) == 1


def test_server_that_is_down_is_asked_once_for_many_mails(server_says):
    server_says(ConnectionRefusedError())
    for number in range(5):
        queued(key=f"digest:{number}")
    assert (send_waiting(NOW), Refusing.asked) == (0, 1)


def test_poisoned_mail_keeps_no_other_from_being_sent():
    queued(key="poison", recipient="")
    queued(key="fine")
    assert send_waiting(NOW) == 1
    states = OutgoingMail.objects.order_by("key").values_list("key", "state")
    assert list(states) == [("fine", MailState.SENT), ("poison", MailState.PARKED)]


def test_mail_that_kills_its_worker_is_parked():
    mail = queued()
    for hour in range(5):
        take_lease(OutgoingMail, mail.pk, now=NOW + timedelta(hours=hour), seconds=LEASE_SECONDS)
    assert send_waiting(NOW + timedelta(hours=6)) == 0
    row = stored(mail)
    assert (row.state, row.last_error) == (MailState.PARKED, "its worker died each time")


def test_rows_of_sent_mails_go_after_ninety_days():
    mail = queued()
    send_mail(pk=mail.pk, now=NOW)
    waiting = queued(key="waiting")
    assert forget_sent(NOW + timedelta(days=90)) == 0
    assert forget_sent(NOW + timedelta(days=90, seconds=1)) == 1
    assert list(OutgoingMail.objects.all()) == [waiting]
