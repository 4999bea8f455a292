import re
from pathlib import Path

from renaksi import messages
from renaksi.domain.update_flow import Problem

APP = Path(messages.__file__).parent
PLACES = ("domain/update_flow", "actions", "queries")


def test_every_problem_has_a_sentence_and_no_sentence_is_left_over():
    sources = [path.read_text() for place in PLACES for path in (APP / place).glob("*.py")]
    raised = {code for source in sources for code in re.findall(r'Problem\(\s*"(\w+)"', source)}
    # Codes that `periods` hands over by name, and the one of `StaleDraft`.
    assert raised | {"period_not_planned", "period_not_open"} == set(messages.SENTENCES)


def test_sentence_of_a_problem():
    assert messages.sentence(Problem("reason_missing")) == (
        "Alasan belum ditulis. Tulis alasannya agar dapat ditindaklanjuti."
    )


def test_sentence_names_what_the_problem_is_about():
    assert messages.sentence(Problem("refused_item_not_replaced", "items", 7, "Notula 100 %")) == (
        "“Notula 100 %” ditolak dan belum diganti. Lampirkan bukti baru di tempat yang sama."
    )
