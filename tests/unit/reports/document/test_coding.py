"""A payload survives its own bytes, and nothing else is taken for one."""

import contextlib
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.document import DataColumn, DataTable, Edition, Fact, Part, Payload, State, Words
from reports.document.blocks import Block
from reports.document.coding import encoded
from tests.report_payloads import bilingual_payload, sample_payload

pytestmark = pytest.mark.once

TEXT = st.text(max_size=8)
TEXTS = TEXT | st.builds(Words, TEXT, st.sampled_from(["id", "en"]))
VALUES = (
    st.none()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS
    | st.builds(State, TEXT, TEXT)
)


def several(one: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(one, max_size=2).map(tuple)


PARTS = st.builds(Part, key=TEXT, title=TEXTS, anchor=TEXT, blocks=several(st.from_type(Block)))
TABLES = st.builds(
    DataTable, key=TEXT, title=TEXT, columns=several(st.from_type(DataColumn)), rows=several(several(VALUES))
)
EDITIONS = st.builds(
    Edition, lang=TEXT, cover=several(st.from_type(Fact)), parts=several(PARTS), tables=several(TABLES)
)
PAYLOADS = st.builds(Payload, editions=several(EDITIONS))


@given(PAYLOADS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_document_comes_back_from_its_bytes_and_gives_them_again(payload: Payload) -> None:
    content = payload.to_bytes()
    assert Payload.from_bytes(content) == payload
    assert Payload.from_bytes(content).to_bytes() == content


@pytest.mark.parametrize("payload", [sample_payload(), bilingual_payload()], ids=["one", "two"])
def test_every_kind_of_block_comes_back(payload: Payload) -> None:
    assert Payload.from_bytes(payload.to_bytes()) == payload


def test_what_is_blank_is_left_out() -> None:
    assert encoded(Words("Minutes", "en")) == {"type": "Words", "text": "Minutes", "lang": "en"}
    assert encoded(Fact("Daerah", ())) == {"type": "Fact", "term": "Daerah", "values": []}
    assert "eyebrow" not in encoded(Part("summary", "Ringkasan", "ringkasan", ()))


def test_what_has_no_place_is_not_written() -> None:
    with pytest.raises(TypeError, match="set has no place in a payload"):
        encoded(Fact("Daerah", {1}))  # type: ignore[arg-type]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
)


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_damaged_document_is_refused_or_still_one(data: st.DataObject) -> None:
    """Whatever stands at any place of it."""
    found = json.loads(sample_payload().to_bytes())
    place: Any = found
    while True:
        key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.booleans()):
            break
        place = place[key]
    place[key] = data.draw(JSON)
    with contextlib.suppress(ValueError):
        assert isinstance(Payload.from_bytes(json.dumps(found).encode()), Payload)


def changed(**fields: object) -> bytes:
    return json.dumps({**json.loads(sample_payload().to_bytes()), **fields}).encode()


def without(name: str) -> bytes:
    found = json.loads(sample_payload().to_bytes())
    del found[name]
    return json.dumps(found).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        changed(schema="renaksi.report/0"),
        changed(type="Edition"),
        changed(author="?"),
        changed(version="1"),
        changed(version=True),
        changed(is_sample=1),
        changed(as_of=None),
        changed(editions={}),
        changed(editions=[{"type": "Part"}]),
        changed(plan={"type": "PlanName", "slug": "a", "label": {"type": "State"}, "url": ""}),
        without("kind"),
        without("type"),
        sample_payload().to_bytes().replace(b'"title":"Laporan triwulan"', b'"title":["Laporan"]'),
        sample_payload().to_bytes().replace(b'"plan":{"label":"', b'"plan":{"label":[],"x":"'),
        sample_payload().to_bytes().replace(b'"tone":"lead"', b'"tone":"loud"'),
    ],
)
def test_what_is_no_payload_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        Payload.from_bytes(content)
