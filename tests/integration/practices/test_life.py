from datetime import date, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from foundation.mail.models import OutgoingMail
from practices.actions.forgetting import forget_senders, forget_unconfirmed
from practices.actions.life import AlreadyAnswered, NobodyToAsk, answer_life, ask_owner, ask_owners
from practices.enums import CopyState, Life, SubmissionState
from practices.models import LifeCheck, PracticeCopy, PracticePage, PracticeSubmission
from tests import actors
from tests.pages import practice, site_tree
from tests.practices import (
    OWNER,
    PROPOSER,
    asked,
    confirmed_copy,
    contactable,
    draft,
    guarded,
    mailed,
)
from tests.public_records import read, words

pytestmark = [pytest.mark.django_db, pytest.mark.once]
JAKARTA = ZoneInfo("Asia/Jakarta")
NEXT_YEAR = datetime(2028, 1, 10, 6, tzinfo=JAKARTA)
LINK = "/praktik/konfirmasi/rahasia-uji/"


@pytest.fixture
def tree():
    cache.clear()
    return site_tree()


def page_of(tree, **fields):
    return contactable(tree, first_published_at=datetime(2026, 11, 22, tzinfo=JAKARTA), **fields)


# --- Asked ------------------------------------------------------------------------------------


def test_every_owner_is_asked_once_a_year(tree):
    page = page_of(tree)
    assert [check.page for check in ask_owners(at=NEXT_YEAR)] == [page]
    assert ask_owners(at=NEXT_YEAR) == []
    assert ask_owners(at=NEXT_YEAR + timedelta(days=300)) == []
    assert (mailed("practice_life").recipient, LifeCheck.objects.count()) == (OWNER, 1)


def test_nobody_is_asked_for_what_is_no_s_or_nowhere(tree):
    page_of(tree, title="Contoh", is_sample=True)
    page_of(tree, title="Draf", live=False)
    practice(tree, title="Tanpa surel", first_published_at=datetime(2020, 1, 1, tzinfo=JAKARTA))
    assert ask_owners(at=NEXT_YEAR) == []


def test_command_shows_without_writing_and_then_asks(tree):
    page_of(tree, title="Dialog warga")
    told = StringIO()
    call_command("ask_owners", "--at=2028-01-10", "--dry-run", stdout=told)
    assert told.getvalue() == f"{OWNER}\tDialog warga\n1 pemilik akan ditanya; tidak ada yang ditulis\n"
    assert not LifeCheck.objects.exists()
    call_command("ask_owners", "--at=2028-01-10", stdout=StringIO())
    assert LifeCheck.objects.get().asked_on == date(2028, 1, 10)


def test_editor_asks_by_hand(tree):
    page = page_of(tree)
    first, again = (ask_owner(page=page, by=actors.editor(), at=NEXT_YEAR) for _time in range(2))
    assert (first, OutgoingMail.objects.count()) == (again, 1)
    with pytest.raises(PermissionDenied):
        ask_owner(page=page, by=actors.verifier(), at=NEXT_YEAR)
    with pytest.raises(NobodyToAsk):
        ask_owner(page=practice(tree, title="Lain"), by=actors.editor(), at=NEXT_YEAR)


# --- Answered ---------------------------------------------------------------------------------


def test_answer_is_published_and_said_once(client, tree):
    page = page_of(tree, life_confirmed_on=date(2020, 1, 1))
    check, _secret = asked(page)
    response = client.post(LINK, {"answer": "grown", "lesson": "", "note": "Kini 40 desa."})
    assert (response.status_code, response.url) == (302, LINK)
    page.refresh_from_db()
    check.refresh_from_db()
    assert (page.life, page.life_confirmed_on, page.live) == ("grown", timezone.localdate(), True)
    assert (check.answer, check.note) == ("grown", "Kini 40 desa.")
    assert "Terima kasih" in words(read(client, LINK).main)
    client.post(LINK, {"answer": "stopped", "lesson": "Dana habis."})
    page.refresh_from_db()
    assert page.life == "grown"
    with pytest.raises(AlreadyAnswered):
        answer_life(check=check, answer=Life.RUNNING, lesson="", note="", at=timezone.now())


def test_stopped_practice_says_why_and_keeps_its_page(client, tree):
    page = page_of(tree)
    asked(page)
    response = client.post(LINK, {"answer": "stopped", "lesson": " "})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["lesson"])
    client.post(LINK, {"answer": "stopped", "lesson": "Dananya habis."})
    assert "Dananya habis." in words(read(client, page.get_url()).main)


