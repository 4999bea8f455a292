"""Values as people read them, in the language of the edition."""

import pytest
from django.utils.translation import override

from reports.document import DataColumn, State, Words
from reports.document.tables import ColumnKind, Value
from reports.rendering.drawing.canvas import Canvas
from reports.rendering.drawing.cells import Cell, written
from tests.report_payloads import sample_edition

pytestmark = pytest.mark.once

CANVAS = Canvas(sample_edition(), on_screen=False, prefix="", anchors=frozenset({"kisi"}))


def cell(value: Value, kind: ColumnKind = "text", blank: str = "") -> Cell:
    return written(DataColumn("a", "A", kind, blank=blank), value, CANVAS)


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("percent", 50.25, "50 %"),
        ("percent", 0.4, "< 1 %"),
        ("percent", 0, "0 %"),
        ("percent", 100, "100 %"),
        ("number", 12345, "12.345"),
        ("number", 12.5, "12,5"),
        ("number", 12.0, "12"),
        ("date", "2022", "2022"),
        ("date", "2022-12", "Des 2022"),
        ("date", "2022-12-31", "31 Des 2022"),
        ("date", "2022-13-31", "2022-13-31"),
        ("date", "kelak", "kelak"),
        ("text", "teks", "teks"),
        ("text", "", "—"),
        ("text", None, "—"),
    ],
)
def test_value_is_written(kind: ColumnKind, value: Value, words: str) -> None:
    with override("id"):
        assert cell(value, kind).text == words


def test_decimals_and_months_follow_the_language() -> None:
    with override("en"):
        assert [cell(1234.5, "number").text, cell("2022-12", "date").text] == ["1,234.5", "Dec 2022"]


def test_unknown_is_its_word_and_never_a_zero() -> None:
    assert cell(None, "percent", "belum ada bukti") == Cell("belum ada bukti", "percent", is_blank=True)


def test_status_keeps_its_code() -> None:
    assert cell(State("complete", "Selesai"), "state") == Cell("Selesai", "state", code="complete")


def test_text_in_another_language_stays_so() -> None:
    assert cell(Words("Minutes", "en")).text == Words("Minutes", "en")


@pytest.mark.parametrize(
    ("url", "words", "address"),
    [
        ("https://renaksi.example/x/", "renaksi.example/x/", "https://renaksi.example/x/"),
        ("javascript:alert(1)", "javascript:alert(1)", ""),
    ],
)
def test_address_is_shown_in_words_and_leads_to_the_web_alone(url: str, words: str, address: str) -> None:
    assert cell(url, "url") == Cell(words, "url", address=address)


@pytest.mark.parametrize(
    ("text", "is_token"), [("a1" * 32, True), ("pertanggungjawaban", False), ("B09 2026", False)]
)
def test_fingerprints_are_told_from_words(text: str, is_token: bool) -> None:
    assert cell(text).is_token == is_token


@pytest.mark.parametrize(("url", "leads"), [("#kisi", "#kisi"), ("#hilang", ""), ("/renaksi/", ""), ("", "")])
def test_link_leads_within_the_report_or_nowhere(url: str, leads: str) -> None:
    assert CANVAS.address(url) == leads


def test_one_name_has_one_place() -> None:
    canvas = Canvas(sample_edition(), on_screen=False, prefix="en-", anchors=frozenset({"kisi"}))
    assert [canvas.anchor("kisi"), canvas.anchor("kisi"), canvas.anchor("")] == ["en-kisi", "", ""]
    assert canvas.address("#kisi") == "#en-kisi"
