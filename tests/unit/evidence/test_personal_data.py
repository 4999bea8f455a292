"""What is pointed out, and what is not: no fact about a person stands here, all numbers are made up."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.domain.personal_data import HintKind, count_hints, find_hints, looks_like_nik

TOLD = [
    ("3201010101900001", HintKind.NIK, "3201010101900001"),
    ("NIK: 3201014101900001.", HintKind.NIK, "3201014101900001"),
    ("NIK3201010101900001", HintKind.NIK, "3201010101900001"),
    ("320101 010190 0001", HintKind.NIK, "320101 010190 0001"),
    ("32.01.01.010190.0001", HintKind.NIK, "32.01.01.010190.0001"),
    ("3201-0101-0190-0001", HintKind.NIK, "3201-0101-0190-0001"),
    ("NIK 3 2 0 1 0 1 0 1 0 1 9 0 0 0 0 1", HintKind.NIK, "3 2 0 1 0 1 0 1 0 1 9 0 0 0 0 1"),
    ("1 3201010101900001", HintKind.NIK, "3201010101900001"),
    ("3201010101900001 2026", HintKind.NIK, "3201010101900001"),
    ("(9501013112850009)", HintKind.NIK, "9501013112850009"),
    ("0812-3456-7890", HintKind.PHONE, "0812-3456-7890"),
    ("HP 081234567890", HintKind.PHONE, "081234567890"),
    ("budi,081234567890,kota", HintKind.PHONE, "081234567890"),
    ("+62 812 3456 7890", HintKind.PHONE, "+62 812 3456 7890"),
    ("+62 (812) 3456 7890", HintKind.PHONE, "+62 (812) 3456 7890"),
    ("+6281234567890", HintKind.PHONE, "+6281234567890"),
    ("6281234567890", HintKind.PHONE, "6281234567890"),
    ("+62 21 555 1234", HintKind.PHONE, "+62 21 555 1234"),
    ("081234567890 2026", HintKind.PHONE, "081234567890"),
    ("surel: nama.orang+1@contoh.co.id.", HintKind.EMAIL, "nama.orang+1@contoh.co.id"),
]
NOT_TOLD = [
    "",
    "19800101 200501 1 001",  # NIP
    "198001012005011001",
    "NIP. 19751231 200312 2 004",
    "1234567890123456",  # no such day
    "0001010101900001",  # no such province
    "3201010013900001",  # no such month
    "3201010101900000",  # serials begin at 1
    "32010101019000011",  # a digit too many
    "Rp 1.201.010.112.900.001",
    "Rp620.000.000.000",
    "2024-12-31 10.30",
    "08-12-2024 10.00",
    "08.30 - 10.00",
    "0812",
    "2016 2017 2018 2019",
    "0,812345678901",
    "a081234567890",
    "021-5551234",  # an office's
    "62.01.01.2001",
    "6201010101",
    "@contoh",
    "nama@contoh",
    "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16",
]


@pytest.mark.parametrize(("text", "kind", "place"), TOLD)
def test_place_is_pointed_out(text: str, kind: HintKind, place: str):
    assert [(hint.kind, text[hint.start : hint.end]) for hint in find_hints(text)] == [(kind, place)]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_place_is_left_alone(text: str):
    assert find_hints(text) == ()


def test_several_in_one_text():
    text = "Budi 3201010101900001 NIP 19800101 200501 1 001, 0812-3456-7890 / budi@contoh.id"
    assert [hint.kind for hint in find_hints(text)] == [HintKind.NIK, HintKind.PHONE, HintKind.EMAIL]


def test_counts_are_by_kind_over_all_texts():
    assert count_hints(["3201010101900001", "081234567890", "6281234567890 a@b.id", "bersih"]) == {
        "nik": 1,
        "phone": 2,
        "email": 1,
    }


niks = st.builds(
    "{:02d}{:04d}{:02d}{:02d}{:02d}{:04d}".format,
    st.integers(11, 96),
    st.integers(0, 9999),
    st.one_of(st.integers(1, 31), st.integers(41, 71)),
    st.integers(1, 12),
    st.integers(0, 99),
    st.integers(1, 9999),
)
words = st.text(alphabet=string.ascii_letters + " ,;:\n", max_size=30)


@given(niks, words, words, st.sampled_from(["", " ", ".", "-"]))
def test_every_nik_is_found_whatever_stands_around(nik: str, before: str, after: str, sign: str):
    written = sign.join((nik[:6], nik[6:12], nik[12:]))
    text = f"{before} {written} {after}"
    assert [text[hint.start : hint.end] for hint in find_hints(text)] == [written]


@given(st.text(alphabet=string.digits + "+.- ()@abc\n", max_size=120))
def test_hints_stand_apart_in_the_order_of_the_text(text: str):
    found = find_hints(text)
    edges = [edge for hint in found for edge in (hint.start, hint.end)]
    assert edges == sorted(edges)
    assert all(hint.start < hint.end for hint in found)
    assert all(hint.start >= 0 and hint.end <= len(text) for hint in found)


@given(st.dates(), st.dates(), st.integers(1, 2), st.integers(0, 999))
def test_nip_is_never_told(born, appointed, sex: int, serial: int):
    born, appointed = (
        day.replace(year=1950 + day.year % 70, day=min(day.day, 28)) for day in (born, appointed)
    )
    digits = f"{born:%Y%m%d}{appointed:%Y%m}{sex}{serial:03d}"
    spaced = f"{born:%Y%m%d} {appointed:%Y%m} {sex} {serial:03d}"
    assert find_hints(f"{digits} dan {spaced}") == ()


@pytest.mark.parametrize(
    "text", ["1" * 200_000, "1 " * 100_000, "a@" * 100_000, "a." * 100_000, "+(" * 100_000]
)
def test_long_and_odd_text_is_read_in_a_moment(text: str):
    assert find_hints(text) == ()


@pytest.mark.parametrize(
    ("digits", "looks"),
    [
        ("3201013101900001", True),
        ("3201013201900001", False),
        ("3201014001900001", False),
        ("3201017101900001", True),
        ("3201017201900001", False),
    ],
)
def test_days_of_a_nik(digits: str, looks: bool):
    assert looks_like_nik(digits) is looks