def test_draft_of_an_editor_stays_a_draft_and_learns_the_answer(tree):
    page = page_of(tree, summary="Yang terbit.")
    page.summary = "Yang sedang ditulis."
    page.save_revision()
    check, _secret = asked(page)
    answer_life(check=check, answer=Life.GROWN, lesson="", note="", at=timezone.now())
    kept = PracticePage.objects.get()
    latest = kept.get_latest_revision_as_object()
    assert (kept.summary, kept.life, kept.has_unpublished_changes) == ("Yang terbit.", "grown", True)
    assert (latest.summary, latest.life) == ("Yang sedang ditulis.", "grown")
    assert Revision.objects.for_instance(page).count() == 3


def test_unknown_link_and_page_taken_off_answer_alike(client, tree):
    page = page_of(tree)
    asked(page)
    page.unpublish()
    assert {client.get(one).status_code for one in (LINK, "/praktik/konfirmasi/salah/")} == {404}


# --- Forgotten --------------------------------------------------------------------------------


def test_what_nobody_stood_up_for_is_deleted(tree):
    now = timezone.now()
    old = {"created_at": now - timedelta(days=31), "saved_at": now - timedelta(days=31)}
    draft(tree, **old)
    draft(tree, secret_digest="1" * 64)
    draft(tree, secret_digest="2" * 64, confirmed_at=now, **old)
    draft(tree, secret_digest="3" * 64, state=SubmissionState.SUBMITTED, submitted_at=now, **old)
    page = practice(tree)
    confirmed_copy(page, confirmed_at=None, created_at=old["created_at"])
    confirmed_copy(page, created_at=old["created_at"])
    assert forget_unconfirmed(now) == 2
    assert (PracticeSubmission.objects.count(), PracticeCopy.objects.count()) == (3, 1)
    assert forget_unconfirmed(now + timedelta(days=181)) == 2


def test_senders_are_forgotten_a_year_after_the_decision(tree):
    now = timezone.now()
    long_ago = now - timedelta(days=366)
    draft(tree, state=SubmissionState.PUBLISHED, saved_at=long_ago)
    draft(tree, state=SubmissionState.SUBMITTED, saved_at=long_ago, secret_digest="1" * 64)
    copy = confirmed_copy(practice(tree), state=CopyState.SHOWN, created_at=long_ago)
    assert forget_senders(now) == 2
    assert forget_senders(now) == 0
    copy.refresh_from_db()
    assert (copy.email, copy.sender, copy.owner_name) == ("", "", "Pemerintah Kota Peniru")
    assert list(PracticeSubmission.objects.order_by("state").values_list("email", flat=True)) == [
        "",
        PROPOSER,
    ]


# --- Written to -------------------------------------------------------------------------------

MESSAGE = {
    "name": "Ani",
    "office": "Kota Uji",
    "email": "ani@contoh.test",
    "message": "Bolehkah kami datang?",
}


def test_message_reaches_the_office_and_shows_its_address_to_nobody(client, tree):
    contactable(tree, slug="dialog")
    assert OWNER not in client.get("/praktik/dialog/hubungi/").content.decode()
    assert (
        client.post("/praktik/dialog/hubungi/", guarded(MESSAGE)).url == "/praktik/dialog/hubungi/terkirim/"
    )
    mail = mailed("practice_contact")
    assert (mail.recipient, mail.reply_to) == (OWNER, "ani@contoh.test")
    assert "Bolehkah kami datang?" in mail.text


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"email": "ani@contoh.test\nBcc: semua@contoh.test"}, "email"),
        ({"message": ""}, "message"),
        ({"homepage": "x"}, "__all__"),
    ],
)
def test_message_of_a_machine_goes_nowhere(client, tree, fields, field):
    contactable(tree, slug="dialog")
    response = client.post("/praktik/dialog/hubungi/", {**guarded(MESSAGE), **fields})
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert not OutgoingMail.objects.exists()


def test_line_breaks_in_a_name_stay_out_of_the_head_of_the_mail(client, tree):
    contactable(tree, slug="dialog", title="Dialog\r\nBcc: semua@contoh.test")
    client.post("/praktik/dialog/hubungi/", guarded({**MESSAGE, "name": "Ani\r\nBcc: semua@contoh.test"}))
    assert mailed("practice_contact").subject.splitlines() == [mailed("practice_contact").subject]


def test_practice_without_an_address_says_so(client, tree):
    practice(tree, slug="sunyi")
    page = read(client, "/praktik/sunyi/hubungi/")
    assert (page.h1.text, page.find("main").find("form")) == ("Narahubung praktik ini belum diketahui", None)
