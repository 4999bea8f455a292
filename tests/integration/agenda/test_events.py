"""Events as records: what is refused, in which order they stand, and whose pages name them."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from agenda.enums import EventState, Part, Zone
from agenda.models import EventCommitment, EventPage, EventParty, EventPractice
from agenda.queries.events import in_order, public_events, upcoming
from renaksi.related import Subject, related_to
from tests.factories.institutions import CityFactory, InstitutionFactory
from tests.factories.renaksi import CommitmentFactory
from tests.pages import event, practice, site_tree

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def tree(db):
    return site_tree()


@pytest.mark.once
def test_hours_are_those_of_the_place(tree):
    page = event(tree, begins=time(9), ends=time(12), zone=Zone.WIT)
    page.refresh_from_db()
    assert page.starts_at == datetime(2026, 3, 22, 9, tzinfo=ZoneInfo("Asia/Jayapura"))
    assert page.ends_at == datetime(2026, 3, 22, 12, tzinfo=ZoneInfo("Asia/Jayapura"))


@pytest.mark.once
@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        (
            {"last_day": date(2026, 3, 21)},
            "last_day",
            "Hari terakhir sebelum hari pertama. Periksa kedua tanggalnya.",
        ),
        (
            {"ends": time(9)},
            "begins",
            "Isi jam mulai juga, atau kosongkan jam selesai untuk acara sehari penuh.",
        ),
        (
            {"begins": time(12), "ends": time(9)},
            "ends",
            "Jam selesai harus setelah jam mulai pada hari yang sama.",
        ),
        ({"place": ""}, "place", "Isi tempat, atau tautan daring bila acaranya daring."),
        (
            {"state": EventState.CANCELLED},
            "cancelled_reason",
            "Tulis mengapa acara dibatalkan: itu dibaca yang sudah berencana datang.",
        ),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(tree, fields, field, sentence):
    page = event(tree)
    for name, value in fields.items():
        setattr(page, name, value)
    with pytest.raises(ValidationError) as refused:
        page.clean()
    assert refused.value.message_dict == {field: [sentence]}


@pytest.mark.once
def test_online_event_needs_no_place(tree):
    page = event(tree, place="", online_url="https://renaksi.test/ruang")
    page.clean()


def test_next_event_stands_first_and_the_last_past_one_after_them(tree):
    today = timezone.localdate()
    days = {"lama": -400, "kemarin": -1, "nanti": 30, "besok": 1}
    for title, ahead in days.items():
        event(tree, title=title, first_day=today + ahead * DAY)
    event(tree, title="berlangsung", first_day=today - DAY, last_day=today + DAY)
    ordered = in_order(public_events(), now=timezone.now())
    assert [page.title for page in ordered] == ["berlangsung", "besok", "nanti", "kemarin", "lama"]


@pytest.mark.once
def test_home_hears_of_what_comes_and_not_of_samples_drafts_or_what_was_cancelled(tree):
    tomorrow = timezone.localdate() + DAY
    event(tree, title="Lalu", first_day=tomorrow - 2 * DAY)
    event(tree, title="Nanti", first_day=tomorrow + DAY)
    event(tree, title="Besok", first_day=tomorrow)
    event(tree, title="Contoh", first_day=tomorrow, is_sample=True)
    event(tree, title="Rancangan", first_day=tomorrow, live=False)
    event(tree, title="Batal", first_day=tomorrow, state=EventState.CANCELLED, cancelled_reason="Banjir.")
    assert [line.title for line in upcoming(5)] == ["Besok", "Nanti"]
    assert [line.title for line in upcoming(1)] == ["Besok"]


def shown_on(subject: Subject) -> list[str]:
    return [item.title for item in related_to(subject) if item.kind.startswith("Agenda")]


def test_event_stands_on_the_pages_of_what_it_belongs_to(tree):
    region, institution, commitment = CityFactory(), InstitutionFactory(), CommitmentFactory()
    shown = practice(tree)
    event(tree, title="Di daerah", region=region)
    event(tree, title="Bersama instansi", parties=[EventParty(part=Part.EXHIBITOR, institution=institution)])
    event(tree, title="Tentang komitmen", commitment_links=[EventCommitment(commitment=commitment)])
    event(tree, title="Memamerkan", practice_links=[EventPractice(practice=shown)])
    event(tree, title="Rekaan", region=region, is_sample=True)
    assert shown_on(Subject(region_ids=frozenset({region.pk}))) == ["Di daerah"]
    assert shown_on(Subject(region_ids=frozenset({region.province_id}))) == ["Di daerah"]
    assert shown_on(Subject(institution_ids=frozenset({institution.pk}))) == ["Bersama instansi"]
    assert shown_on(Subject(practice_ids=frozenset({shown.pk}))) == ["Memamerkan"]
    both = Subject(commitment_ids=frozenset({commitment.pk}), region_ids=frozenset({region.pk}))
    assert shown_on(both) == ["Tentang komitmen", "Di daerah"]


@pytest.mark.once
def test_a_revision_brings_its_hours_along(tree):
    page = event(tree)
    page.begins, page.ends = time(9), time(10)
    page.save_revision().publish()
    found = EventPage.objects.get()
    assert (found.ends_at - found.starts_at) == timedelta(hours=1)
