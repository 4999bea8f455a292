from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from evidence.actions.openings import ONE_READING
from evidence.enums import EvidenceState
from evidence.models import Opening
from evidence.storage.places import path_of
from tests import actors
from tests.factories.evidence import FileFactory, as_tombstone
from tests.factories.institutions import InstitutionFactory
from tests.factories.previews import put_preview, webp
from tests.factories.renaksi import ItemFactory, UpdateFactory
from tests.integration.access.probe import body

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SHA256 = "5ead" * 16


def page(evidence, number=1):
    return reverse("evidence:page", args=[evidence.public_id, number])


def thumbnail(evidence):
    return reverse("evidence:thumbnail", args=[evidence.public_id])


@pytest.fixture
def update():
    return UpdateFactory()


@pytest.fixture
def internal(update):
    """A clean file of two pages, not published."""
    evidence = FileFactory(
        state=EvidenceState.CLEAN, institution=update.institution, sha256=SHA256, derivative_sha256=SHA256
    )
    ItemFactory(update=update, evidence=evidence)
    return put_preview(evidence, pages=2)


@pytest.fixture
def insider(client, update):
    client.force_login(actors.verifier(update.milestone.commitment.plan))
    return client


@pytest.mark.parametrize("address", [page, thumbnail])
def test_picture_runs_nothing_and_rests_in_no_cache(insider, internal, address):
    response = insider.get(address(internal))
    assert body(response) == webp()
    told = {
        name: response.headers.get(name) for name in ("Content-Type", "Cache-Control", "Content-Disposition")
    }
    assert told == {
        "Content-Type": "image/webp",
        "Cache-Control": "private, no-store",
        "Content-Disposition": None,
    }
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "ETag" not in response.headers
    assert [name for name in (SHA256, internal.preview_name) if name in str(response.headers)] == []


@pytest.mark.parametrize("address", [page, thumbnail])
@pytest.mark.parametrize("verb", ["get", "head", "post", "put", "patch", "delete", "options"])
def test_outsider_finds_nothing_whatever_the_verb(client, internal, address, verb):
    assert getattr(client, verb)(address(internal)).status_code == 404
    client.force_login(actors.focal_point(InstitutionFactory()))
    assert getattr(client, verb)(address(internal)).status_code == 404


@pytest.mark.parametrize("number", [0, 3, 10**9])
def test_page_out_of_range_is_not_found(insider, internal, number):
    assert insider.get(page(internal, number)).status_code == 404


def test_pages_are_only_read(insider, internal):
    assert insider.post(page(internal)).status_code == 405


def test_published_pages_are_open_to_everybody(client, internal):
    internal.state = EvidenceState.PUBLISHED
    internal.save()
    response = client.get(page(internal, 2))
    assert (body(response), response.headers["Cache-Control"]) == (webp(), "public, max-age=300")


@pytest.mark.parametrize("state", [EvidenceState.QUARANTINED, EvidenceState.REJECTED])
def test_pages_of_what_is_not_clean_are_for_nobody(client, internal, state):
    internal.state = state
    internal.save()
    client.force_login(actors.secretariat_admin())
    assert client.get(page(internal)).status_code == 404


def test_pages_of_a_tombstone_are_for_nobody(client, internal):
    as_tombstone(internal)
    client.force_login(actors.secretariat_admin())
    assert (client.get(page(internal)).status_code, client.get(thumbnail(internal)).status_code) == (404, 404)


def test_picture_that_is_gone_from_the_disk_is_not_found(insider, internal):
    (path_of(internal.preview_name) / "page-1.webp").unlink()
    assert insider.get(page(internal)).status_code == 404


def test_turned_pages_are_one_opening_of_one_person(insider, client, internal):
    internal.state = EvidenceState.PUBLISHED
    internal.save()
    reader = insider.session["_auth_user_id"]
    for number in (1, 2, 1):
        body(insider.get(page(internal, number)))
    client.logout()
    body(client.get(page(internal)))
    assert list(Opening.objects.order_by("pk").values_list("by_id", "part")) == [
        (int(reader), "page"),
        (None, "page"),
    ]


def test_pages_that_are_read_again_later_are_another_opening(insider, internal):
    Opening.objects.create(
        evidence=internal,
        part="page",
        at=timezone.now() - ONE_READING - timedelta(seconds=1),
        by_id=insider.session["_auth_user_id"],
    )
    body(insider.get(page(internal)))
    assert Opening.objects.count() == 2


def test_pictures_in_lists_and_headers_are_no_openings(insider, internal):
    body(insider.get(thumbnail(internal)))
    body(insider.head(page(internal)))
    assert Opening.objects.count() == 0


@pytest.mark.parametrize("address", [page, thumbnail])
def test_what_is_not_found_rests_in_no_cache(client, internal, address):
    response = client.get(address(internal))
    assert (response.status_code, response.headers["Cache-Control"]) == (404, "private, no-store")
