"""Permanent addresses, pictures, structured data and frames of what is tracked."""

import json
import re

import pytest
from django.urls import reverse

from tests.factories.institutions import CityFactory, InstitutionFactory
from tests.factories.renaksi import CommitmentFactory, PeriodFactory, PlanFactory
from tests.public_records import promise

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def commitment():
    return promise(PlanFactory(slug="rencana"), slug="satu", title="Papan anggaran", title_en="Budget boards")


def test_permanent_address_leads_to_where_it_stands_in_the_language_asked(client, commitment):
    address = reverse("permanent", args=("komitmen", commitment.pk))
    assert (client.get(address).status_code, client.get(address)["Location"]) == (
        302,
        "/renaksi/rencana/satu/",
    )
    assert client.get(f"/en{address}")["Location"] == "/en/renaksi/rencana/satu/"


@pytest.mark.parametrize("name", ["permanent", "citable_card"])
def test_what_is_not_public_or_unknown_is_not_there(client, name):
    draft = CommitmentFactory(live=False)
    wanted = [("komitmen", draft.pk), ("komitmen", 10**30), ("rencana", 0), ("apa-saja", 1)]
    assert [client.get(reverse(name, args=one)).status_code for one in wanted] == [404] * 4


def test_merged_institution_is_found_at_the_one_that_took_it_over(client):
    heir = InstitutionFactory()
    old = InstitutionFactory(merged_into=heir, merged_reason="ganda")
    assert client.get(reverse("permanent", args=("instansi", old.pk)))["Location"] == heir.get_absolute_url()


def test_each_kind_has_its_picture(client, commitment):
    region = CityFactory()
    kinds = [
        ("komitmen", commitment.pk),
        ("rencana", commitment.plan_id),
        ("daerah", region.pk),
        ("instansi", commitment.partnerships.get().institution_id),
    ]
    for kind in kinds:
        picture = client.get(reverse("citable_card", args=kind))
        assert (picture.status_code, picture["Content-Type"]) == (200, "image/png")
        assert picture["Cache-Control"] == "public, max-age=86400"


@pytest.mark.parametrize(("prefix", "title"), [("", "Papan anggaran"), ("/en", "Budget boards")])
def test_page_names_its_one_address_its_twin_and_its_picture(client, commitment, prefix, title):
    html = client.get(f"{prefix}/renaksi/rencana/satu/?sort=x").content.decode()
    own = f"http://testserver{prefix}/renaksi/rencana/satu/"
    assert re.findall(r'<link rel="canonical" href="([^"]+)">', html) == [own]
    assert re.findall(r'property="og:url" content="([^"]+)"', html) == [own]
    assert re.findall(r'property="og:title" content="([^"]+)"', html) == [title]
    picture = f"http://testserver{prefix}/rujukan/komitmen/{commitment.pk}/kartu.png"
    assert re.findall(r'property="og:image" content="([^"]+)"', html) == [picture]
    [data] = re.findall(r'<script type="application/ld\+json">(.+?)</script>', html)
    assert {name: json.loads(data)[name] for name in ("@type", "name", "url", "inLanguage")} == {
        "@type": "PlanAction",
        "name": title,
        "url": own,
        "inLanguage": "en" if prefix else "id",
    }


def test_citation_holds_the_permanent_address(client, commitment):
    html = client.get("/renaksi/rencana/satu/").content.decode()
    assert f"http://testserver/rujukan/komitmen/{commitment.pk}/" in html


@pytest.fixture
def frames(commitment):
    PeriodFactory(plan=commitment.plan)
    return ["/sematan/komitmen/rencana/satu/", "/sematan/kisi/rencana/"]


def test_frames_may_stand_anywhere_and_pages_may_not(client, frames):
    for address in frames:
        response = client.get(address)
        assert response.status_code == 200
        assert "X-Frame-Options" not in response
        policy = dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))
        assert (policy["frame-ancestors"], policy["script-src"], policy["form-action"]) == (
            "*",
            "'none'",
            "'none'",
        )
        assert response.cookies == {}
    page = client.get("/renaksi/rencana/satu/")
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]


def test_frames_open_their_links_outside_and_run_nothing(client, frames):
    for address in frames:
        html = client.get(address).content.decode()
        assert '<base target="_blank">' in html
        assert "<script" not in html
        assert "?sort=" not in html


def test_a_record_has_no_grid_to_embed(client, commitment):
    assert client.get("/sematan/kisi/rencana/").status_code == 404
    assert client.get("/sematan/komitmen/rencana/tiada/").status_code == 404
