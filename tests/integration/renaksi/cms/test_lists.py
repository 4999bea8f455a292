"""The lists of the CMS: as many queries for three rows as for one, searchable by every word, filterable."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from evidence.enums import EvidenceState
from institutions.models import InstitutionAlias
from renaksi.models import Amendment, Assessment, Commitment, PlanGrant, PolicyArea, ReasonTemplate, Review
from tests.actors import verifier
from tests.factories.evidence import FileFactory
from tests.factories.institutions import CityFactory, InstitutionFactory
from tests.factories.renaksi import (
    CommitmentFactory,
    LinkFactory,
    MilestoneFactory,
    PartnershipFactory,
    PeriodFactory,
    PlanFactory,
    PolicyAreaFactory,
    UpdateFactory,
)
from tests.integration.renaksi.cms.forms import editor_fields

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)


def drafted_commitment() -> None:
    commitment = PartnershipFactory().commitment
    MilestoneFactory(commitment=commitment)
    commitment.save_revision()


def drafted_plan() -> None:
    PlanFactory(region=CityFactory()).save_revision()


def assessment() -> None:
    Assessment.objects.create(
        commitment=CommitmentFactory(),
        source="irm_midterm",
        indicator="completion",
        scale="1",
        value="Limited",
    )


def amendment() -> None:
    milestone = MilestoneFactory()
    Amendment.objects.create(
        commitment=milestone.commitment,
        milestone=milestone,
        field="title",
        reason="x",
        at=NOON,
        by=verifier(),
    )


def review() -> None:
    update = UpdateFactory()
    Review.objects.create(update=update, verdict="verified", verified_step=50, by=verifier(), at=NOON)


def aliased_institution() -> None:
    institution = InstitutionFactory(region=CityFactory())
    InstitutionAlias.objects.create(
        institution=institution, name=f"Alias {institution.pk}", normalised=f"alias {institution.pk}"
    )


def grant() -> None:
    PlanGrant.objects.create(user=verifier(), plan=PlanFactory(), kind="verify")


def reason_template() -> None:
    title = f"Alasan {ReasonTemplate.objects.count()}"
    ReasonTemplate.objects.create(reason_code="other", title=title, text="Uji.")


LISTS: list[tuple[str, Callable[[], object]]] = [
    ("cms_plan:list", drafted_plan),
    ("cms_commitment:list", drafted_commitment),
    ("cms_period:index", PeriodFactory),
    ("cms_policy_area:index", PolicyAreaFactory),
    ("cms_assessment:index", assessment),
    ("cms_grant:index", grant),
    ("cms_reason_template:index", reason_template),
    ("cms_update:index", UpdateFactory),
    ("cms_review:index", review),
    ("cms_evidence:index", LinkFactory),
    ("cms_amendment:index", amendment),
    ("cms_institution:index", aliased_institution),
    ("cms_region:index", CityFactory),
    ("institution_chooser:choose", aliased_institution),
    ("region_chooser:choose", CityFactory),
    ("cms_commitment_chooser:choose", drafted_commitment),
    ("proof_chooser:choose", lambda: LinkFactory(state=EvidenceState.PUBLISHED)),
]


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


@pytest.mark.parametrize(("name", "make"), [pytest.param(*one, id=one[0]) for one in LISTS])
def test_three_rows_cost_as_many_queries_as_one(
    as_admin: Client, name: str, make: Callable[[], object]
) -> None:
    address = reverse(name)
    make()
    as_admin.get(address)  # what Wagtail keeps for the process
    of_one = queries(as_admin, address)
    make()
    make()
    assert queries(as_admin, address) == of_one


def test_editor_of_commitments_costs_the_same_for_three_milestones(as_admin: Client) -> None:
    commitment = CommitmentFactory()
    address = reverse("cms_commitment:edit", args=[commitment.pk])
    MilestoneFactory(commitment=commitment)
    as_admin.get(address)
    of_one = queries(as_admin, address)
    MilestoneFactory.create_batch(2, commitment=commitment)
    assert queries(as_admin, address) == of_one


def found(client: Client, **parameters: object) -> set[str]:
    response = client.get(reverse("cms_commitment:list"), parameters)
    return {one.title for one in response.context["object_list"]}


def test_search_wants_every_word_and_knows_aliases(as_admin: Client) -> None:
    partner = PartnershipFactory(commitment__title="Anggaran desa terbuka")
    CommitmentFactory(title="Anggaran kota")
    InstitutionAlias.objects.create(institution=partner.institution, name="Kemendesa", normalised="kemendesa")
    assert found(as_admin, q="terbuka anggaran") == {"Anggaran desa terbuka"}
    assert found(as_admin, q="kemendesa") == {"Anggaran desa terbuka"}


def test_filters(as_admin: Client) -> None:
    city, area = CityFactory(), PolicyAreaFactory()
    regional = CommitmentFactory(title="Daerah", plan__level="regional", plan__region=city)
    drafted = CommitmentFactory(title="Draf", live=False)
    drafted.policy_areas.add(area)
    drafted.save()
    lead = PartnershipFactory(commitment=CommitmentFactory(title="Bermitra"))
    assert found(as_admin, plan=regional.plan_id) == {"Daerah"}
    assert found(as_admin, level="regional") == {"Daerah"}
    assert found(as_admin, region=city.pk) == {"Daerah"}
    assert found(as_admin, institution=lead.institution_id) == {"Bermitra"}
    assert found(as_admin, area=area.pk) == {"Draf"}
    assert found(as_admin, state="draft") == {"Draf"}
    assert found(as_admin, state="live") == {"Daerah", "Bermitra"}


def test_choosers_search_names_codes_and_aliases(as_admin: Client) -> None:
    CityFactory(name="Kota Uji Banda", code="11.71")
    CityFactory(name="Kota Lain", code="32.73")
    results = reverse("region_chooser:choose_results")
    for word in ("banda uji", "11.71"):
        page = as_admin.get(results, {"q": word}).content.decode()
        assert ("Kota Uji Banda" in page, "Kota Lain" in page) == (True, False)
    institution = InstitutionFactory(name="Kementerian Uji")
    InstitutionAlias.objects.create(institution=institution, name="Kemenuji", normalised="kemenuji")
    page = as_admin.get(reverse("institution_chooser:choose_results"), {"q": "kemenuji"}).content.decode()
    assert "Kementerian Uji" in page


def test_policy_area_is_added_to_several(as_editor: Client) -> None:
    area = PolicyArea.objects.create(slug="a", name="A", name_en="A")
    first, second = CommitmentFactory(live=False), CommitmentFactory()
    address = reverse("wagtail_bulk_action", args=["renaksi", "commitment", "add_policy_area"])
    as_editor.post(f"{address}?id={first.pk}&id={second.pk}", {"area": area.pk})
    areas = [
        list(Commitment.objects.get(pk=one.pk).get_latest_revision_as_object().policy_areas.all())
        for one in (first, second)
    ]
    assert areas == [[area], [area]]
    assert list(Commitment.objects.get(pk=second.pk).policy_areas.all()) == []  # a draft until published


# --- What is only looked up ---------------------------------------------------------------------


@pytest.mark.parametrize("name", ["add", "edit", "delete"])
@pytest.mark.parametrize(
    "namespace", ["cms_update", "cms_review", "cms_evidence", "cms_amendment", "cms_region"]
)
def test_nothing_is_changed_there(as_admin: Client, namespace: str, name: str) -> None:
    make = {
        "cms_update": UpdateFactory,
        "cms_review": lambda: (review(), Review.objects.get())[1],
        "cms_evidence": LinkFactory,
        "cms_amendment": lambda: (amendment(), Amendment.objects.get())[1],
        "cms_region": CityFactory,
    }[namespace]
    record = make()
    address = reverse(f"{namespace}:{name}", args=[] if name == "add" else [record.pk])
    assert {as_admin.get(address).status_code, as_admin.post(address, {}).status_code} == {404}
    assert type(record).objects.filter(pk=record.pk).exists()


def test_proof_that_is_still_arriving_was_not_received_yet(as_admin: Client) -> None:
    FileFactory(state=EvidenceState.RECEIVING, received_at=None)
    listing = as_admin.get(reverse("cms_evidence:index")).context["table"]
    received = next(column for column in listing.columns.values() if column.name == "received_at")
    assert [received.get_value(row) for row in listing.data] == [None]


def test_editors_read_no_evidence(as_editor: Client) -> None:
    link = LinkFactory(title="Rahasia instansi")
    for name in ("cms_evidence:index", "cms_update:index", "cms_review:index"):
        assert as_editor.get(reverse(name)).status_code == 404
    assert as_editor.get(reverse("cms_evidence:inspect", args=[link.pk])).status_code == 404


def test_amendments_are_told_in_peoples_words(as_admin: Client) -> None:
    milestone = MilestoneFactory(title="Peraturan terbit")
    for field, old in (("due_on", "2026-12"), ("requirements", "Foto (wajib)"), ("target", "40.5")):
        Amendment.objects.create(
            commitment=milestone.commitment, milestone=milestone, field=field, old=old, reason="x", at=NOON
        )
    page = as_admin.get(reverse("cms_amendment:index")).content.decode()
    told = ("Tenggat", "Des 2026", "Syarat data dukung", "Target", "40,5", "Peraturan terbit")
    assert [word for word in told if word not in page] == []


def test_history_tells_the_reason(as_admin: Client) -> None:
    milestone = MilestoneFactory(title="Peraturan terbit")
    form = reverse("cms_commitment:milestone_edit", args=[milestone.commitment_id, milestone.pk])
    fields = {**editor_fields(as_admin, form), "due_on": "2027", "amendment_reason": "Anggaran bergeser"}
    as_admin.post(form, fields)
    history = as_admin.get(reverse("cms_commitment:history", args=[milestone.commitment_id])).content.decode()
    assert "“Peraturan terbit” diubah (Tenggat). Alasan: Anggaran bergeser" in history


def exported(response: HttpResponseBase, kind: str) -> list[object]:
    """Every cell of the file."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if kind == "csv":
        return [cell for row in csv.reader(io.StringIO(content.decode())) for cell in row]
    return [cell.value for row in load_workbook(io.BytesIO(content)).active for cell in row]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_exported_lists_start_no_formula(as_admin: Client, kind: str) -> None:
    CommitmentFactory(title="=cmd|calc!A1")
    cells: list[object] = []
    for address in ("/admin/komitmen/", "/admin/rencana-aksi/"):
        cells += exported(as_admin.get(address, {"export": kind}), kind)
    assert "'=cmd|calc!A1" in cells
    assert [cell for cell in cells if str(cell).startswith(("=", "+", "@"))] == []
