"""The monitor's desk: what was granted, and a note that is public at once."""

import pytest
from django.urls import reverse

from foundation.audit.queries import entries_for
from renaksi.models import IndependentNote
from tests import actors
from tests.factories.renaksi import CommitmentFactory, PeriodFactory, PlanFactory

pytestmark = pytest.mark.django_db

QUERIES = 10


@pytest.fixture
def commitment():
    return CommitmentFactory(plan=PeriodFactory().plan, number="3a", title="Data terbuka desa")


@pytest.fixture
def monitor(client, commitment):
    person = actors.monitor(commitment.plan)
    client.force_login(person)
    return person


def desk():
    return reverse("workspace:monitoring")


def page_of(commitment):
    return reverse("workspace:note", args=[commitment.pk])


def test_desk_lists_the_commitments_of_granted_plans_alone(client, monitor, commitment):
    CommitmentFactory(plan=PlanFactory(), title="Rencana lain")
    CommitmentFactory(plan=commitment.plan, title="Masih draf", live=False)
    lines = client.get(desk()).context["lines"]
    assert [(line.title, line.verified, line.notes) for line in lines] == [
        ("3a. Data terbuka desa", "Belum ada bukti", 0)
    ]


def test_monitor_without_a_plan_reads_what_to_do(client):
    client.force_login(actors.monitor())
    assert "Hubungi sekretariat" in client.get(desk()).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_desk_asks_the_same_number_of_queries_for_one_and_three(
    client, monitor, commitment, count, django_assert_num_queries
):
    for _ in range(count - 1):
        CommitmentFactory(plan=commitment.plan)
    client.get(desk())
    with django_assert_num_queries(QUERIES):
        assert len(client.get(desk()).context["lines"]) == count


def test_note_is_public_at_once_with_name_and_day(client, monitor, commitment):
    response = client.post(page_of(commitment), {"text": "  Portal tidak dapat dibuka pada 3 Nov.  "})
    assert (response.status_code, response.headers["Location"]) == (302, page_of(commitment))
    note = IndependentNote.objects.get()
    assert (note.text, note.monitor, note.commitment) == (
        "Portal tidak dapat dibuka pada 3 Nov.",
        monitor,
        commitment,
    )
    client.logout()
    public = client.get(commitment.get_absolute_url()).content.decode()
    assert "Portal tidak dapat dibuka pada 3 Nov." in public
    assert [(one.action, one.data) for one in entries_for(commitment)] == [
        ("commitment.noted", {"note": note.pk})
    ]


def test_blank_note_is_refused_with_what_to_write(client, monitor, commitment):
    response = client.post(page_of(commitment), {"text": "   "})
    assert response.status_code == 422
    assert response.context["form"].errors == {
        "text": ["Catatan belum ditulis. Tulis apa yang Anda amati, di mana, dan kapan."]
    }
    assert IndependentNote.objects.count() == 0


def test_script_in_a_note_is_text(client, monitor, commitment):
    client.post(page_of(commitment), {"text": "<script>alert(1)</script>"})
    assert "<script>alert(1)" not in client.get(page_of(commitment)).content.decode()


def test_monitor_of_another_plan_finds_nothing(client, commitment):
    client.force_login(actors.monitor(PlanFactory()))
    assert client.get(page_of(commitment)).status_code == 404
    assert client.post(page_of(commitment), {"text": "Catatan"}).status_code == 404
    assert IndependentNote.objects.count() == 0
