"""The secretariat sees what was not sent, tries again or lets it go."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundation.audit.models import AuditEntry
from foundation.mail.models import MailState, OutgoingMail
from foundation.mail.outbox import queue_mail
from renaksi.actions.outbox import discard_mail, retry_mail
from renaksi.actions.refusals import Refused

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def parked(number=1):
    mail = queue_mail(
        key=f"digest:{number}",
        kind="digest",
        recipient="ani@contoh.test",
        subject="Dua hal baru",
        text="https://contoh.test/masuk/tautan/rahasia/",
        html="",
        at=NOW,
    )
    OutgoingMail.objects.filter(pk=mail.pk).update(
        state=MailState.PARKED, attempts=3, last_error="550 no such mail box"
    )
    return OutgoingMail.objects.get(pk=mail.pk)


def test_parked_mail_waits_for_the_server_again(admin):
    mail = retry_mail(mail=parked(), by=admin, at=NOW)
    assert (mail.state, mail.attempts, mail.next_try_at) == (MailState.QUEUED, 0, NOW)


def test_sent_mail_is_neither_sent_again_nor_discarded(admin):
    mail = parked()
    OutgoingMail.objects.update(state=MailState.SENT, sent_at=NOW)
    with pytest.raises(Refused) as again:
        retry_mail(mail=mail, by=admin, at=NOW)
    with pytest.raises(Refused) as away:
        discard_mail(mail=mail, by=admin)
    assert (again.value.codes, away.value.codes) == (("mail_already_sent",), ("mail_already_sent",))


def test_list_tells_why_and_never_what_the_mail_says(as_admin):
    mail = parked()
    page = as_admin.get(reverse("cms_mail:index")).content.decode()
    assert page.count("550 no such mail box") == 1
    inspected = as_admin.get(reverse("cms_mail:inspect", args=[mail.pk])).content.decode()
    assert (page + inspected).count("rahasia") == 0


def test_first_page_of_the_cms_tells_the_secretariat_alone_what_is_parked(as_admin, as_editor):
    assert "surat ditahan" not in as_admin.get("/admin/").content.decode()
    parked()
    link = f"{reverse('cms_mail:index')}?state=parked"
    pages = [client.get("/admin/").content.decode() for client in (as_admin, as_editor)]
    assert [(link in page, "1 surat ditahan" in page) for page in pages] == [(True, True), (False, False)]


def test_same_queries_for_one_mail_and_for_three(as_admin, django_assert_num_queries):
    parked()
    as_admin.get(reverse("cms_mail:index"))
    with CaptureQueriesContext(connection) as one:
        as_admin.get(reverse("cms_mail:index"))
    parked(2)
    parked(3)
    with django_assert_num_queries(len(one)):
        as_admin.get(reverse("cms_mail:index"))


@pytest.mark.parametrize(
    ("sent", "left", "action"), [({}, 1, "mail.retried"), ({"discard": "1"}, 0, "mail.discarded")]
)
def test_both_ways_on(as_admin, sent, left, action):
    mail = parked()
    answer = as_admin.post(reverse("cms_mail:step", args=[mail.pk]), sent)
    assert (answer.status_code, answer.url) == (302, reverse("cms_mail:index"))
    assert OutgoingMail.objects.filter(state=MailState.QUEUED).count() == left
    assert OutgoingMail.objects.count() == left
    assert AuditEntry.objects.latest("pk").action == action
