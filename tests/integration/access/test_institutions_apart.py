"""What belongs to institution B does not exist for institution A, nor for the public."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest
from django.urls import reverse

from evidence.enums import EvidenceState, TakedownReason
from evidence.models import Evidence
from renaksi.enums import UpdateState
from renaksi.models import EvidenceItem, ProgressUpdate
from tests import actors
from tests.factories.evidence import FileFactory
from tests.factories.renaksi import ItemFactory
from tests.integration.access.probe import VERBS, ask, body, client_of
from tests.integration.access.test_table import ARGUMENTS, address, arguments, rows
from tests.integration.access.world import CANARY, World, actor, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.once]

STRANGERS = ["focal A", "approver A", "coordinator A", "other monitor", "other verifier", "editor"]
OTHER_VERBS = ("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")
# What they do at home; the others and everything else are tried by `make test-long`.
TEMPTED = {
    "focal A": "submit",
    "approver A": "approve",
    "coordinator A": "approve",
    "other verifier": "verify",
}


def with_every_change(cases: Iterable[Sequence[str]], *, when: Callable[..., bool]) -> list[Any]:
    return [pytest.param(*case, marks=() if when(*case) else pytest.mark.long) for case in cases]


def addresses_of_b(world: World) -> list[str]:
    """Every page of every record of B, whatever state it is in."""
    pages = ("update", "receipt", "recall", "correction", "give_up", "undo_verdict", "approval", "review")
    found = [
        reverse(f"workspace:{page}", args=[update.pk]) for page in pages for update in world.updates.values()
    ]
    found += [
        reverse("workspace:report", args=[world.period.pk, update.milestone_id])
        for update in world.updates.values()
    ]
    found.append(reverse("workspace:report", args=[world.period.pk, world.unbegun.pk]))
    closed = [name for name in ARGUMENTS if name.startswith(("workspace:", "evidence:", "reports:draft"))]
    found += [address(name, arguments(name, world)) for name in closed]
    return sorted({*found, reverse("evidence:upload", args=[arriving_file(world).public_id])})


def arriving_file(world: World) -> Evidence:
    fields = {"state": EvidenceState.RECEIVING, "stored_name": "", "sha256": "", "size": None}
    arriving = FileFactory(institution=world.b, announced_size=10, **fields)
    ItemFactory(update=world.updates[UpdateState.RETURNED], evidence=arriving)
    return arriving


def state_of(world: World) -> list[tuple]:
    return [
        *ProgressUpdate.objects.order_by("pk").values_list("pk", "state", "revision", "narrative"),
        *EvidenceItem.objects.order_by("pk").values_list("pk", "verdict"),
        *Evidence.objects.order_by("pk").values_list("pk", "state", "visibility", "taken_down_at"),
    ]


@pytest.mark.parametrize(
    ("who", "verbs"),
    with_every_change(
        [
            ("focal A", (*VERBS, *OTHER_VERBS)),
            *((who, verbs) for who in STRANGERS[1:] for verbs in (("GET",), ("POST", *OTHER_VERBS))),
        ],
        when=lambda who, verbs: who == "focal A" or "GET" in verbs,
    ),
)
def test_stranger_finds_nothing_of_b_whatever_the_verb(who: str, verbs: Sequence[str]):
    world = make_world()
    client = client_of(actor(who, world))
    called = addresses_of_b(world)
    before = state_of(world)
    found = {(verb, one): client.generic(verb, one).status_code for verb in verbs for one in called}
    assert found == dict.fromkeys(found, 404)
    assert len(called) == 81
    assert state_of(world) == before


def filled_in(world: World, item: EvidenceItem) -> dict[str, str]:
    """What every form of the workspace would send, with ids of B."""
    return {
        "revision": "1",
        "narrative": "Diubah orang luar",
        "step": "100",
        "detach": str(item.pk),
        f"butir-{item.pk}-verdict": "accepted",
        "verified_step": "100",
        "reason_code": "other",
        "note": "Catatan",
        "reason": TakedownReason.PERSONAL_DATA.value,
        "confirmed": "on",
        "visibility": "internal",
    }


@pytest.mark.parametrize(
    ("who", "action"),
    with_every_change(
        ((who, action) for who in ("anonymous", *STRANGERS) for action in ("submit", "verify", "approve")),
        when=lambda who, action: TEMPTED.get(who) == action,
    ),
)
def test_stranger_changes_nothing_of_b(who: str, action: str):
    world = make_world()
    client = client_of(actor(who, world))
    called = addresses_of_b(world)
    before = state_of(world)
    data = {**filled_in(world, world.evidence.items.get()), "action": action}
    answers = {client.post(one, data).status_code for one in called}
    assert answers == ({302, 404} if who == "anonymous" else {404})
    assert state_of(world) == before


def test_own_form_cannot_reach_a_proof_of_b():
    """A focal point of A posts the id of B's proof into a report of their own."""
    world = make_world()
    own = world.a.milestones.get()
    item = EvidenceItem.objects.get()
    client = client_of(actors.focal_point(world.a))
    page = reverse("workspace:report", args=[world.period.pk, own.pk])
    client.post(page, {"revision": "0", "narrative": "Milik A", "action": "save", "detach": str(item.pk)})
    client.post(page, {"revision": "1", "narrative": "Milik A", "action": "save", "detach": str(item.pk)})
    assert EvidenceItem.objects.filter(pk=item.pk).exists()
    assert ProgressUpdate.objects.get(milestone=own).narrative == "Milik A"


@pytest.mark.parametrize(
    "who",
    with_every_change(
        ([who] for who in ("anonymous", *STRANGERS)),
        when=lambda who: who in {"anonymous", "focal A", "other verifier"},
    ),
)
def test_text_of_b_never_shows_to_strangers(who: str):
    world = make_world()
    client = client_of(actor(who, world))
    pages = {address(name, arguments(name, world)) for name, _verb in rows()}
    searches = [
        f"{reverse('commitment_list')}?q={CANARY[:6]}",
        f"{reverse('commitment_list')}?format=csv",
        f"{reverse('workspace:queue')}?institution={world.b.pk}&plan={world.plan.pk}",
    ]
    for page in [*pages, *addresses_of_b(world), *searches]:
        for verb in VERBS:
            response = ask(client, verb, page)
            assert CANARY.encode() not in body(response), f"{verb} {page}"
            assert CANARY not in str(response.headers), f"{verb} {page}"


@pytest.mark.parametrize(
    "seen_by",
    [
        lambda world: actors.focal_point(world.b),
        lambda world: actors.verifier(world.plan),
        lambda _world: actors.secretariat_admin(),
    ],
    ids=["focal B", "verifier", "admin"],
)
def test_text_of_b_shows_to_who_works_with_it(seen_by: Callable):
    """Else the test above could not fail."""
    world = make_world()
    client = client_of(seen_by(world))
    page = reverse("workspace:update", args=[world.updates[UpdateState.SUBMITTED].pk])
    assert CANARY.encode() in body(client.get(page))
    assert CANARY.encode() in body(client.get(world.evidence.get_absolute_url()))
