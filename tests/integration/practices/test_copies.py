import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from accounts.enums import Role
from accounts.groups import group_for
from foundation.mail.models import OutgoingMail
from institutions.models import Region
from practices.actions.copies import NotWaiting, answer_consent, decline_copy, show_copy
from practices.enums import Consent, CopyState
from practices.models import PracticeCopy, PracticePage
from practices.queries.copies import copy_tree
from tests import actors
from tests.factories.institutions import CityFactory
from tests.pages import practice, site_tree
from tests.practices import OWNER, REPORTER, confirmed_copy, contactable, guarded, mailed, path_in
from tests.public_records import read, words

pytestmark = [pytest.mark.django_db, pytest.mark.once]
REPORT = {
    "owner_name": "Pemerintah Kota Peniru",
    "region": "",
    "stage": "pilot",
    "changed": "Di kelurahan, bukan di desa.",
    "cost": "Rp12 juta",
    "since": "2026",
    "source_url": "contoh.test",
    "sender": "Budi",
    "email": REPORTER,
}


@pytest.fixture
def origin():
    cache.clear()
    return contactable(site_tree(), title="Dialog warga", slug="dialog")


@pytest.fixture
def editor():
    user = actors.editor()
    user.groups.add(group_for(Role.EDITOR))
    return user


def shown(origin, **fields):
    return confirmed_copy(origin, state=CopyState.SHOWN, **fields)


def test_reported_copy_is_proven_by_mail_before_editors_see_it(client, origin, editor):
    region = CityFactory(name="Kota Peniru")
    response = client.post("/praktik/dialog/tiru/", guarded({**REPORT, "region": region.code}))
    assert (response.status_code, response.url) == (302, "/praktik/dialog/tiru/terkirim/")
    copy = PracticeCopy.objects.get()
    assert (copy.region, copy.state, copy.consent) == (Region.objects.get(pk=region.pk), "waiting", "unasked")
    with pytest.raises(NotWaiting):
        show_copy(copy=copy, own_page=None, by=editor, at=timezone.now())
    path = path_in(mailed("copy_reported"))
    # A scanner of mails that opens the link proves nothing.
    assert client.get(path).status_code == 200
    copy.refresh_from_db()
    assert copy.confirmed_at is None
    assert client.post(path).url == path
    copy.refresh_from_db()
    assert copy.confirmed_at is not None


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"changed": ""}, "changed"),
        ({"stage": "besar"}, "stage"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
        ({"stamp": ""}, "__all__"),
    ],
)
def test_wrong_report_is_told_and_nothing_is_lost(client, origin, fields, field):
    response = client.post("/praktik/dialog/tiru/", {**guarded(REPORT), **fields})
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert 'value="Budi"' in response.content.decode()


def test_draft_of_a_practice_takes_no_report(client, origin):
    origin.unpublish()
    for path in ("tiru", "tiru/terkirim", "hubungi", "hubungi/terkirim"):
        assert client.get(f"/praktik/dialog/{path}/").status_code == 404


def test_shown_copy_asks_the_origin_and_counts(client, origin, editor):
    copy = confirmed_copy(origin)
    show_copy(copy=copy, own_page=None, by=editor, at=timezone.now())
    mail = mailed("copy_consent")
    assert (mail.recipient, PracticePage.objects.get().copies) == (OWNER, 1)
    assert "Belum dikonfirmasi pemilik asal" in words(read(client, "/praktik/dialog/").main)
    path = path_in(mail)
    assert client.post(path, {"consent": "confirmed", "note": ""}).url == path
    copy.refresh_from_db()
    assert (copy.consent, copy.consent_on) == ("confirmed", timezone.localdate())
    assert "Dikonfirmasi pemilik asal" in words(read(client, "/praktik/dialog/").main)


