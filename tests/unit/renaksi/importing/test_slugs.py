import pytest

from renaksi.importing.slugs import claim_slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("14", "14"),
        ("3.3.3.6", "3-3-3-6"),
        ("2A", "2a"),
        ("Satu Data Banggai", "satu-data-banggai"),
        ("…", "tanpa-judul"),
    ],
)
def test_claim_slug(text: str, slug: str) -> None:
    assert claim_slug(text, set(), 80) == slug


def test_claim_slug_counts_when_the_address_is_taken() -> None:
    taken = {"14"}

    assert [claim_slug("14", taken, 80), claim_slug("14", taken, 80)] == ["14-2", "14-3"]
    assert taken == {"14", "14-2", "14-3"}


def test_claim_slug_stays_within_its_length() -> None:
    taken = {"a" * 10}

    assert claim_slug("a" * 30, taken, 10) == "a" * 8 + "-2"
