"""Below /ruang-kerja/ and /admin/: the sign-in page, alike for what exists and what does not."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.middleware import CMS_PREFIX, DOOR_PREFIX, WORKSPACE_PREFIX, SignInGate
from tests.integration.access.probe import client_of
from tests.integration.access.world import actor, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.once]

VERBS = ["GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"]


def addresses(prefix: str) -> list[str]:
    """One that exists, then some that never did."""
    known = {WORKSPACE_PREFIX: reverse("workspace:home"), CMS_PREFIX: reverse("wagtailadmin_home")}[prefix]
    deeper = {
        WORKSPACE_PREFIX: reverse("workspace:update", args=[4711]),
        CMS_PREFIX: reverse("wagtailadmin_explore_root"),
    }[prefix]
    return [known, deeper, f"{prefix}tidak-ada/", f"{prefix}tidak-ada", f"{prefix}laporan/abc/?x=1"]


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("prefix", [WORKSPACE_PREFIX, CMS_PREFIX])
def test_who_is_not_signed_in_is_sent_to_the_door(prefix: str, verb: str):
    for address in addresses(prefix):
        response = Client().generic(verb, address)
        back = address.replace("?", "%3F").replace("=", "%3D")
        door = f"{reverse('account_login')}?next={back}"
        assert (response.status_code, response.headers["Location"]) == (302, door)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("who", ["focal A", "focal B", "approver", "coordinator", "monitor", "verifier"])
def test_who_has_no_business_in_the_cms_finds_nothing_there(who: str, verb: str):
    client = client_of(actor(who, make_world()))
    for address in addresses(CMS_PREFIX):
        if "?" in address or address.endswith("/"):
            assert client.generic(verb, address).status_code == 404, address


def test_door_leads_nobody_to_another_site():
    user = actor("focal A", make_world())
    client = client_of(user)
    response = client.get(f"{reverse('account_login')}?next=https://jahat.test/")
    assert response.headers["Location"] == reverse("workspace:home")


@pytest.mark.parametrize("prefix", [WORKSPACE_PREFIX, CMS_PREFIX, "/data-dukung/", "/unduhan/"])
def test_what_any_view_refuses_does_not_exist(prefix: str):
    gate, request = SignInGate(lambda _request: HttpResponse()), RequestFactory().post(f"{prefix}1/")
    with pytest.raises(Http404):
        gate.process_exception(request, PermissionDenied())
    gate.process_exception(request, ValueError())
    gate.process_exception(RequestFactory().post(DOOR_PREFIX), PermissionDenied())
