"""Everybody's notices, and the choice of mails."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.enums import MailChoice
from accounts.models import Membership
from renaksi.enums import NoticeKind
from renaksi.models import Notice
from renaksi.notifications.notices import tell
from tests import actors
from tests.factories.institutions import InstitutionFactory
from tests.factories.renaksi import CommitmentFactory, MilestoneFactory, UpdateFactory
from tests.reporting import REVIEWED

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ADDRESS = "/ruang-kerja/pemberitahuan/"


@pytest.fixture
def as_reporter(line, client):
    client.force_login(line.reporter)
    return client


def tell_of_reports(line, count: int = 1) -> None:
    for number in range(count):
        milestone = MilestoneFactory(
            commitment=CommitmentFactory(plan=line.plan),
            responsible=line.institution,
            title=f"Judul {number}",
        )
        update = UpdateFactory(milestone=milestone, period=line.period)
        key, at = f"verified:{update.pk}", REVIEWED + timedelta(hours=number)
        tell([line.reporter], NoticeKind.VERIFIED, key=key, at=at, update=update)


def titles(response) -> list[str]:
    return re.findall(r'class="task-title" id="hal-\d+">([^<]+)<', response.content.decode())


def counted(response) -> list[str]:
    return re.findall(r'class="new-count">([^<]+)<', response.content.decode())


def test_newest_stands_first_and_leads_to_the_report(line, as_reporter):
    tell_of_reports(line, 2)
    response = as_reporter.get(ADDRESS)
    assert titles(response) == ["“Judul 1” (B09 2026) terverifikasi.", "“Judul 0” (B09 2026) terverifikasi."]
    newest = Notice.objects.first()
    assert f'href="{reverse("workspace:update", args=[newest.update_id])}"' in response.content.decode()


def test_what_was_on_the_screen_is_seen(line, as_reporter):
    tell_of_reports(line)
    assert counted(as_reporter.get("/ruang-kerja/")) == ["1"]
    assert as_reporter.get(ADDRESS).content.decode().count('class="is-new"') == 1
    again = as_reporter.get(ADDRESS)
    assert (counted(again), again.content.decode().count('class="is-new"')) == ([], 0)


def test_the_rest_of_a_long_list_stays_new(line, as_reporter):
    tell_of_reports(line, 26)
    as_reporter.get(ADDRESS)
    assert counted(as_reporter.get(ADDRESS)) == ["1"]
    assert titles(as_reporter.get(f"{ADDRESS}?page=2")) == ["“Judul 0” (B09 2026) terverifikasi."]


def test_who_lost_the_institution_reads_and_counts_nothing_of_it(line, as_reporter):
    tell_of_reports(line)
    Membership.objects.filter(user=line.reporter).update(institution=InstitutionFactory())
    response = as_reporter.get(ADDRESS)
    assert (titles(response), counted(response)) == ([], [])


def test_nobody_reads_what_another_was_told(line, client):
    tell_of_reports(line)
    client.force_login(line.outsider)
    assert titles(client.get(ADDRESS)) == []


def test_staff_of_the_cms_find_it_too(client):
    client.force_login(actors.editor())
    assert "Belum ada pemberitahuan" in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize("choice", MailChoice)
def test_choice_is_kept(line, as_reporter, choice):
    assert as_reporter.post(ADDRESS, {"choice": choice.value}).status_code == 302
    line.reporter.refresh_from_db()
    assert line.reporter.mail_choice == choice
    checked = re.search(r'value="(\w+)"[^>]* checked', as_reporter.get(ADDRESS).content.decode())
    assert checked is not None
    assert checked[1] == choice.value


@pytest.mark.parametrize("given", [{}, {"choice": "sometimes"}])
def test_no_choice_is_refused_with_what_to_do(line, as_reporter, given):
    response = as_reporter.post(ADDRESS, given)
    assert (response.status_code, "Pilih salah satu." in response.content.decode()) == (422, True)
    line.reporter.refresh_from_db()
    assert line.reporter.mail_choice == MailChoice.AT_ONCE


def test_as_many_queries_for_any_number(line, as_reporter, django_assert_num_queries):
    tell_of_reports(line)
    with django_assert_num_queries(6):
        as_reporter.get(ADDRESS)
    tell_of_reports(line, 3)
    with django_assert_num_queries(6):
        as_reporter.get(ADDRESS)
