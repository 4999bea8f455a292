"""Sign-in links of a period: who is sent one, what the mail says, what became of it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import SignInLink
from foundation.mail.models import OutgoingMail
from renaksi.actions.refusals import Refused
from renaksi.actions.sign_in_links import send_sign_in_link
from renaksi.enums import PeriodState
from renaksi.views.workspace import sign_in_links as page
from tests import actors
from tests.factories.institutions import CityFactory, InstitutionFactory
from tests.factories.renaksi import MilestoneFactory, PeriodFactory
from tests.integration.access.probe import client_of
from tests.integration.access.world import World, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LINKS = "/ruang-kerja/tautan-masuk/"


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def client(world) -> Client:
    return client_of(actors.secretariat_admin())


def lines(client: Client, **asked) -> dict[str, str]:
    return {line.email: line.word for line in client.get(LINKS, asked).context["lines"]}


def act(client: Client, world: World, action: str) -> str:
    answer = client.post(LINKS, {"period": world.period.pk, "action": action}, follow=True)
    return " ".join(str(one) for one in answer.context["messages"])


def test_mail_leads_its_reader_in_and_the_page_does_not_hold_the_secret(world, client):
    person = actors.focal_point(world.b)
    assert act(client, world, "send-all") == "1 tautan dikirim."
    mail = OutgoingMail.objects.get()
    assert (mail.kind, mail.recipient) == ("sign_in_link", person.email)
    assert mail.subject == f"Tautan masuk untuk laporan {world.period}: {world.b}"
    [secret] = set(re.findall(r"/masuk/tautan/([\w-]+)/", mail.text + mail.html))
    assert ["Jangan teruskan surel ini" in part for part in (mail.text, mail.html)] == [True, True]
    assert secret not in client.get(LINKS).content.decode()
    reader = Client()
    shown = reader.get(f"/masuk/tautan/{secret}/").content.decode()
    assert all(word in shown for word in (person.name, world.b.name, str(world.period), world.plan.label))
    assert reader.post(f"/masuk/tautan/{secret}/").status_code == 302
    assert lines(client) == {person.email: "Dipakai"}


def test_link_ends_with_the_period_and_after_fourteen_days_at_most(world):
    admin, person = actors.secretariat_admin(), actors.focal_point(world.b)
    now = timezone.now()
    given = {"membership": person.memberships.get(), "period": world.period, "by": admin, "at": now}
    link = send_sign_in_link(**given)
    assert timezone.localtime(link.expires_at).date() == world.period.verify_by
    world.period.verify_by += timedelta(60)
    world.period.save()
    assert send_sign_in_link(**given).expires_at == now + timedelta(14)
    for state, verify_by in ((PeriodState.PLANNED, 60), (PeriodState.OPEN, -1)):
        world.period.state = state
        world.period.verify_by = world.period.closes_on = timezone.localdate() + timedelta(verify_by)
        with pytest.raises(Refused) as refusal:
            send_sign_in_link(**given)
        assert refusal.value.codes == ("period_not_running",)


def test_everybody_of_the_period_who_can_use_one(world, client):
    active, second = actors.focal_point(world.b), actors.focal_point(world.a)
    actors.focal_point(world.b, is_active=False)
    actors.focal_point(world.b, is_superuser=True)
    actors.approver(world.b)
    actors.focal_point(InstitutionFactory())
    MilestoneFactory(commitment__plan=PeriodFactory().plan)
    assert lines(client) == dict.fromkeys((second.email, active.email), "Belum dikirim")


def test_coordinator_sees_and_sends_in_the_own_region(world):
    theirs, foreign = actors.focal_point(world.b), actors.focal_point(world.a)
    client = client_of(actors.coordinator(world.b.region))
    assert lines(client) == {theirs.email: "Belum dikirim"}
    key = foreign.memberships.get().pk
    forged = client.post(LINKS, {"period": world.period.pk, "action": f"send-{key}"})
    assert (forged.status_code, SignInLink.objects.count()) == (404, 0)
    act(client, world, "send-all")
    assert [link.user for link in SignInLink.objects.all()] == [theirs]


def test_coordinator_revokes_in_the_own_region_alone(world, client):
    actors.focal_point(world.b)
    actors.focal_point(world.a)
    act(client, world, "send-all")
    coordinator = client_of(actors.coordinator(world.b.region))
    foreign = SignInLink.objects.get(institution=world.a)
    answer = coordinator.post(LINKS, {"period": world.period.pk, "action": f"revoke-{foreign.pk}"})
    assert answer.status_code == 404
    assert act(coordinator, world, "revoke-all") == "1 tautan dicabut."
    assert [link.institution for link in SignInLink.objects.filter(revoked_at=None)] == [world.a]


def test_filters_and_states(world, client):
    first, second = actors.focal_point(world.b), actors.focal_point(world.a)
    act(client, world, f"send-{first.memberships.get().pk}")
    assert lines(client, keadaan="link") == {second.email: "Belum dikirim"}
    assert lines(client, keadaan="use") == {first.email: "Dikirim, belum dipakai"}
    assert lines(client, q=world.b.name) == {first.email: "Dikirim, belum dipakai"}
    act(client, world, f"revoke-{SignInLink.objects.get().pk}")
    assert lines(client, q=first.name) == {first.email: "Dicabut"}


def test_as_many_at_once_as_a_request_takes(world, client, monkeypatch):
    monkeypatch.setattr(page, "AT_ONCE", 2)
    for _person in range(3):
        actors.focal_point(world.b)
    assert act(client, world, "send-all") == "2 tautan dikirim. 1 orang lagi belum: tekan sekali lagi."
    assert act(client, world, "send-all") == "1 tautan dikirim."
    assert act(client, world, "send-all") == "0 tautan dikirim."


def test_same_number_of_queries_for_one_and_for_three(world, client):
    counts = []
    for more in (1, 2):
        for _person in range(more):
            actors.focal_point(world.b)
        act(client, world, "send-all")
        with CaptureQueriesContext(connection) as queries:
            client.get(LINKS)
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("action", ["send-x", "send-4711", "send-", "revoke-4711", "revoke-"])
def test_what_is_not_in_the_list_is_not_found(world, client, action):
    actors.focal_point(world.b)
    assert client.post(LINKS, {"period": world.period.pk, "action": action}).status_code == 404


def test_nothing_to_send_is_said(client):
    assert "Tidak ada narahubung aktif pada periode ini" in client.get(LINKS).content.decode()


def test_no_period_is_said():
    client = client_of(actors.coordinator(CityFactory()))
    assert "Tidak ada periode yang sedang berjalan" in client.get(LINKS).content.decode()
    assert client.post(LINKS, {"action": "send-all"}).status_code == 302
