"""Who waits for an institution, on its page and in its workspace; and what became of institutions."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from foundation.formats import long_date
from institutions.actions import merge_by_decree, rename_institution, split_institution
from institutions.succession import open_things
from renaksi.actions.updates import DraftContent, submit_update
from renaksi.enums import NoticeKind
from renaksi.models import Notice
from tests import actors
from tests.factories.institutions import InstitutionFactory
from tests.public_records import promise, read, reported, running_plan, step_of, today, words
from tests.reporting import FULL_TEXT, IN_WINDOW, draft, link

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def admin():
    person = actors.secretariat_admin()
    person.user_permissions.add(Permission.objects.get(codename="change_institution"))
    return person


def waiting(for_whom, plan=None, **fields):
    """A milestone whose report says that it waits since 20 days."""
    milestone = step_of(promise(plan or running_plan(), title="Portal data"), title="Dataset terbit")
    told = {"blocked_by": for_whom, "blocked_since": today() - timedelta(days=20), "blocked_reason": "Izin"}
    return reported(milestone, step=25, **told, **fields)


def awaited(page):
    return [words(item) for item in page.select("[aria-labelledby=ditunggu] li")]


def home_of(person):
    client = Client()
    client.force_login(person)
    return read(client, reverse("workspace:home"))


# --- Waiting ----------------------------------------------------------------------------------


def test_who_is_waited_for_sees_it_on_its_page_as_a_claim(client):
    institution = InstitutionFactory(name="Dinas Ditunggu")
    update = waiting(institution)
    owner, since = update.milestone.responsible.name, long_date(today() - timedelta(days=20))
    [told] = awaited(read(client, institution.get_absolute_url()))
    assert told == (
        f"Dataset terbit {owner} menunggu sejak {since}, 20 hari, "
        f"menurut laporan {update.period} · {update.milestone.commitment.number}. Portal data"
    )


def test_the_reason_is_told_in_public_only_after_a_verifier_read_it(client):
    institution = InstitutionFactory()
    waiting(institution, verified=25)
    assert ": Izin" in awaited(read(client, institution.get_absolute_url()))[0]


def test_nobody_else_is_waited_for(client):
    waiting(InstitutionFactory())
    assert awaited(read(client, InstitutionFactory().get_absolute_url())) == []


def test_what_is_not_published_is_told_to_nobody(client):
    institution = InstitutionFactory()
    update = waiting(institution)
    type(update.milestone.commitment).objects.update(live=False)
    assert awaited(read(client, institution.get_absolute_url())) == []
    assert awaited(home_of(actors.focal_point(institution))) == []


def test_its_focal_point_reads_the_reason_at_once_and_finds_the_way(client):
    institution = InstitutionFactory(name="Dinas Ditunggu")
    update = waiting(institution)
    page = home_of(actors.focal_point(institution))
    [told] = page.select("[aria-labelledby=ditunggu] li")
    assert words(told.select("p")[1]) == "Yang ditunggu: Izin"
    assert words(page.select_one('a[href="#ditunggu"]')) == ("1 tonggak instansi lain menunggu instansi Anda")
    links = [one["href"] for one in told.select("a")]
    commitment = update.milestone.commitment.get_absolute_url()
    owner = update.milestone.responsible.get_absolute_url()
    assert links == [f"{commitment}#tonggak-{update.milestone_id}", owner]
    assert awaited(home_of(actors.focal_point(InstitutionFactory()))) == []


def test_who_goes_on_for_it_is_waited_for(client, admin):
    institution, heir = InstitutionFactory(), InstitutionFactory()
    waiting(institution)
    merge_by_decree(
        sources=[institution], into=heir, on=today(), reason="Perpres contoh", by=admin, at=timezone.now()
    )
    [told] = awaited(read(client, heir.get_absolute_url()))
    assert f"menunggu {institution.name} sejak" in told
    assert awaited(read(client, institution.get_absolute_url())) == []


def test_waiting_takes_the_same_queries_for_any_number(client):
    institution = InstitutionFactory()
    person = actors.focal_point(institution)
    counts = []
    for rows in (1, 2):
        for _row in range(rows):
            waiting(institution)
        with CaptureQueriesContext(connection) as queries:
            client.get(institution.get_absolute_url())
        with CaptureQueriesContext(connection) as own:
            home_of(person)
        counts.append((len(queries), len(own)))
    assert counts[0] == counts[1]


def test_who_is_waited_for_is_told_once_for_each_milestone_and_day(line):
    institution = InstitutionFactory()
    person = actors.focal_point(institution)
    told = {"blocked_by": institution, "blocked_since": date(2026, 9, 1), "blocked_reason": "Izin"}
    content = DraftContent(**{**{name: getattr(FULL_TEXT, name) for name in FULL_TEXT.__slots__}, **told})
    update = draft(line, content=content)
    link(line, update)
    submit_update(update=update, by=line.reporter, at=IN_WINDOW)
    notices = Notice.objects.filter(kind=NoticeKind.BLOCKING).values_list("user", "key", "milestone")
    key = f"blocking:{line.milestone.pk}:{institution.pk}:2026-09-01"
    assert list(notices) == [(person.pk, key, line.milestone.pk)]


# --- What became of institutions --------------------------------------------------------------


def history(page):
    return [words(item) for item in page.select("main .record-note li")]


def found(client, words_of_search):
    page = read(client, reverse("commitment_list"), q=words_of_search)
    return [words(title) for title in page.select(".row .title")]


def test_a_renamed_institution_says_what_it_was_called_and_past_reports_too(client, admin):
    update = waiting(InstitutionFactory())
    institution = update.institution
    update.milestone.responsible, old_name = institution, institution.name
    update.milestone.save()
    rename_institution(
        institution=institution,
        new_name="Badan Baru",
        short_name="",
        on=today(),
        reason="Perpres contoh",
        by=admin,
        at=timezone.now(),
    )
    page = read(client, institution.get_absolute_url())
    yesterday = long_date(today() - timedelta(days=1))
    assert (words(page.h1), history(page)) == (
        "Badan Baru",
        [f"Sebelumnya bernama {old_name}, sampai {yesterday} (Perpres contoh)"],
    )
    assert "Juga tertulis sebagai" not in page.get_text()
    assert found(client, old_name) == ["Portal data"]
    commitment = read(client, update.milestone.commitment.get_absolute_url())
    assert f"dilaporkan {old_name}" in words(commitment.main)
    reader = Client()
    reader.force_login(actors.focal_point(institution))
    shown = words(read(reader, reverse("workspace:update", args=[update.pk])).main)
    assert f"{old_name} (sekarang Badan Baru)" in shown


def test_an_ended_institution_keeps_its_page_and_points_on(client, admin):
    update = reported(step_of(promise(running_plan(), title="Portal data")), step=50)
    update.receipt = "TT-1"
    update.save()
    old, first, second = update.institution, InstitutionFactory(name="Satu"), InstitutionFactory(name="Dua")
    decree = {"on": today(), "reason": "Perpres contoh", "by": admin, "at": timezone.now()}
    merge_by_decree(sources=[old], into=first, **decree)
    since = long_date(today())
    page = read(client, old.get_absolute_url())
    assert page.select(".figure-tile") == []
    assert history(page) == [f"Bergabung ke Satu sejak {since} (Perpres contoh)"]
    assert [words(title) for title in page.select(".row .title")] == ["Portal data"]
    assert found(client, old.name) == ["Portal data"]
    assert page.select_one("main .record-note a")["href"] == first.get_absolute_url()
    last = InstitutionFactory(name="Tiga")
    shares = {thing.key: last for thing in open_things(first, today())}
    split_institution(source=first, into=[second, last], shares=shares, **decree)
    assert history(read(client, first.get_absolute_url())) == [
        f"Bergabung dari {old.name} sejak {since} (Perpres contoh)",
        f"Dipecah menjadi Dua , Tiga sejak {since} (Perpres contoh)",
    ]
    assert history(read(client, second.get_absolute_url())) == [
        f"Hasil pemecahan dari Satu sejak {since} (Perpres contoh)"
    ]
