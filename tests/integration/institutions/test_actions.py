import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from foundation.audit.models import AuditEntry
from institutions.actions import add_alias, load_regions, merge_institutions
from institutions.enums import RegionKind
from institutions.models import Institution, InstitutionAlias, Region
from renaksi.enums import PartnerRole
from tests import actors
from tests.factories.accounts import MembershipFactory
from tests.factories.institutions import CityFactory, InstitutionFactory
from tests.factories.renaksi import MilestoneFactory, PartnershipFactory

pytestmark = pytest.mark.django_db


def test_add_alias_is_logged_and_can_be_said_twice() -> None:
    institution = InstitutionFactory(name="Kementerian Kesehatan")
    first = add_alias(institution=institution, name=" Ministry  of Health ", by=None)

    assert add_alias(institution=institution, name="ministry of health", by=None) == first
    assert (first.name, first.normalised) == ("Ministry of Health", "ministry of health")
    assert AuditEntry.objects.filter(action="institution.alias_added").count() == 1


def test_add_alias_refuses_a_spelling_of_another_institution() -> None:
    add_alias(institution=InstitutionFactory(name="Instansi A"), name="Dinkes", by=None)

    with pytest.raises(
        ValidationError, match=r"Ejaan “Dinkes” sudah dipakai Instansi A; gabungkan kedua instansi itu\."
    ):
        add_alias(institution=InstitutionFactory(), name="Dinkes", by=None)


def test_one_spelling_may_name_an_institution_in_each_region() -> None:
    for region in (CityFactory(), CityFactory()):
        add_alias(institution=InstitutionFactory(region=region), name="Dinkes", by=None)

    assert InstitutionAlias.objects.filter(normalised="dinkes").count() == 2


@pytest.mark.parametrize("name", ["", "  ", "—"])
def test_add_alias_refuses_an_empty_spelling(name: str) -> None:
    with pytest.raises(ValidationError):
        add_alias(institution=InstitutionFactory(), name=name, by=None)


def test_merge_moves_everything_that_pointed_at_the_dropped_one() -> None:
    keep, drop = InstitutionFactory(name="Kementerian Kesehatan"), InstitutionFactory(name="Health Ministry")
    partnership = PartnershipFactory(institution=drop)
    milestone = MilestoneFactory(responsible=drop)
    membership = MembershipFactory(institution=drop, role="focal_point")
    alias = add_alias(institution=drop, name="MoH", by=None)

    merge_institutions(keep=keep, drop=drop, by=None, reason="Ejaan lain")

    for record in (partnership, milestone, membership, alias, drop):
        record.refresh_from_db()
    assert (partnership.institution, milestone.responsible, membership.institution) == (keep, keep, keep)
    assert (alias.institution, drop.merged_into) == (keep, keep)
    assert {one.name for one in keep.aliases.all()} == {"MoH", "Health Ministry"}


def test_merge_keeps_one_partnership_where_both_were_partners() -> None:
    keep, drop = InstitutionFactory(), InstitutionFactory()
    commitment = PartnershipFactory(institution=keep).commitment
    PartnershipFactory(commitment=commitment, institution=drop)
    PartnershipFactory(commitment=commitment, institution=drop, role=PartnerRole.RELATED)

    merge_institutions(keep=keep, drop=drop, by=None, reason="Ejaan lain")

    partners = commitment.partnerships.values_list("institution", "role")
    assert sorted(partners) == [(keep.pk, PartnerRole.LEAD), (keep.pk, PartnerRole.RELATED)]


def test_merge_is_logged_on_both_and_keeps_its_reason_on_the_record() -> None:
    keep, drop = InstitutionFactory(), InstitutionFactory()
    merge_institutions(keep=keep, drop=drop, by=None, reason="Ejaan lain")

    logged = AuditEntry.objects.order_by("pk").values_list("action", "target_id")
    assert list(logged) == [
        ("institution.merged", str(keep.pk)),
        ("institution.merged_into", str(drop.pk)),
    ]
    drop.refresh_from_db()
    assert drop.merged_reason == "Ejaan lain"


def test_merge_needs_a_reason_and_two_institutions_of_one_region() -> None:
    keep, elsewhere = InstitutionFactory(), InstitutionFactory(region=CityFactory())

    for drop, reason in ((InstitutionFactory(), " "), (keep, "Sama"), (elsewhere, "Sama")):
        with pytest.raises(ValidationError):
            merge_institutions(keep=keep, drop=drop, by=None, reason=reason)
    assert Institution.objects.filter(merged_into__isnull=False).count() == 0


def test_merge_refuses_what_was_merged_before() -> None:
    keep, drop = InstitutionFactory(), InstitutionFactory()
    merge_institutions(keep=keep, drop=drop, by=None, reason="Ejaan lain")

    with pytest.raises(ValidationError):
        merge_institutions(keep=InstitutionFactory(), drop=drop, by=None, reason="Ejaan lain")


def test_who_may_not_change_institutions_may_not_merge_them() -> None:
    person = actors.focal_point(InstitutionFactory())

    with pytest.raises(PermissionDenied):
        merge_institutions(
            keep=InstitutionFactory(), drop=InstitutionFactory(), by=person, reason="Ejaan lain"
        )
    with pytest.raises(PermissionDenied):
        add_alias(institution=InstitutionFactory(), name="Dinkes", by=person)


def test_load_regions_adds_all_552_once() -> None:
    assert (load_regions(), load_regions()) == (552, 0)
    kinds = {kind: Region.objects.filter(kind=kind).count() for kind in RegionKind.values}
    assert (kinds["province"], kinds["regency"] + kinds["city"]) == (38, 514)
    assert Region.objects.get(code="11.71").province.name == "Aceh"
    assert Region.objects.get(code="11.71").kind == RegionKind.CITY
