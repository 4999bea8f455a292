"""The report as a page: one file that needs nothing else, accessible, and cut into its parts byte by byte."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import tinyhtml5

from reports.document import Grid, Paragraph, Part, TableView, Words
from reports.document.payload import fingerprint, short_fingerprint
from reports.rendering.pages import pages_html
from reports.rendering.twin import twin_html
from reports.twins import twin_parts
from tests.report_payloads import ADDRESS, bilingual_payload, sample_payload

pytestmark = pytest.mark.once

Element = Any


@pytest.fixture(scope="module")
def content() -> bytes:
    payload = bilingual_payload()
    return twin_html(payload, payload.to_bytes())


@pytest.fixture(scope="module")
def twin(content: bytes) -> Element:
    return tinyhtml5.parse(content.decode(), namespace_html_elements=False)


def words_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def links(twin: Element) -> Iterator[str]:
    for element in twin.iter():
        yield from (element.get(name) for name in ("href", "src") if element.get(name))


# --- One file


def test_control_characters_are_left_out_on_screen_and_on_paper() -> None:
    """Word leaves some in what is copied from it; a font without a shape for them makes an archive invalid."""
    one = sample_payload()
    part = replace(one.main.parts[0], blocks=(Paragraph("Sa\x01tu\x0b dua\x00\ufffe."),))
    payload = replace(one, editions=(replace(one.main, parts=(part,)),))
    content = payload.to_bytes()
    for html in (twin_html(payload, content).decode(), pages_html(payload, content, lambda *_: None)):
        assert "<p>Satu dua.</p>" in html


def test_it_fetches_nothing(content: bytes, twin: Element) -> None:
    """Links lead out; pictures, styles and scripts do not."""
    tags = Counter(element.tag for element in twin.iter() if isinstance(element.tag, str))
    assert [tags[name] for name in ("script", "img", "iframe", "object", "style")] == [0, 0, 0, 0, 1]
    assert [link.get("rel") for link in twin.iter("link")] == ["canonical"]
    assert set(re.findall(r"url\(([^)]{0,21})", content.decode())) == {'"data:font/woff2;base'}


def test_no_element_has_a_style_of_its_own(twin: Element) -> None:
    assert [element.tag for element in twin.iter() if element.get("style") or element.get("onclick")] == []


def test_every_class_is_one_that_the_style_sheet_knows(twin: Element) -> None:
    styles = next(twin.iter("style")).text
    used = {name for element in twin.iter() for name in (element.get("class") or "").split()}
    unknown = {name for name in used if not re.search(rf"\.{name}\b", styles)}
    # What the drawings of foundation.charts say of themselves, and elements that need no more than their place.
    assert unknown == {"chart-bars", "kind-state", "report-edition", "signature"}


def test_same_payload_gives_the_same_bytes(content: bytes) -> None:
    payload = bilingual_payload()
    assert twin_html(payload, payload.to_bytes()) == content


# --- What it says of itself


def test_head_says_what_it_is_and_where_it_can_be_checked(twin: Element) -> None:
    short = short_fingerprint(fingerprint(bilingual_payload().to_bytes()))
    head = next(twin.iter("header"))
    assert [words_of(one) for one in twin.iter("h1")] == ["Laporan triwulan"]
    assert words_of(next(twin.iter("title"))) == "Laporan triwulan: Rencana Aksi Contoh 2026–2027, B09 2026"
    assert [
        part in words_of(head)
        for part in (short, ADDRESS, "Data per 31 Okt 2026 · versi 1", "Data peragaan.")
    ] == [True] * 4
    assert twin.get("lang") == "id"


def test_headings_leave_out_no_level(twin: Element) -> None:
    levels = [
        int(one.tag[1])
        for one in twin.iter()
        if isinstance(one.tag, str) and re.fullmatch(r"h[1-6]", one.tag)
    ]
    assert [pair for pair in itertools.pairwise(levels) if pair[1] - pair[0] > 1] == []


def test_links_within_lead_to_places_that_are_there_once(twin: Element) -> None:
    names = Counter(element.get("id") for element in twin.iter() if element.get("id"))
    inside = {link[1:] for link in links(twin) if link.startswith("#")}
    assert (inside - names.keys(), [name for name, count in names.items() if count > 1]) == (set(), [])
    assert {"ringkasan", "en-ringkasan", "bukti-1", "en-bukti-1"} <= names.keys()


def test_every_table_has_a_name_and_heads_and_can_be_scrolled_by_keyboard(twin: Element) -> None:
    tables = [table for table in twin.iter("table") if "form-table" not in table.get("class", "")]
    assert len(tables) == 6
    for table in tables:
        assert words_of(table.find("caption"))
        assert {head.get("scope") for head in table.iter("th")} == {"col", "row"}
    groups = [one for one in twin.iter("div") if one.get("role") == "group"]
    assert [(one.get("tabindex"), bool(one.get("aria-label"))) for one in groups] == [("0", True)] * 6


def test_every_drawing_has_its_words_or_is_hidden(twin: Element) -> None:
    drawings = [one for one in twin.iter() if str(one.tag).endswith("}svg") and one.get("class")]
    named = [one for one in drawings if one.get("role") == "img"]
    assert [words_of(one[0]) for one in named] == ["Status penyelesaian per periode"] * 2
    assert [one for one in drawings if one not in named and one.get("aria-hidden") != "true"] == []


def test_text_in_another_language_says_so(twin: Element) -> None:
    first = next(
        part
        for part in twin.iter("section")
        if part.get("lang") == "id" and "Komitmen 1" in words_of(part[0])
    )
    told = [words_of(one) for one in first.iter() if one.get("lang") == "en"]
    assert told == ["Thirty-seven districts are connected."]


# --- Its parts


def test_parts_are_cut_out_of_the_stored_bytes(content: bytes) -> None:
    parts = twin_parts(content)
    text = content.decode()
    assert [(part.lang, part.key, part.anchor, part.title) for part in parts[:4]] == [
        ("id", "summary", "ringkasan", "Ringkasan"),
        ("id", "grid", "kisi", "Komitmen × periode pelaporan"),
        ("id", "commitments", "komitmen-1", "Komitmen 1: Komitmen contoh nomor 1"),
        ("id", "commitments", "komitmen-2", "Komitmen 2: Komitmen contoh nomor 2"),
    ]
    assert [part.anchor for part in parts[5:]] == [f"en-{part.anchor}" for part in parts[:5]]
    main = text[text.index("<main") : text.index("</main>")]
    assert [main.count(part.html) for part in parts] == [1] * 10
    left = main
    for part in parts:
        left = left.replace(part.html, "")
    assert re.findall(r"<(section|table|p|h2)\b", left) == ["p", "p"]


def test_title_cannot_end_its_mark() -> None:
    title = 'x--><!--/renaksi:part--><script>alert("1")</script>'
    payload = sample_payload()
    part = Part("summary", Words(title, "en"), "ringkasan", (Paragraph(title),))
    content = twin_html(replace(payload, editions=(replace(payload.main, parts=(part,)),)), b"")
    assert [(one.title, one.html.count("<")) for one in twin_parts(content)] == [(title, 6)]
    assert b"<script>" not in content


def test_what_is_no_twin_has_no_parts() -> None:
    assert twin_parts(b"<!doctype html><p>Halo</p>") == ()


# --- The same numbers as the payload


def test_every_value_of_the_tables_is_there(twin: Element) -> None:
    rows = [[words_of(cell) for cell in row] for row in twin.iter("tr")]
    assert (
        rows.count(
            [
                "rencana-contoh/1",
                "=Komitmen contoh nomor 1",
                "50 %",
                "1",
                "Substansial",
                "12 Okt 2026",
                "renaksi.example/renaksi/rencana-contoh/1/",
            ]
        )
        == 1
    )
    assert rows.count(["B06 2026", "0", "2"]) == 2


def test_wide_and_long_tables_stay_whole() -> None:
    payload = sample_payload(commitments=700)
    blocks = [
        block for part in payload.main.parts for block in part.blocks if isinstance(block, Grid | TableView)
    ]
    part = Part("grid", "Kisi", "kisi", tuple(blocks[:2]))
    content = twin_html(replace(payload, editions=(replace(payload.main, parts=(part,)),)), b"")
    assert (content.count(b"<table"), content.count(b'<th scope="row"')) == (2, 1400)
