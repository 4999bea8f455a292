import re
from pathlib import Path

from evidence import messages, sandbox
from evidence.actions.own_documents import TAKEN_AS_LINK
from evidence.domain.link_problems import LinkProblem

SOURCES = Path(messages.__file__).parent


def test_every_code_that_is_raised_has_a_sentence_and_no_sentence_is_left_over():
    raised = {sandbox.NOT_INSPECTED, TAKEN_AS_LINK, *LinkProblem}
    for path in SOURCES.rglob("*.py"):
        raised |= set(re.findall(r'(?:UploadRefused|CheckFailed)\("(\w+)"', path.read_text()))
    assert raised == set(messages.SENTENCES)


def test_sentence_carries_its_values():
    assert messages.sentence("too_large", messages.too_large_values(10 * 1024 * 1024)).startswith(
        "Berkas terlalu besar, paling banyak 10,0 MB."
    )


def test_reason_of_a_code_is_its_sentence_and_of_a_text_the_text():
    assert messages.reason("has_macros").startswith("Berkas ini memuat makro.")
    assert messages.reason("Memuat data pribadi.") == "Memuat data pribadi."
