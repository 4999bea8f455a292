import pytest

from institutions.domain.names import normalise_name


@pytest.mark.parametrize(
    "spelling",
    ["The House’s Office", "house's office", "  HOUSES  Office ", "Houses\u00a0Office.", "Houses-Office"],
)
def test_case_punctuation_and_article_do_not_count(spelling: str) -> None:
    assert normalise_name(spelling) == "houses office"


def test_and_is_the_same_as_its_sign() -> None:
    assert normalise_name("Environment & Climate") == normalise_name("Environment and Climate")


def test_accents_do_not_count() -> None:
    assert normalise_name("Café") == "cafe"


def test_other_words_are_other_names() -> None:
    assert normalise_name("Ministry of Finance") != normalise_name("Ministry for Finance")
