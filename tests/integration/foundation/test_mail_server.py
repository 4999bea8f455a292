"""Against a real mail server on this machine, which is killed while mails are on their way."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from foundation.mail.models import MailState, OutgoingMail
from foundation.mail.outbox import queue_mail
from foundation.mail.sending import send_waiting
from tests.mail_server import running_mail_server

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def server(tmp_path, settings):
    with running_mail_server(tmp_path / "mail") as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


def queue(count, recipient="ani{}@contoh.test"):
    return [
        queue_mail(
            key=f"digest:{number}",
            kind="digest",
            recipient=recipient.format(number),
            subject=f"Ringkasan ke-{number}: komitmen “terbuka”",
            text="Perkembangan: 75 %. — Renaksi",
            html="<p>Perkembangan: <b>75 %</b></p>",
            at=NOW,
        )
        for number in range(count)
    ]


def test_mail_arrives_with_its_words_and_its_message_id(server):
    [mail] = queue(1)
    assert send_waiting(NOW) == 1
    [message] = server.taken()
    assert message["Message-ID"] == mail.message_id
    assert message["Subject"] == "Ringkasan ke-0: komitmen “terbuka”"
    assert message.get_body(("plain",)).get_content().strip() == "Perkembangan: 75 %. — Renaksi"
    assert message.get_body(("html",)).get_content().strip() == "<p>Perkembangan: <b>75 %</b></p>"


def test_server_killed_while_sending_loses_nothing_and_doubles_nothing(server):
    """The worst moment: it has kept the mail and dies before it says so. Whoever sends cannot know."""
    queue(3)
    server.die_before_the_next_answer()
    assert send_waiting(NOW) == 0
    assert server.has_died()
    queue(12)
    assert send_waiting(NOW + timedelta(minutes=2)) == 0  # nobody answers
    server.start()
    assert send_waiting(NOW + timedelta(hours=2)) == 12
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {MailState.SENT}
    arrived = Counter(message["Message-ID"] for message in server.taken())
    assert set(arrived) == set(OutgoingMail.objects.values_list("message_id", flat=True))
    # The one that it had kept came once more under the same Message-ID: a mail box shows it once.
    assert sorted(arrived.values()) == [1] * 11 + [2]


def test_mail_box_that_is_not_there_parks_its_mail_alone(server):
    queue(1, "tolak@contoh.test")
    queue_mail(key="fine", kind="digest", recipient="ani@contoh.test", subject="s", text="t", html="", at=NOW)
    assert send_waiting(NOW) == 1
    parked = OutgoingMail.objects.get(state=MailState.PARKED)
    assert (parked.recipient, "no such mail box" in parked.last_error) == ("tolak@contoh.test", True)


def test_mail_box_that_asks_for_patience_gets_its_mail_later(server):
    [mail] = queue(1, "nanti@contoh.test")
    assert send_waiting(NOW) == 0
    mail.refresh_from_db()
    assert (mail.state, mail.next_try_at) == (MailState.QUEUED, NOW + timedelta(minutes=1))
