"""A return is mailed as soon as it is committed, with all that is needed to mend it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.enums import MailChoice
from accounts.models import Membership, User
from evidence.enums import EvidenceState
from foundation.mail.models import OutgoingMail
from renaksi.actions.mails import choose_mail
from renaksi.actions.reviews import return_update
from renaksi.actions.updates import submit_update
from renaksi.enums import ItemVerdict, NoticeKind, ReturnReason
from renaksi.models import Notice
from renaksi.notifications import return_mail
from renaksi.notifications.at_once import mail_returns, sweep_returns
from renaksi.notifications.digests import send_digests
from tests.factories.renaksi import LinkFactory
from tests.reporting import REVIEWED, judge, link, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.once]

REFUSED = {"reason_code": ReturnReason.UNSIGNED, "note": "Tanda tangan kepala dinas belum ada."}
AFTERWARDS = REVIEWED + timedelta(minutes=10)


def returned(line):
    update = submitted(line)
    judge(line, update, ItemVerdict.REFUSED, **REFUSED)
    whole = {"reason_code": ReturnReason.VALUE_MISMATCH, "note": "Angka dan bukti berbeda."}
    return_update(update=update, by=line.verifier, at=REVIEWED, **whole)
    update.refresh_from_db()
    return update


def mails() -> list[tuple[str, str]]:
    return list(OutgoingMail.objects.order_by("pk").values_list("recipient", "kind"))


def open_notices() -> int:
    return Notice.objects.filter(settled_at=None).count()


def test_return_is_mailed_on_commit(line, settings, django_capture_on_commit_callbacks):
    settings.WAGTAILADMIN_BASE_URL = "https://renaksi.test/"
    line.requirement.example = LinkFactory(title="Contoh", state=EvidenceState.PUBLISHED)
    line.requirement.save()
    with django_capture_on_commit_callbacks(execute=True):
        update = returned(line)
    mail = OutgoingMail.objects.get()
    form = "https://renaksi.test" + reverse("workspace:report", args=[line.period.pk, line.milestone.pk])
    wanted = (
        f"{line.milestone.title}",
        "Alasan: Nilai tidak cocok dengan bukti",
        "Angka dan bukti berbeda.",
        "31 Okt 2026 pukul 23.59 WIB (11 hari lagi)",
        "Syarat: Laporan pelaksanaan yang ditandatangani",
        "Alasan: Tidak bertanda tangan atau tidak bertanggal",
        "Catatan: Tanda tangan kepala dinas belum ada.",
        f"https://renaksi.test{line.requirement.example.get_absolute_url()}",
        f"{form}?butir={update.items.get().pk}",
        f"https://renaksi.test{reverse('workspace:notices')}#surel",
    )
    assert [text for text in wanted if text not in mail.text] == []
    assert (mail.recipient, mail.kind) == (line.reporter.email, "returned")
    assert mail.subject == f"Laporan dikembalikan: {line.milestone.title} (B09 2026)"
    links = [text for text in wanted if text.startswith("https:")]
    assert [text for text in [*links, REFUSED["note"]] if text not in mail.html] == []
    assert "<img" not in mail.html
    assert Notice.objects.get(kind=NoticeKind.RETURNED).mail == mail


def test_link_of_the_mail_leads_to_the_refused_proof_through_the_door_too(line, client):
    update = returned(line)
    form = reverse("workspace:report", args=[line.period.pk, line.milestone.pk])
    [item] = update.items.all()
    [refused] = return_mail.returned(update).items
    named = refused.url.removeprefix(return_mail.absolute(""))
    assert client.get(named).url == f"/masuk/?next={form}%3Fbutir%3D{item.pk}"
    client.force_login(line.reporter)
    assert client.get(named).url == f"{form}#butir-{item.pk}"
    assert client.get(form).content.decode().count(f'id="butir-{item.pk}"') == 1
    assert client.get(f"{form}?butir=//contoh.test").status_code == 200


def test_return_whose_process_died_is_mailed_by_the_sweep_once(line):
    returned(line)
    assert (mails(), open_notices()) == ([], 1)
    assert (sweep_returns(AFTERWARDS), sweep_returns(AFTERWARDS)) == (1, 0)
    assert (mails(), open_notices()) == ([(line.reporter.email, "returned")], 0)


def test_example_that_may_not_be_opened_is_not_offered(line):
    line.requirement.example = LinkFactory(state=EvidenceState.QUARANTINED)
    line.requirement.save()
    returned(line)
    sweep_returns(AFTERWARDS)
    assert "Contoh" not in OutgoingMail.objects.get().text


def choose(line, choice: MailChoice) -> None:
    User.objects.filter(pk=line.reporter.pk).update(mail_choice=choice)


def test_who_chose_the_digest_reads_it_there_with_its_reasons(line):
    choose(line, MailChoice.DIGEST)
    returned(line)
    assert mail_returns(AFTERWARDS) == []
    send_digests([], AFTERWARDS)
    mail = OutgoingMail.objects.get()
    assert (mail.recipient, mail.kind) == (line.reporter.email, "digest")
    assert [text for text in ("Angka dan bukti berbeda.", REFUSED["note"]) if text not in mail.text] == []


def test_quiet_gets_none_and_nothing_piles_up(line):
    choose(line, MailChoice.QUIET)
    returned(line)
    mail_returns(AFTERWARDS)
    send_digests([], AFTERWARDS)
    choose(line, MailChoice.AT_ONCE)
    mail_returns(AFTERWARDS)
    send_digests([], AFTERWARDS + timedelta(days=1))
    assert (mails(), open_notices(), Notice.objects.count()) == ([], 0, 1)


def test_what_was_told_to_who_was_quiet_is_settled_when_they_change_their_mind(line):
    choose(line, MailChoice.QUIET)
    returned(line)
    choose_mail(choice=MailChoice.AT_ONCE, by=line.reporter, at=AFTERWARDS)
    assert (mail_returns(AFTERWARDS), open_notices()) == ([], 0)


def leave(line) -> None:
    Membership.objects.filter(user=line.reporter).delete()


def switch_off(line) -> None:
    User.objects.filter(pk=line.reporter.pk).update(is_active=False)


def mend(line) -> None:
    update = line.milestone.updates.get()
    link(line, update, url="https://contoh.test/baru")
    submit_update(update=update, by=line.reporter, at=AFTERWARDS)


@pytest.mark.parametrize("change", [leave, switch_off, mend])
def test_return_is_not_mailed_to_who_may_not_read_it_or_has_mended_it(line, change):
    returned(line)
    change(line)
    assert (mail_returns(AFTERWARDS), mails()) == ([], [])
    assert open_notices() == 0
