import pytest

from institutions.actions import add_alias
from institutions.enums import InstitutionKind
from institutions.queries import InstitutionIndex
from tests.factories.institutions import CityFactory, InstitutionFactory

pytestmark = pytest.mark.django_db


def test_a_name_and_its_spellings_find_the_institution() -> None:
    institution = InstitutionFactory(
        name="Kementerian Kesehatan", name_en="Ministry of Health", short_name="Kemenkes"
    )
    add_alias(institution=institution, name="Health Ministry", by=None)

    names = ("kementerian kesehatan", "The Ministry of Health", "KEMENKES", "Health Ministry.")
    assert {InstitutionIndex().find(name, None, "IDN") for name in names} == {institution}
    assert InstitutionIndex().find("Ministry of Health", None, "MNG") is None


def test_a_region_finds_its_own_institution_and_no_other_regions() -> None:
    semarang, banggai = CityFactory(), CityFactory()
    own = InstitutionFactory(name="Bappeda", region=semarang, kind=InstitutionKind.AGENCY)

    assert InstitutionIndex().find("Bappeda", semarang, "IDN") == own
    assert InstitutionIndex().find("Bappeda", banggai, "IDN") is None
    assert InstitutionIndex().find("Bappeda", None, "IDN") is None


@pytest.mark.parametrize(
    ("kind", "is_found"),
    [
        (InstitutionKind.MINISTRY, True),
        (InstitutionKind.CIVIL_SOCIETY, True),
        (InstitutionKind.PARLIAMENT, True),
        (InstitutionKind.AGENCY, False),
        (InstitutionKind.OTHER, False),
    ],
)
def test_only_what_serves_the_whole_country_is_known_in_every_region(kind: str, is_found: bool) -> None:
    InstitutionFactory(name="Inspectorate", kind=kind)

    assert (InstitutionIndex().find("Inspectorate", CityFactory(), "IDN") is not None) == is_found


def test_the_regions_own_institution_comes_first() -> None:
    region = CityFactory()
    InstitutionFactory(name="Inspectorate", kind=InstitutionKind.MINISTRY)
    own = InstitutionFactory(name="Inspectorate", region=region)

    assert InstitutionIndex().find("Inspectorate", region, "IDN") == own


def test_the_index_asks_the_database_twice_however_many_there_are(django_assert_num_queries: object) -> None:
    for _one in range(3):
        add_alias(institution=InstitutionFactory(), name=f"Ejaan {_one}", by=None)

    with django_assert_num_queries(2):
        index = InstitutionIndex()
        assert index.find("Ejaan 2", None, "IDN") is not None
