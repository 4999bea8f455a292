from institutions.domain.names import normalise_name
from institutions.enums import InstitutionKind
from institutions.known_names import known_institutions


def test_spellings_of_one_ministry_name_one_institution() -> None:
    spellings = (
        "Ministry of National Development Planning/National Development Planning Agency",
        "Ministry of National Development Planning (Bappenas)",
        "Ministry of National Development and Planning",
        "Bappenas",
    )
    found = {known_institutions()["", normalise_name(spelling)] for spelling in spellings}

    assert {known.name for known in found} == {"Kementerian Perencanaan Pembangunan Nasional/Bappenas"}


def test_one_name_in_two_regions_is_two_institutions() -> None:
    table = known_institutions()

    assert table["52", "bappeda"] is not table["35.22", "bappeda"]
    assert table["52", "bappeda"].kind == InstitutionKind.AGENCY


def test_every_region_code_is_carried_as_well() -> None:
    from institutions.known_names import SEED_DATA

    lines = [
        line
        for name in ("provinces.csv", "regencies.csv")
        for line in (SEED_DATA / name).read_text().splitlines()
    ]
    codes = {line.partition(",")[0] for line in lines}

    assert {code for code, _name in known_institutions()} - codes == {""}
