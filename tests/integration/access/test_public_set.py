"""HTML, CSV, sitemap, page search and report show exactly the same public set.

Beside each public record stand those that are not: drafts, withdrawn from the site, of another country,
samples, and proofs that are internal, exempt, unpublished or taken down.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from evidence.enums import EvidenceState, KipClass, Visibility
from institutions.models import Institution, Region
from renaksi.models import ActionPlan, Commitment, EvidenceItem
from tests.assembled_reports import payload_text
from tests.factories.evidence import as_tombstone
from tests.factories.institutions import CityFactory, InstitutionFactory
from tests.pages import practice, site_tree, story
from tests.public_records import promise, proof, reported, running_plan, step_of, today

pytestmark = pytest.mark.django_db

COMMITMENT = re.compile(r'href="(/renaksi/[\w-]+/[\w-]+/)["#?]')


@dataclass
class Site:
    """`real` and `sample` are the addresses of the commitments that everybody may read."""

    plan: ActionPlan
    sample_plan: ActionPlan
    region: Region
    lead: Institution
    tree: SimpleNamespace
    real: set[str]
    sample: set[str]
    proofs: dict[str, EvidenceItem]


@pytest.fixture
def site() -> Site:
    region, lead = CityFactory(), InstitutionFactory(name="Instansi Publik", slug="publik")
    plan = running_plan(slug="nyata")
    sample_plan = running_plan(slug="contoh", is_sample=True)

    def commitment(of: ActionPlan, name: str, **fields: object) -> Commitment:
        return promise(of, lead=lead, slug=name, number=name, title=f"Janji {name}", region=region, **fields)

    told = commitment(plan, "terbit")
    withdrawn = commitment(plan, "ditarik", withdrawn_on=today(), withdrawn_reason="Digabung")
    shown = commitment(sample_plan, "peragaan")
    commitment(plan, "draf", live=False)
    commitment(plan, "turun", live=False, first_published_at=timezone.now())
    commitment(running_plan(slug="draf-rencana", live=False), "dalam-draf")
    commitment(running_plan(slug="luar", country="PHL"), "asing")
    tree = site_tree()
    story(tree, title="Kabar terbit", slug="kabar-terbit", region=region)
    story(tree, title="Kabar draf", slug="kabar-draf", region=region, live=False)
    practice(tree, title="Praktik terbit", slug="praktik-terbit", region=region)
    practice(tree, title="Praktik draf", slug="praktik-draf", region=region, live=False)
    return Site(
        plan,
        sample_plan,
        region,
        lead,
        tree,
        {told.get_absolute_url(), withdrawn.get_absolute_url()},
        {shown.get_absolute_url()},
        proofs_of(told),
    )


def proofs_of(commitment: Commitment) -> dict[str, EvidenceItem]:
    update = reported(step_of(commitment), step=50, verified=50)
    kept = {"state": EvidenceState.CLEAN}
    proofs = {
        "terbit": {},
        "internal": {**kept, "visibility": Visibility.INTERNAL},
        "dikecualikan": {**kept, "kip_class": KipClass.EXEMPT, "visibility": Visibility.INTERNAL},
        "belum": kept,
        "karantina": {"state": EvidenceState.QUARANTINED},
        "diturunkan": {},
    }
    items = {
        name: proof(update, title=f"Bukti {name}", url=f"https://contoh.test/{name}", **fields)
        for name, fields in proofs.items()
    }
    as_tombstone(items["diturunkan"].evidence)
    return items


def html(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def commitments_on(client: Client, address: str) -> set[str]:
    return set(COMMITMENT.findall(html(client, address)))


def all_pages(client: Client, address: str) -> set[str]:
    """Of a list, page after page, until one brings nothing new."""
    found: set[str] = set()
    for number in range(1, 100):
        new = commitments_on(client, f"{address}{'&' if '?' in address else '?'}page={number}") - found
        if not new:
            break
        found |= new
    return found


def in_csv(client: Client, query: str) -> set[str]:
    response = client.get(f"{reverse('commitment_list')}?format=csv{query}")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    # Its head says in lines of their own what is in it.
    rows = re.sub(r"(?m)^# .*\n", "", text)
    return {row["Alamat"].removeprefix("http://testserver") for row in csv.DictReader(io.StringIO(rows))}


def in_sitemap(client: Client) -> set[str]:
    """Of all its files, without their English twins."""
    files = re.findall(r"<loc>([^<]+)</loc>", html(client, reverse("sitemap_index")))
    texts = [html(client, re.sub(r"^https?://[^/]+", "", one)) for one in files]
    addresses = {
        re.sub(r"^https?://[^/]+", "", one) for one in re.findall(r"<loc>([^<]+)</loc>", "".join(texts))
    }
    return {one for one in addresses if not one.startswith("/en/")}


def in_report(plan: ActionPlan) -> str:
    return payload_text(plan, today=timezone.localdate())


def linked_in_report(plan: ActionPlan) -> set[str]:
    return set(re.findall(r"(/renaksi/[\w-]+/[\w-]+/)", in_report(plan)))


def test_everything_that_lists_commitments_lists_the_same(site: Site, client: Client):
    listed = reverse("commitment_list")
    real = {
        "list": all_pages(client, listed),
        "search": all_pages(client, f"{listed}?q=janji"),
        "csv": in_csv(client, ""),
        "plan": commitments_on(client, site.plan.get_absolute_url()),
        "sitemap": {one for one in in_sitemap(client) if COMMITMENT.match(f'href="{one}"')},
        "report": linked_in_report(site.plan),
    }
    assert real == dict.fromkeys(real, site.real)
    sample = {
        "list": all_pages(client, f"{listed}?data=contoh"),
        "csv": in_csv(client, "&data=contoh"),
        "plan": commitments_on(client, site.sample_plan.get_absolute_url()),
        "report": linked_in_report(site.sample_plan),
    }
    assert sample == dict.fromkeys(sample, site.sample)


def test_profiles_name_no_commitment_that_is_not_public(site: Site, client: Client):
    profiles = (reverse("region", args=[site.region.code]), site.lead.get_absolute_url())
    found = {address: commitments_on(client, address) for address in profiles}
    assert found == dict.fromkeys(profiles, site.real)


def test_page_of_a_commitment_opens_for_the_public_ones_alone(site: Site, client: Client):
    answers = {one.get_absolute_url(): client.get(one.get_absolute_url()) for one in Commitment.objects.all()}
    assert len(answers) == 7
    opened = {address for address, response in answers.items() if response.status_code == 200}
    assert opened == site.real | site.sample
    assert {response.status_code for response in answers.values()} == {200, 404}


def named(site: Site, text: str) -> set[str]:
    """Which proofs a text names, by title or by what they link to."""
    return {name for name in site.proofs if f"Bukti {name}" in text or f"contoh.test/{name}" in text}


def test_everything_that_shows_proofs_shows_the_same(site: Site, client: Client):
    page = next(one for one in site.real if one.endswith("/terbit/"))
    places = {
        "commitment": html(client, page),
        "report": in_report(site.plan),
        "door": "".join(f"Bukti {name}" for name in opened(site, client)),
    }
    assert [
        (place, named(site, text)) for place, text in places.items() if named(site, text) != {"terbit"}
    ] == []


def opened(site: Site, client: Client) -> Iterator[str]:
    for name, item in site.proofs.items():
        if client.get(item.evidence.get_absolute_url()).status_code in {200, 302}:
            yield name


def test_everything_that_lists_pages_lists_the_same(site: Site, client: Client):
    public = {"/kabar/kabar-terbit/", "/praktik/praktik-terbit/"}
    drafts = {"/kabar/kabar-draf/", "/praktik/praktik-draf/"}
    lists = ("/", "/kabar/", "/praktik/", reverse("region", args=[site.region.code]))
    linked = {one for address in lists for one in public | drafts if f'"{one}"' in html(client, address)}
    assert linked == public
    assert in_sitemap(client) & (public | drafts) == public
    assert {one for one in public | drafts if client.get(one).status_code == 200} == public


def test_no_page_is_for_some_readers_only():
    """Lists and sitemap know no page that asks for a password: none may be made."""
    assert {
        model.__name__
        for model in Page.__subclasses__()
        if model.private_page_options != [] and model.__module__.split(".")[0] in {"home", "practices"}
    } == set()
