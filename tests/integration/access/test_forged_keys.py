"""Forms of the workspace whose ids were written by hand: no record, no fault."""

import pytest
from django.urls import reverse

from renaksi.enums import UpdateState
from tests import actors
from tests.integration.access.probe import client_of
from tests.integration.access.world import make_world

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.parametrize("key", ["9" * 25, "9" * 5000], ids=["beyond the database", "beyond Python"])
def test_ids_that_no_database_counts_to_name_nothing(key: str):
    world = make_world()
    coordinator, focal_point = actors.coordinator(world.b.region), actors.focal_point(world.b)
    verifier = actors.verifier(world.plan)
    update = world.updates[UpdateState.SUBMITTED]
    links, person = reverse("workspace:sign_in_links"), reverse("workspace:account", args=[focal_point.pk])
    answers = [
        client_of(user).post(path, fields).status_code
        for user, path, fields in (
            (coordinator, links, {"action": f"send-{key}"}),
            (coordinator, links, {"action": f"revoke-{key}"}),
            (coordinator, person, {"action": f"revoke-{key}"}),
            (actors.approver(world.b), reverse("workspace:approvals"), {"laporan": key}),
            (verifier, reverse("workspace:bulk_review"), {"laporan": key}),
            (
                verifier,
                reverse("workspace:review", args=[update.pk]),
                {"action": "template-report", "template": key},
            ),
        )
    ]
    assert [status for status in answers if status >= 500] == []
