import pytest

from foundation.languages import Told
from foundation.search.highlighting import SNIPPET, best_of, highlight, snippet


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Laporan warga", ["lapor"], "<mark>Laporan</mark> warga"),
        ("PELAPORAN publik", ["laporan", "publik"], "<mark>PELAPORAN</mark> <mark>publik</mark>"),
        ("Résumé", ["resume"], "<mark>Résumé</mark>"),
        ("tanpa kata itu", ["data"], "tanpa kata itu"),
        ("A & B <data>", ["data"], "A &amp; B &lt;<mark>data</mark>&gt;"),
        ("<script>data</script>", ["script"], "&lt;<mark>script</mark>&gt;data&lt;/<mark>script</mark>&gt;"),
        ('" onload="data', ["onload"], "&quot; <mark>onload</mark>=&quot;data"),
        ("apa saja", [], "apa saja"),
    ],
)
def test_hits_are_marked_and_everything_else_escaped(text: str, words: list[str], expected: str):
    assert highlight(text, words) == expected


def test_short_text_is_shown_whole():
    assert snippet("Data  terbuka\nuntuk semua", ["semua"]) == "Data terbuka untuk <mark>semua</mark>"


def test_snippet_begins_near_the_place_that_holds_most_words():
    text = "lain " * 80 + "anggaran " + "kata " * 80 + "anggaran desa terbuka " + "akhir " * 80
    shown = snippet(text, ["anggaran", "desa"])
    assert shown.startswith("… kata ")
    assert "<mark>anggaran</mark> <mark>desa</mark> terbuka" in shown
    assert shown.endswith(" …")
    assert len(shown) < SNIPPET + 60


def test_snippet_of_a_text_without_the_words_is_its_beginning():
    assert snippet("awal " * 100, ["data"]).startswith("awal awal")


def test_snippet_of_one_endless_word_is_cut():
    assert snippet("a" * 1000, ["b"]) == "a" * SNIPPET + " …"


def test_text_is_told_in_the_language_that_holds_the_words():
    own, other = Told("Data terbuka"), Told("Open data", "en")
    assert best_of(own, other, ["open"]) == "Open data"
    assert best_of(own, other, ["terbuka"]) == "Data terbuka"
    assert best_of(own, other, ["tidak"]) == "Data terbuka"
    assert best_of(own, Told(""), ["open"]) == "Data terbuka"
