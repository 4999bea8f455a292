import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.domain.file_names import FALLBACK, download_name


@pytest.mark.parametrize(
    ("original", "name"),
    [
        ("laporan.pdf", "laporan.pdf"),
        ("Laporan “akhir” ñ.PDF", "Laporan “akhir” ñ.pdf"),
        ("foto.heic", "foto.pdf"),
        ("tanpa titik", "tanpa titik.pdf"),
        ("dua.kali.pdf", "dua.kali.pdf"),
        ("laporan\u202efdp.exe", "laporanfdp.pdf"),
        ("\u2066a\u2069\u200eb\u061cc\ufeff.pdf", "abc.pdf"),
        ("baris\r\nSet-Cookie: a=b.pdf", "baris Set-Cookie a=b.pdf"),
        ("a\"b;c'd.pdf", "ab;c'd.pdf"),
        ("nol\x00\x7f\x9f.pdf", "nol.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\Ani\\laporan.pdf", "laporan.pdf"),
        ("   banyak    spasi   .pdf", "banyak spasi.pdf"),
        ("setengah\ud800.pdf", "setengah.pdf"),
        ("e\u0301.pdf", "é.pdf"),
        ("", f"{FALLBACK}.pdf"),
        (".", f"{FALLBACK}.pdf"),
        ("..", f"{FALLBACK}.pdf"),
        ("\u202e.pdf", f"{FALLBACK}.pdf"),
        ("map/", f"{FALLBACK}.pdf"),
        ("a" * 251 + ".pdf", "a" * 196 + ".pdf"),
        ("é" * 127 + ".pdf", "é" * 98 + ".pdf"),
    ],
)
def test_name(original: str, name: str) -> None:
    assert download_name(original, ".pdf") == name


@given(st.text(st.characters()))
def test_whatever_was_typed_is_a_visible_short_name_with_our_suffix(original: str) -> None:
    name = download_name(original, ".pdf")
    assert len(name.encode()) <= 200
    assert name.endswith(".pdf")
    assert name != ".pdf"
    assert not set(name) & set('/\\:*?"<>|')
    assert [sign for sign in name if unicodedata.category(sign)[0] == "C"] == []
