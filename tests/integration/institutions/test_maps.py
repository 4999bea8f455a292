"""The official map: uploaded by admins, refused in words, looked at, used and put away."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.actions import grant_role
from accounts.enums import Role
from institutions.actions import load_regions, use_map
from institutions.map_ground import province_ground
from institutions.models import ProvinceMap
from tests.factories.accounts import UserFactory
from tests.factories.geojson import collection, features, squares
from tests.factories.institutions import ProvinceMapFactory

pytestmark = pytest.mark.django_db

WORDS = {
    "credit": "Badan Uji",
    "source_url": "",
    "licence": "Izin uji",
    "dated_on": "2026-01-31",
    "code_property": "kode",
}


@pytest.fixture
def admin() -> Client:
    load_regions()
    user, client = UserFactory(), Client()
    grant_role(user=user, role=Role.ADMIN, by=None)
    client.force_login(user)
    return client


def sent(content: bytes) -> dict[str, object]:
    return {**WORDS, "file": SimpleUploadedFile("provinsi.geojson", content)}


def test_a_map_is_kept_looked_at_used_and_put_away(admin: Client):
    uploaded = admin.post(reverse("cms_map:add"), sent(squares()))
    kept = ProvinceMap.objects.get()
    assert (kept.in_use, kept.credit, len(kept.paths)) == (False, "Badan Uji", 38)
    assert uploaded["Location"] == reverse("cms_map:edit", args=[kept.pk])
    assert province_ground().source is None
    assert kept.paths["11"] in admin.get(uploaded["Location"]).content.decode()
    admin.post(uploaded["Location"], {"use": "on"})
    assert province_ground().source == kept
    assert province_ground().ground.outlines["11"].path == kept.paths["11"]
    admin.post(uploaded["Location"], {"use": ""})
    assert province_ground().source is None


def test_a_wrong_file_is_refused_in_words_and_loses_nothing(admin: Client):
    in_use = ProvinceMapFactory(in_use=True)
    response = admin.post(reverse("cms_map:add"), sent(collection(features()[2:])))
    form = response.context["form"]
    assert form.errors == {
        "file": ["Provinsi berkode 11, 12 tidak ada di berkas. Peta harus memuat 38 provinsi."]
    }
    assert {name: form[name].value() for name in WORDS} == WORDS
    assert list(ProvinceMap.objects.filter(in_use=True)) == [in_use]


def test_one_map_at_most_is_in_use(admin: Client):
    older, newer = ProvinceMapFactory(in_use=True), ProvinceMapFactory()
    admin.post(reverse("cms_map:edit", args=[newer.pk]), {"use": "on"})
    older.refresh_from_db()
    newer.refresh_from_db()
    assert (older.in_use, newer.in_use) == (False, True)


def test_an_editor_may_not_touch_the_map():
    user = UserFactory()
    grant_role(user=user, role=Role.EDITOR, by=None)
    with pytest.raises(PermissionDenied):
        use_map(province_map=ProvinceMapFactory(), by=user)
