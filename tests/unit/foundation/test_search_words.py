import pytest

from foundation.search.words import Wanted, code_key, fold, meets, read_wanted, root, title_key


@pytest.mark.parametrize(
    ("typed", "words", "code"),
    [
        ("pelaporan", ("pelaporan",), "pelaporan"),
        ("  Dialog   PUBLIK ", ("dialog", "publik"), ""),
        ("Café résumé", ("cafe", "resume"), ""),
        ("data dan data", ("data",), ""),
        ("ID0123", ("id0123",), "id0123"),
        ("35.22", ("35", "22"), "35x22"),
        ("3.3.3.6", (), "3x3x3x6"),
        ("2A", ("2a",), "2a"),
        ("e-government", ("government",), "exgovernment"),
        ("LAPOR!", ("lapor",), "lapor"),
        ("lapor\0an", ("lapor",), ""),
        ('") OR rowid:*', ("rowid",), ""),
    ],
)
def test_words_and_code_of_what_was_typed(typed: str, words: tuple[str, ...], code: str):
    wanted = read_wanted(typed)
    assert (wanted.words, wanted.code, wanted.problem) == (words, code, "")


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", ""),
        ("   ", ""),
        ("?!*", "symbols"),
        ("😀", "symbols"),
        ("x", "short"),
        ("7", "short"),
        ("a b", "short"),
        ("yang di dan", "common"),
        ("the of", "common"),
        ("a" * 201, "long"),
        (" ".join(f"kata{number}" for number in range(13)), "long"),
    ],
)
def test_what_cannot_be_looked_for(typed: str, problem: str):
    wanted = read_wanted(typed)
    assert (bool(wanted), wanted.problem) == (False, problem)


def test_what_is_too_long_is_kept_as_far_as_it_may_be_typed():
    assert read_wanted("a" * 500) == Wanted("a" * 200, problem="long")


def test_longest_search_is_looked_for():
    assert len(read_wanted(" ".join(f"kata{number}" for number in range(12))).words) == 12


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("pelaporan", "lapor"),
        ("laporan", "lapor"),
        ("laporannya", "lapor"),
        ("pelayanan", "layan"),
        ("keterbukaan", "terbuka"),
        ("pendidikan", "didik"),
        ("kesehatan", "sehat"),
        ("perencanaan", "rencana"),
        ("pemerintahan", "pemerintah"),
        ("berita", "berita"),
        ("desa", "desa"),
        ("ikan", "ikan"),
        ("pelan", "pelan"),
        ("data", "data"),
    ],
)
def test_root_of_a_word(word: str, expected: str):
    assert root(word) == expected


@pytest.mark.parametrize(
    ("token", "word", "met"),
    [
        ("laporan", "lapor", True),
        ("laporan", "pelaporan", True),
        ("pelaporan", "laporan", True),
        ("lapor", "laporan", True),
        ("2017", "20", False),
        ("id", "i", False),
        ("di", "di", True),
        ("dialog", "di", False),
        ("anggaran", "terbuka", False),
    ],
)
def test_word_of_a_text_meets_a_word_of_the_search(token: str, word: str, met: bool):
    assert meets(token, word) is met


def test_keys_are_the_same_for_every_spelling():
    assert fold("ÀÉÎ õü") == "aei ou"
    assert title_key("Dialog  Publik: Bojonegoro!") == title_key("dialog publik bojonegoro")
    assert {code_key("35.22"), code_key("35-22"), code_key(" 35 22 ")} == {"35x22"}