def test_origin_that_refuses_says_why_and_the_copy_is_not_counted(client, origin, editor):
    copy = show_copy(copy=confirmed_copy(origin), own_page=None, by=editor, at=timezone.now())
    path = path_in(mailed("copy_consent"))
    assert client.post(path, {"consent": "refused", "note": ""}).status_code == 422
    client.post(path, {"consent": "refused", "note": "Kami tidak mengenalnya."})
    copy.refresh_from_db()
    assert (copy.consent_note, PracticePage.objects.get().copies) == ("Kami tidak mengenalnya.", 0)
    assert "Tidak diakui pemilik asal" in words(read(client, "/praktik/dialog/").main)


def test_origin_without_an_address_is_not_asked(editor):
    page = practice(site_tree())
    show_copy(copy=confirmed_copy(page), own_page=None, by=editor, at=timezone.now())
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    ("stage", "counted"), [("interested", 0), ("visited", 0), ("pilot", 1), ("running", 1), ("stopped", 0)]
)
def test_only_what_works_or_is_tried_counts(origin, editor, stage, counted):
    show_copy(copy=confirmed_copy(origin, stage=stage), own_page=None, by=editor, at=timezone.now())
    assert PracticePage.objects.get().copies == counted


def test_older_draft_that_is_published_does_not_turn_the_count_back(origin, editor):
    draft = origin.save_revision()
    show_copy(copy=confirmed_copy(origin), own_page=None, by=editor, at=timezone.now())
    Revision.objects.get(pk=draft.pk).publish()
    assert PracticePage.objects.get().copies == 1


def test_declined_copy_tells_the_reporter_why(client, origin, editor):
    copy = confirmed_copy(origin)
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("cms_copy:decide", args=[copy.pk])
    assert client.post(address, {"decision": "decline"}).status_code == 200
    client.post(address, {"decision": "decline", "reason": "Tidak ada buktinya."})
    copy.refresh_from_db()
    assert (copy.state, mailed("copy_declined").recipient) == ("declined", REPORTER)
    assert "Tidak ada buktinya." in mailed("copy_declined").text
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("decide", [show_copy, decline_copy])
def test_only_who_curates_decides(origin, decide):
    facts = {"own_page": None} if decide is show_copy else {"reason": "Tidak."}
    with pytest.raises(PermissionDenied):
        decide(copy=confirmed_copy(origin), **facts, by=actors.verifier(), at=timezone.now())


# --- The tree ---------------------------------------------------------------------------------


def test_copies_of_copies_stand_below_them(origin):
    tree = PracticePage.objects.get().get_parent()
    child = tree.add_child(
        instance=PracticePage(title="Tiruan", theme=origin.theme, place_name="X", summary=".")
    )
    shown(origin, owner_name="Anak", copy=child)
    shown(child, owner_name="Cucu")
    confirmed_copy(origin, owner_name="Belum ditampilkan")
    [node] = copy_tree(origin)
    assert (node.owner, node.url, [one.owner for one in node.children]) == ("Anak", child.get_url(), ["Cucu"])
    assert (node.stage, node.consent) == ("Uji coba", "Belum dikonfirmasi pemilik asal")


def test_circle_of_copies_ends_where_it_closes(origin):
    shown(origin, owner_name="Diri sendiri", copy=origin)
    [node] = copy_tree(origin)
    assert (node.owner, node.children) == ("Diri sendiri", ())


def test_copy_whose_page_was_taken_off_has_no_link(origin):
    tree = PracticePage.objects.get().get_parent()
    child = tree.add_child(
        instance=PracticePage(title="T", theme=origin.theme, place_name="X", summary=".", live=False)
    )
    shown(origin, copy=child)
    shown(child)
    [node] = copy_tree(origin)
    assert (node.url, node.children) == ("", ())


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(origin, django_assert_num_queries, rows):
    for number in range(rows):
        shown(origin, owner_name=f"Peniru {number}", region=CityFactory())
    with django_assert_num_queries(1):
        assert len(copy_tree(origin)) == rows


def test_later_word_of_the_origin_holds(origin):
    copy = shown(origin)
    for consent in (Consent.CONFIRMED, Consent.REFUSED):
        answer_consent(copy=copy, consent=consent, note="", at=timezone.now())
    copy.refresh_from_db()
    assert copy.consent == "refused"
