import pytest

from practices.domain.similarity import is_alike, telling_words


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Dialog Publik Bojonegoro", "Dialog publik di Bojonegoro", True),
        ("Musyawarah anggaran di balai nagari", "Musyawarah anggaran nagari", True),
        ("Musyawarah anggaran desa", "Pasar malam desa", False),
        # Words that every second practice has say nothing.
        ("Layanan publik untuk warga", "Layanan publik untuk warga", False),
        ("LAPOR!", "LAPOR!, aduan dan aspirasi dalam satu kanal", True),
        ("Portal data", "Portal aduan", False),
        ("", "Dialog", False),
    ],
)
def test_titles_are_alike_by_the_words_that_tell(one, other, expected):
    words, others = telling_words(one), telling_words(other)
    assert (is_alike(words, others), is_alike(others, words)) == (expected, expected)
