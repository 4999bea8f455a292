import json

import pytest

from institutions.domain.map_file import LARGEST_FILE, MapFault, MapProblem, MapRefusedError, read_map_file
from institutions.map_ground import short_names
from institutions.messages import map_problem_text
from tests.factories.geojson import collection, feature, features, squares

CODES = frozenset(short_names())


def read(content: bytes, code_property: str = "kode"):
    return read_map_file(content, code_property=code_property, codes=CODES)


def problems(content: bytes, code_property: str = "kode") -> list[MapProblem]:
    with pytest.raises(MapRefusedError) as refused:
        read(content, code_property)
    return list(refused.value.problems)


def with_first(**changes: object) -> bytes:
    """The whole map with its first feature (Aceh) changed."""
    return collection([feature("11", **changes), *features()[1:]])


def shaped(kind: object, coordinates: object) -> bytes:
    return with_first(geometry={"type": kind, "coordinates": coordinates})


def test_a_good_file_gives_the_rings_of_every_province():
    rings = read(squares())
    assert set(rings) == CODES
    assert rings["11"] == [[(96, -8), (98, -8), (98, -6), (96, -6), (96, -8)]]


@pytest.mark.parametrize("code", [11, 11.0, " 11 "])
def test_a_code_may_be_a_number(code: object):
    assert set(read(with_first(properties={"kode": code}))) == CODES


def test_the_name_of_the_code_is_chosen():
    renamed = [{**one, "properties": {"KODE_PROV": one["properties"]["kode"]}} for one in features()]
    assert set(read(collection(renamed), "KODE_PROV")) == CODES


def test_islands_and_holes_are_rings():
    ring = [[100, 0], [101, 0], [101, 1], [100, 0]]
    assert len(read(shaped("MultiPolygon", [[ring, ring], [ring]]))["11"]) == 3


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b" " * (LARGEST_FILE + 1), MapProblem(MapFault.TOO_LARGE)),
        (b'{"type":\n "x", }', MapProblem(MapFault.NOT_JSON, told="2:7")),
        (b"\xff\xfe\x00", MapProblem(MapFault.NOT_JSON)),
        (b"[NaN]", MapProblem(MapFault.NOT_JSON)),
        (b"[" * 100_000, MapProblem(MapFault.NOT_JSON)),
        (b"[1]", MapProblem(MapFault.NOT_A_COLLECTION)),
        (b'{"type": "Topology"}', MapProblem(MapFault.NOT_A_COLLECTION, told="Topology")),
        (b'{"type": "FeatureCollection", "features": {}}', MapProblem(MapFault.NOT_A_COLLECTION)),
        (collection([]), MapProblem(MapFault.NOT_A_COLLECTION)),
        (collection([{}] * 1001), MapProblem(MapFault.TOO_MANY, told="1001")),
        (collection(features()[1:]), MapProblem(MapFault.MISSING, ("11",))),
        (collection([*features(), feature("11")]), MapProblem(MapFault.TWICE, ("11",))),
        (collection([*features(), feature("99")]), MapProblem(MapFault.UNKNOWN_CODE, ("39 (99)",))),
        (shaped("LineString", [[100, 0], [101, 0]]), MapProblem(MapFault.NOT_AN_AREA, ("1 (11)",))),
        (shaped(["Polygon"], []), MapProblem(MapFault.NOT_AN_AREA, ("1 (11)",))),
        (shaped("MultiPolygon", []), MapProblem(MapFault.NOT_AN_AREA, ("1 (11)",))),
        (with_first(geometry=None), MapProblem(MapFault.NOT_AN_AREA, ("1 (11)",))),
        (shaped("Polygon", [[[100, 0], [101, 0]]]), MapProblem(MapFault.BROKEN_RING, ("1 (11)",))),
        (shaped("Polygon", [[["a", 0]] * 4]), MapProblem(MapFault.BROKEN_RING, ("1 (11)",))),
        (shaped("Polygon", [[[True, 0]] * 4]), MapProblem(MapFault.BROKEN_RING, ("1 (11)",))),
        (shaped("Polygon", [[[11_000_000, 0]] * 4]), MapProblem(MapFault.OUTSIDE, ("1 (11)",))),
        (shaped("Polygon", [[[100, -60]] * 4]), MapProblem(MapFault.OUTSIDE, ("1 (11)",))),
        (shaped("Polygon", [[[-5, 95]] * 4]), MapProblem(MapFault.OUTSIDE, ("1 (11)",))),
        (shaped("Polygon", [[[987654, 0]] * 4]).replace(b"987654", b"1e999"), MapProblem(MapFault.OUTSIDE, ("1 (11)",))),
        (shaped("Polygon", [[[10**400, 0]] * 4]), MapProblem(MapFault.OUTSIDE, ("1 (11)",))),
    ],
)  # fmt: skip
def test_one_fault_is_told_alone(content: bytes, expected: MapProblem):
    assert problems(content) == [expected]


def test_a_feature_without_the_code_tells_what_it_has_instead():
    other = [{**one, "properties": {"PROVNO": "11", "PROVINSI": "Aceh"}} for one in features()]
    numbers = tuple(str(number) for number in range(1, 39))
    assert problems(collection(other)) == [MapProblem(MapFault.NO_CODE, numbers, "PROVNO, PROVINSI")]


@pytest.mark.parametrize("odd", [None, 7, "x", {"properties": []}])
def test_what_is_no_feature_is_told_as_one_without_code_and_area(odd: object):
    faults = {one.fault: one.where for one in problems(collection([*features(), odd]))}
    assert faults == {MapFault.NO_CODE: ("39",), MapFault.NOT_AN_AREA: ("39",)}


def test_every_fault_is_told_at_once():
    broken = [feature("99"), feature("12", geometry=None), *features()[2:]]
    assert [one.fault for one in problems(collection(broken))] == [
        MapFault.UNKNOWN_CODE, MapFault.MISSING, MapFault.NOT_AN_AREA,
    ]  # fmt: skip


@pytest.mark.parametrize("fault", MapFault)
@pytest.mark.parametrize("told", ["", "x"])
def test_every_fault_has_its_sentence(fault: MapFault, told: str):
    where = tuple(str(number) for number in range(1, 11))
    said = map_problem_text(MapProblem(fault, where, told), code_property="kode")
    assert said.endswith(".")
    assert "%" not in said


def test_a_long_list_of_features_is_cut():
    where = tuple(str(number) for number in range(1, 39))
    said = map_problem_text(MapProblem(MapFault.MISSING, where), code_property="kode")
    assert said == (
        "Provinsi berkode 1, 2, 3, 4, 5, 6, 7, 8, dan 30 lainnya tidak ada di berkas. "
        "Peta harus memuat 38 provinsi."
    )


def test_the_made_up_map_is_geojson():
    assert len(json.loads(squares())["features"]) == 38
