import xml.etree.ElementTree as ET

import pytest

from foundation.charts.place_map import (
    NOTHING,
    UNKNOWN,
    Ground,
    MapPlace,
    Outline,
    PlaceMap,
    place_map,
    step_swatch,
    tiles,
)
from foundation.charts.svg import SafeString

SVG = "{http://www.w3.org/2000/svg}"
EVIL = "</text><script>x</script>\"'&"


def a_place(key: str = "11", step: int = 3, **fields: str) -> MapPlace:
    told = {"label": "Aceh", "short": "AC", "value_text": "62 % terbukti", "tile_text": "62 %", **fields}
    return MapPlace(key=key, step=step, **told)


def drawn(*places: MapPlace, ground: Ground | None = None, title: str = "Peta") -> ET.Element:
    ground = ground or tiles({"11": (0, 0), "12": (1, 1)})
    svg: SafeString = place_map(PlaceMap(title, ground, places, "Provinsi", "Terbukti"))
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


def texts(root: ET.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def test_picture_says_in_words_what_it_shows():
    root = drawn(a_place(), a_place("12", label="Sumatera Utara", value_text="belum ada bukti"))
    assert root.get("viewBox") == "0 0 50 50"
    assert root.findtext(f"{SVG}title") == "Peta"
    assert root.findtext(f"{SVG}desc") == "Aceh: 62 % terbukti; Sumatera Utara: belum ada bukti"


def test_place_is_a_link_whose_name_holds_the_words_that_are_seen():
    link = drawn(a_place(url="/daerah/11/")).find(f"{SVG}a")
    assert link is not None
    assert link.get("href") == "/daerah/11/"
    assert link.findtext(f".//{SVG}title") == "Aceh (AC): 62 % terbukti"
    assert texts(link) == ["AC", "62 %"]


def test_place_without_an_address_is_no_link():
    assert drawn(a_place()).find(f".//{SVG}a") is None


@pytest.mark.parametrize(
    ("step", "name", "fill", "dashes"),
    [
        (1, "step-1", "#e1eaf5", None),
        (5, "step-5", "#0f3566", None),
        (UNKNOWN, "step-unknown", "none", "2 1.5"),
        (NOTHING, "step-nothing", "none", None),
    ],
)
def test_steps_differ_in_more_than_colour(step: int, name: str, fill: str, dashes: str | None):
    group = drawn(a_place(step=step)).find(f"{SVG}g")
    assert group is not None
    path = group.find(f"{SVG}path")
    assert path is not None
    assert (group.get("class"), group.get("fill"), path.get("stroke-dasharray")) == (name, fill, dashes)


def test_outlines_without_room_carry_no_words():
    root = drawn(a_place(), ground=Ground(100, 50, {"11": Outline("M0 0h9v9z")}))
    assert texts(root) == []
    assert [path.get("d") for path in root.iter(f"{SVG}path")] == ["M0 0h9v9z"]


def test_place_without_an_outline_is_left_to_the_table():
    chart = PlaceMap("Peta", tiles({"11": (0, 0)}), [a_place(), a_place("99", label="Baru")], "P", "N")
    assert len(ET.fromstring(place_map(chart)).findall(f"{SVG}g")) == 1  # noqa: S314 - our own drawing
    assert [row["label"] for row in chart.table().rows] == ["Aceh", "Baru"]


def test_texts_stay_texts():
    place = a_place(label=EVIL, short=EVIL, value_text=EVIL, tile_text=EVIL, url=f"/{EVIL}")
    root = drawn(place, title=EVIL)
    assert root.findtext(f"{SVG}title") == EVIL
    assert texts(root) == [EVIL, EVIL]
    names = {name for element in root.iter() for name in element.attrib}
    assert names & {"style", "id", "onload"} == set()


def test_swatch_is_decoration():
    swatch = ET.fromstring(step_swatch(2))  # noqa: S314 - our own drawing
    assert swatch.get("aria-hidden") == "true"
